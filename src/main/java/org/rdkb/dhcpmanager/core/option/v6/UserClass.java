package org.rdkb.dhcpmanager.core.option.v6;

import java.util.ArrayList;
import java.util.List;
import org.rdkb.dhcpmanager.core.option.MalformedException;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsReader;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;

/**
 * What kind of user or application sends (RFC 8415 section 21.15).
 *
 * @param classes at least one, each of at most 65535 octets
 */
public record UserClass(List<Octets> classes) implements Option6 {
  /** The option code. */
  public static final int CODE = 15;

  /** Checks that there is one. */
  public UserClass {
    classes = List.copyOf(classes);
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("no class");
    }
  }

  static UserClass decode(OctetsReader reader) throws MalformedException {
    return new UserClass(classes(reader));
  }

  /** Length-prefixed octets up to the end, as options 15 and 16 hold them. */
  static List<Octets> classes(OctetsReader reader) throws MalformedException {
    List<Octets> classes = new ArrayList<>();
    while (reader.remaining() > 0) {
      classes.add(reader.take(reader.u16()));
    }
    return classes;
  }

  static Octets payload(List<Octets> classes) {
    OctetsWriter writer = new OctetsWriter();
    classes.forEach(one -> writer.u16(one.length()).put(one));
    return writer.toOctets();
  }

  @Override
  public int code() {
    return CODE;
  }

  @Override
  public Octets payload() {
    return payload(classes);
  }
}

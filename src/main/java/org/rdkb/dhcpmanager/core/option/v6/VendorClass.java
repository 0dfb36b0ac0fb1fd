package org.rdkb.dhcpmanager.core.option.v6;

import java.util.List;
import org.rdkb.dhcpmanager.core.option.MalformedException;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsReader;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;

/**
 * Who made the client (RFC 8415 section 21.16).
 *
 * @param enterpriseNumber 0…2^32−1, of the vendor
 * @param classes at least one, each of at most 65535 octets
 */
public record VendorClass(long enterpriseNumber, List<Octets> classes) implements Option6 {
  /** The option code. */
  public static final int CODE = 16;

  /** Checks range and number. */
  public VendorClass {
    classes = List.copyOf(classes);
    if (enterpriseNumber >>> 32 != 0 || classes.isEmpty()) {
      throw new IllegalArgumentException(
          classes.size() + " classes of enterprise " + enterpriseNumber);
    }
  }

  static VendorClass decode(OctetsReader reader) throws MalformedException {
    return new VendorClass(reader.u32(), UserClass.classes(reader));
  }

  @Override
  public int code() {
    return CODE;
  }

  @Override
  public Octets payload() {
    return new OctetsWriter().u32(enterpriseNumber).put(UserClass.payload(classes)).toOctets();
  }
}

package org.rdkb.dhcpmanager.core.option.v6;

import java.util.List;
import org.rdkb.dhcpmanager.core.option.DomainNames;
import org.rdkb.dhcpmanager.core.option.MalformedException;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsReader;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;

/**
 * The client's name in the DNS (RFC 4704 section 4).
 *
 * @param flags bit 0 S: the server should update the AAAA record; bit 1 O: it overrode the client;
 *     bit 2 N: it should update nothing. Other bits are ignored
 * @param name without a final dot; empty leaves it to the server
 * @param complete false if {@code name} is the first part only
 */
public record ClientFqdn(int flags, String name, boolean complete) implements Option6 {
  /** The option code. */
  public static final int CODE = 39;

  private static final int KNOWN_FLAGS = 7;

  /** Checks flags and name. */
  public ClientFqdn {
    boolean legal = name.isEmpty() ? !complete : DomainNames.isName(name);
    if ((flags & ~KNOWN_FLAGS) != 0 || !legal) {
      throw new IllegalArgumentException("flags or name of FQDN option");
    }
  }

  static ClientFqdn decode(OctetsReader reader) throws MalformedException {
    int flags = reader.u8() & KNOWN_FLAGS;
    Octets wire = reader.rest();
    if (wire.length() == 0) {
      return new ClientFqdn(flags, "", false);
    }
    boolean complete = wire.at(wire.length() - 1) == 0; // no label ends in a NUL
    Octets whole = complete ? wire : new OctetsWriter().put(wire).u8(0).toOctets();
    List<String> name = PlainDecoder.name(whole);
    return new ClientFqdn(flags, name.get(0), complete);
  }

  @Override
  public int code() {
    return CODE;
  }

  @Override
  public Octets payload() {
    OctetsWriter writer = new OctetsWriter().u8(flags);
    if (!name.isEmpty()) {
      Octets whole = DomainNames.encode(List.of(name));
      writer.put(complete ? whole : whole.slice(0, whole.length() - 1));
    }
    return writer.toOctets();
  }
}

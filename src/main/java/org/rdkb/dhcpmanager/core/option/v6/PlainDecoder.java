package org.rdkb.dhcpmanager.core.option.v6;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.option.DomainNames;
import org.rdkb.dhcpmanager.core.option.DomainNames.Compression;
import org.rdkb.dhcpmanager.core.option.MalformedException;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsReader;

/** Octets of a plain option → its value. */
final class PlainDecoder {
  private PlainDecoder() {}

  static Plain decode(PlainOption6 row, Octets payload) throws MalformedException {
    OctetsReader reader = new OctetsReader(payload);
    Plain value =
        switch (row.form()) {
          case EMPTY -> new Plain.Empty(row);
          case U8, U16, U32 -> new Plain.Unsigned(row, reader.number(row.form().width()));
          case CODES -> new Plain.Codes(row, codes(reader));
          case ADDRESS -> new Plain.Addresses(row, List.of(address(reader)));
          case ADDRESSES -> new Plain.Addresses(row, addresses(reader));
          case NAME -> new Plain.Names(row, name(reader.rest()));
          case NAMES ->
              new Plain.Names(row, DomainNames.decode(reader.rest(), Compression.REFUSED));
          case TEXT -> new Plain.Text(row, text(reader.rest()));
        };
    reader.end();
    return value;
  }

  static Ipv6Address address(OctetsReader reader) throws MalformedException {
    return Ipv6Address.ofBytes(reader.take(Ipv6Address.LENGTH).toArray());
  }

  private static List<Ipv6Address> addresses(OctetsReader reader) throws MalformedException {
    List<Ipv6Address> addresses = new ArrayList<>();
    do {
      addresses.add(address(reader));
    } while (reader.remaining() > 0);
    return addresses;
  }

  private static List<Integer> codes(OctetsReader reader) throws MalformedException {
    List<Integer> codes = new ArrayList<>();
    while (reader.remaining() > 0) {
      codes.add(reader.u16());
    }
    return codes;
  }

  static List<String> name(Octets payload) throws MalformedException {
    List<String> names = DomainNames.decode(payload, Compression.REFUSED);
    if (names.size() > 1) {
      throw new MalformedException("trailing octets: " + names.size() + " names instead of one");
    }
    return names;
  }

  private static String text(Octets payload) throws MalformedException {
    String text = new String(payload.toArray(), StandardCharsets.ISO_8859_1);
    if (!Plain.Text.isPrintable(text)) {
      throw new MalformedException("empty or unprintable text");
    }
    return text;
  }
}

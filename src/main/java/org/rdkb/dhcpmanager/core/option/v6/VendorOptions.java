package org.rdkb.dhcpmanager.core.option.v6;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.option.MalformedException;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsReader;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;

/**
 * What a vendor defined for itself (RFC 8415 section 21.17).
 *
 * @param enterpriseNumber 0…2^32−1, of the vendor
 * @param options its sub-options, in order; may be empty
 */
public record VendorOptions(long enterpriseNumber, List<SubOption> options) implements Option6 {
  /** The option code. */
  public static final int CODE = 17;

  /**
   * One sub-option, in a number space of the vendor.
   *
   * @param code 0…65535
   * @param payload at most 65535 octets
   */
  public record SubOption(int code, Octets payload) {
    /** Checks the range. */
    public SubOption {
      if (code >>> 16 != 0) {
        throw new IllegalArgumentException("sub-option " + code);
      }
    }
  }

  /** Checks the range. */
  public VendorOptions {
    options = List.copyOf(options);
    if (enterpriseNumber >>> 32 != 0) {
      throw new IllegalArgumentException("enterprise number " + enterpriseNumber);
    }
  }

  /**
   * The first sub-option of a code.
   *
   * @param code 0…65535
   * @return absent if not sent
   */
  public Optional<Octets> first(int code) {
    return options.stream().filter(o -> o.code() == code).map(SubOption::payload).findFirst();
  }

  static VendorOptions decode(OctetsReader reader) throws MalformedException {
    return new VendorOptions(reader.u32(), subOptions(reader));
  }

  /** Code, length, payload up to the end: also the form of nested sub-options. */
  static List<SubOption> subOptions(OctetsReader reader) throws MalformedException {
    List<SubOption> options = new ArrayList<>();
    while (reader.remaining() > 0) {
      int code = reader.u16();
      options.add(new SubOption(code, reader.take(reader.u16())));
    }
    return options;
  }

  @Override
  public int code() {
    return CODE;
  }

  @Override
  public Octets payload() {
    OctetsWriter writer = new OctetsWriter().u32(enterpriseNumber);
    options.forEach(o -> writer.u16(o.code()).u16(o.payload().length()).put(o.payload()));
    return writer.toOctets();
  }
}

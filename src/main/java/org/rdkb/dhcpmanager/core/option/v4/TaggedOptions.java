package org.rdkb.dhcpmanager.core.option.v4;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.option.MalformedException;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsReader;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;

/**
 * Sub-options of one octet code and one octet length each.
 *
 * @param code {@link #CABLELABS_CODE} (RFC 3495: 1 and 2 are the primary and secondary DHCP server
 *     of the embedded phone adapter)
 * @param options in order; may be empty
 */
public record TaggedOptions(int code, List<SubOption> options) implements Option4 {
  /** CableLabs client configuration. */
  public static final int CABLELABS_CODE = 122;

  /**
   * One sub-option.
   *
   * @param code 0…255
   * @param payload at most 255 octets
   */
  public record SubOption(int code, Octets payload) {
    /** Checks the ranges. */
    public SubOption {
      if (code >>> 8 != 0 || payload.length() > 255) {
        throw new IllegalArgumentException("sub-option " + code);
      }
    }
  }

  /** Takes a copy of the sub-options. */
  public TaggedOptions {
    options = List.copyOf(options);
  }

  /**
   * The first sub-option of a code.
   *
   * @param options where to look
   * @param code 0…255
   * @return absent if not sent
   */
  public static Optional<Octets> first(List<SubOption> options, int code) {
    return options.stream().filter(o -> o.code() == code).map(SubOption::payload).findFirst();
  }

  static List<SubOption> read(OctetsReader reader) throws MalformedException {
    List<SubOption> options = new ArrayList<>();
    while (reader.remaining() > 0) {
      int code = reader.u8();
      options.add(new SubOption(code, reader.take(reader.u8())));
    }
    return options;
  }

  static Octets write(List<SubOption> options) {
    OctetsWriter writer = new OctetsWriter();
    options.forEach(o -> writer.u8(o.code()).u8(o.payload().length()).put(o.payload()));
    return writer.toOctets();
  }

  @Override
  public Octets payload() {
    return write(options);
  }
}

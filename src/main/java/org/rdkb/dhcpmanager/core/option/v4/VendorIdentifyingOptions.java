package org.rdkb.dhcpmanager.core.option.v4;

import java.util.ArrayList;
import java.util.List;
import org.rdkb.dhcpmanager.core.option.MalformedException;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsReader;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;

/**
 * What vendors defined for themselves (RFC 3925 section 4).
 *
 * @param vendors at least one block
 */
public record VendorIdentifyingOptions(List<Vendor> vendors) implements Option4 {
  /** The option code. */
  public static final int CODE = 125;

  /**
   * The sub-options of one vendor.
   *
   * @param enterpriseNumber 0…2^32−1
   * @param options in order; together at most 255 octets
   */
  public record Vendor(long enterpriseNumber, List<TaggedOptions.SubOption> options) {
    /** Checks the ranges. */
    public Vendor {
      options = List.copyOf(options);
      if (enterpriseNumber >>> 32 != 0 || TaggedOptions.write(options).length() > 255) {
        throw new IllegalArgumentException("options of enterprise " + enterpriseNumber);
      }
    }
  }

  /** Checks that there is one. */
  public VendorIdentifyingOptions {
    vendors = List.copyOf(vendors);
    if (vendors.isEmpty()) {
      throw new IllegalArgumentException("no vendor");
    }
  }

  static VendorIdentifyingOptions decode(OctetsReader reader) throws MalformedException {
    List<Vendor> vendors = new ArrayList<>();
    while (reader.remaining() > 0) {
      long enterpriseNumber = reader.u32();
      Octets data = reader.take(reader.u8());
      vendors.add(new Vendor(enterpriseNumber, TaggedOptions.read(new OctetsReader(data))));
    }
    return new VendorIdentifyingOptions(vendors);
  }

  @Override
  public int code() {
    return CODE;
  }

  @Override
  public Octets payload() {
    OctetsWriter writer = new OctetsWriter();
    for (Vendor vendor : vendors) {
      Octets data = TaggedOptions.write(vendor.options());
      writer.u32(vendor.enterpriseNumber()).u8(data.length()).put(data);
    }
    return writer.toOctets();
  }
}

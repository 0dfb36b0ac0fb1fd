package org.rdkb.dhcpmanager.core.softwire;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The ports of one of those who share an IPv4 address (RFC 7597 section 5.1): a port is {@code
 * offset} bits not all zero, the PSID, and what is left. Offset 0 means one contiguous block, for
 * PSID 0 including the system ports.
 *
 * @param offset 0…15; 6 excludes ports 0…1023
 * @param psidLength 0…16−{@code offset}; 0: nothing is shared, all ports belong to the set
 * @param psid 0…2^{@code psidLength}−1
 */
public record PortSet(int offset, int psidLength, int psid) {
  /** What RFC 7597 section 5.1 takes when nothing is said. */
  public static final int DEFAULT_OFFSET = 6;

  /** Every port, as without sharing. */
  public static final PortSet ALL = new PortSet(DEFAULT_OFFSET, 0, 0);

  private static final int PORT_BITS = 16;

  /**
   * Ports in a row.
   *
   * @param first 0…65535
   * @param last not below {@code first}
   */
  public record Range(int first, int last) {
    @Override
    public String toString() {
      return first + "-" + last;
    }
  }

  /** Checks that offset and PSID fit a port. */
  public PortSet {
    boolean lengths =
        offset >= 0 && offset < PORT_BITS && psidLength >= 0 && offset + psidLength <= PORT_BITS;
    if (!lengths || psid >>> psidLength != 0) {
      throw new IllegalArgumentException(
          "PSID " + psid + " of length " + psidLength + " after offset " + offset);
    }
  }

  /**
   * Among how many the address is shared.
   *
   * @return 1…65536
   */
  public int sharingRatio() {
    return 1 << psidLength;
  }

  /**
   * The ports, block by block.
   *
   * @return ascending and disjoint; 2^{@code offset}−1 blocks, one if {@code offset} is 0 or
   *     nothing is shared
   */
  public List<Range> ranges() {
    if (psidLength == 0) {
      return List.of(new Range(0, (1 << PORT_BITS) - 1));
    }
    int width = PORT_BITS - offset - psidLength;
    int firstBlock = offset == 0 ? 0 : 1;
    return IntStream.range(firstBlock, 1 << offset)
        .map(block -> ((block << psidLength) | psid) << width)
        .mapToObj(first -> new Range(first, first + (1 << width) - 1))
        .toList();
  }

  /**
   * How many ports.
   *
   * @return 1…65536
   */
  public int size() {
    return ranges().stream().mapToInt(range -> range.last() - range.first() + 1).sum();
  }

  /**
   * Whether a port belongs to the set.
   *
   * @param port 0…65535
   * @return true if so
   */
  public boolean contains(int port) {
    return psidLength == 0 || (isShared(port) && psidOf(port) == psid);
  }

  /** Whether any PSID owns this port: its offset bits are not all zero. */
  private boolean isShared(int port) {
    return offset == 0 || port >>> (PORT_BITS - offset) != 0;
  }

  /** The PSID bits of a port. */
  private int psidOf(int port) {
    return (port >>> (PORT_BITS - offset - psidLength)) & ((1 << psidLength) - 1);
  }

  /**
   * The set that owns a port, among those of the same offset and length.
   *
   * @param port 0…65535
   * @return its set; this one if nothing is shared; {@link Optional#empty()} for the ports that no
   *     set has
   */
  public Optional<PortSet> owner(int port) {
    if (psidLength == 0) {
      return Optional.of(this);
    }
    return isShared(port)
        ? Optional.of(new PortSet(offset, psidLength, psidOf(port)))
        : Optional.empty();
  }
}

package org.rdkb.dhcpmanager.core.lease;

import java.util.Arrays;
import java.util.Optional;

/**
 * An IPv6 address (RFC 4291).
 *
 * @param high the first eight octets, network order
 * @param low the last eight
 */
public record Ipv6Address(long high, long low) implements Comparable<Ipv6Address> {
  /** {@code ::}, the unspecified address. */
  public static final Ipv6Address ANY = new Ipv6Address(0, 0);

  private static final int GROUPS = 8;

  /** Longest text: eight groups of four digits; no dotted tail, no zone. */
  private static final int LONGEST = 39;

  /**
   * Reads the text form of RFC 4291 section 2.2, forms 1 and 2. No zone, no dotted IPv4 tail.
   *
   * @param text what may be an address
   * @return absent if it is none
   */
  public static Optional<Ipv6Address> parse(String text) {
    if (text.length() < 2 || text.length() > LONGEST) {
      return Optional.empty();
    }
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, GROUPS).filter(all -> all.length == GROUPS).map(Ipv6Address::of);
    }
    // "::" stands for one group or more, and comes once.
    Optional<int[]> left = groups(text.substring(0, gap), GROUPS - 1);
    Optional<int[]> right = groups(text.substring(gap + 2), GROUPS - 1);
    if (left.isEmpty()
        || right.isEmpty()
        || left.get().length + right.get().length > GROUPS - 1
        || text.indexOf(":::") >= 0) {
      return Optional.empty();
    }
    int[] all = Arrays.copyOf(left.get(), GROUPS);
    for (int i = 0; i < right.get().length; i++) {
      all[GROUPS - right.get().length + i] = right.get()[i];
    }
    return Optional.of(of(all));
  }

  /** Groups joined by colons; none in an empty text. */
  private static Optional<int[]> groups(String text, int most) {
    if (text.isEmpty()) {
      return Optional.of(new int[0]);
    }
    String[] words = text.split(":", -1);
    if (words.length > most) {
      return Optional.empty();
    }
    int[] groups = new int[words.length];
    for (int i = 0; i < words.length; i++) {
      if (!words[i].matches("[0-9A-Fa-f]{1,4}")) {
        return Optional.empty();
      }
      groups[i] = Integer.parseInt(words[i], 16);
    }
    return Optional.of(groups);
  }

  private static Ipv6Address of(int[] groups) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < GROUPS / 2; i++) {
      high = high << 16 | groups[i];
      low = low << 16 | groups[i + GROUPS / 2];
    }
    return new Ipv6Address(high, low);
  }

  /**
   * Whether this address has meaning on its own link only.
   *
   * @return true in fe80::/10
   */
  public boolean isLinkLocal() {
    return (high >>> 54) == (0xfe80L >>> 6);
  }

  /**
   * Whether a server may lease this address, or name a host by it: unicast, of more than one link.
   *
   * @return false for ::/8 (unspecified, loopback, mapped IPv4), fe80::/10 and ff00::/8
   */
  public boolean isGlobalUnicast() {
    long first = high >>> 56;
    return first != 0 && first != 0xff && !isLinkLocal();
  }

  /**
   * The address in octets.
   *
   * @return 16, network order
   */
  public byte[] octets() {
    return java.nio.ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
  }

  private int group(int i) {
    long half = i < GROUPS / 2 ? high : low;
    return (int) (half >>> (48 - 16 * (i % (GROUPS / 2)))) & 0xffff;
  }

  @Override
  public int compareTo(Ipv6Address other) {
    int first = Long.compareUnsigned(high, other.high);
    return first != 0 ? first : Long.compareUnsigned(low, other.low);
  }

  /** The one form of RFC 5952: lower case, the first longest run of two zero groups or more cut. */
  @Override
  public String toString() {
    int gap = -1;
    int longest = 1;
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && group(end) == 0) {
        end++;
      }
      if (end - i > longest) {
        gap = i;
        longest = end - i;
      }
      i = Math.max(i, end - 1);
    }
    StringBuilder text = new StringBuilder(LONGEST);
    for (int i = 0; i < GROUPS; i++) {
      if (i == gap) {
        text.append("::");
        i += longest - 1;
      } else {
        text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":");
        text.append(Integer.toHexString(group(i)));
      }
    }
    return text.toString();
  }
}

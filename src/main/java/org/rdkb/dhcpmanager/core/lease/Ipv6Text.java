package org.rdkb.dhcpmanager.core.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The text of an IPv6 address: read as RFC 4291 section 2.2, written as RFC 5952. */
final class Ipv6Text {
  private static final int GROUPS = 8;

  /** Longest form: six full groups and a dotted quad. */
  private static final int LONGEST = 45;

  private Ipv6Text() {}

  static Optional<Ipv6Address> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    int gap = text.indexOf("::");
    Optional<List<Integer>> head = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
    Optional<List<Integer>> tail = groups(gap < 0 ? "" : text.substring(gap + 2), true);
    if (head.isEmpty() || tail.isEmpty()) {
      return Optional.empty();
    }
    int zeros = GROUPS - head.get().size() - tail.get().size();
    if (gap < 0 ? zeros != 0 : zeros < 1) {
      return Optional.empty();
    }
    List<Integer> all = new ArrayList<>(head.get());
    for (int i = 0; i < zeros; i++) {
      all.add(0);
    }
    all.addAll(tail.get());
    return Optional.of(new Ipv6Address(half(all, 0), half(all, 4)));
  }

  private static long half(List<Integer> groups, int from) {
    long bits = 0;
    for (int group : groups.subList(from, from + 4)) {
      bits = bits << 16 | group;
    }
    return bits;
  }

  /** The groups on one side of the gap; a dotted quad may end the text only. */
  private static Optional<List<Integer>> groups(String side, boolean ends) {
    List<Integer> groups = new ArrayList<>();
    if (side.isEmpty()) {
      return Optional.of(groups);
    }
    String[] parts = side.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      if (ends && i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
        Optional<Ipv4Address> dotted = Ipv4Address.parse(parts[i]);
        if (dotted.isEmpty()) {
          return Optional.empty();
        }
        groups.add(dotted.get().bits() >>> 16);
        groups.add(dotted.get().bits() & 0xffff);
        continue;
      }
      int group = group(parts[i]);
      if (group < 0) {
        return Optional.empty();
      }
      groups.add(group);
    }
    return Optional.of(groups);
  }

  private static int group(String part) {
    if (part.isEmpty() || part.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1; // other scripts have digits too
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  static String format(Ipv6Address address) {
    if (address.high() == 0 && address.low() >>> 32 == 0xffff) {
      return "::ffff:" + new Ipv4Address((int) address.low()); // RFC 5952 section 5
    }
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      long half = i < 4 ? address.high() : address.low();
      groups[i] = (int) (half >>> (48 - 16 * (i & 3))) & 0xffff;
    }
    int gap = 0;
    int width = 1; // a single zero group is not shortened (section 4.2.2)
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - i > width) { // the first of equal runs (section 4.2.3)
        gap = i;
        width = end - i;
      }
    }
    if (width == 1) {
      return join(groups, 0, GROUPS);
    }
    return join(groups, 0, gap) + "::" + join(groups, gap + width, GROUPS);
  }

  private static String join(int[] groups, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}

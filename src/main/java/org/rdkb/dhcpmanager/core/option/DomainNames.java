package org.rdkb.dhcpmanager.core.option;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Domain names in the wire form of RFC 1035 section 3.1 (length, label, …, 0). Labels hold letters,
 * digits, {@code -} and {@code _} only: names end up in files of other programs, and what a server
 * sends must not be able to write lines there. The root alone is no name.
 */
public final class DomainNames {
  /** Whether a name may point to an earlier one (RFC 1035 section 4.1.4). */
  public enum Compression {
    /** As in DHCPv6 (RFC 8415 section 10). */
    REFUSED,
    /** As in DHCPv4 option 119 (RFC 3397 section 2). */
    ALLOWED
  }

  /** More than any option needs; keeps pointers from unfolding few octets into megabytes. */
  private static final int MOST = 128;

  /** Longest text: 255 octets on the wire less the first length and the root. */
  private static final int LONGEST = 253;

  private static final int POINTER = 0xc0;

  private final Octets payload;
  private int at;

  private DomainNames(Octets payload) {
    this.payload = payload;
  }

  /**
   * Reads names up to the end.
   *
   * @param payload names one after the other
   * @param compression whether pointers are followed
   * @return at least one name, without a final dot
   * @throws MalformedException if a name is cut, empty, too long or holds other characters, or a
   *     pointer is refused or does not lead backwards
   */
  public static List<String> decode(Octets payload, Compression compression)
      throws MalformedException {
    DomainNames reader = new DomainNames(payload);
    List<String> names = new ArrayList<>();
    do {
      if (names.size() == MOST) {
        throw new MalformedException("more than " + MOST + " domain names");
      }
      names.add(reader.name(compression));
    } while (reader.at < payload.length());
    return List.copyOf(names);
  }

  private String name(Compression compression) throws MalformedException {
    StringBuilder name = new StringBuilder();
    int from = at;
    int resume = -1;
    int label;
    while ((label = octet(at++)) != 0) {
      if (label >= POINTER && compression == Compression.ALLOWED) {
        int target = (label & ~POINTER) << 8 | octet(at++);
        resume = resume < 0 ? at : resume;
        if (target >= from) { // each jump leads further back, so there is no loop
          throw new MalformedException("pointer to " + target + " does not lead backwards");
        }
        from = target;
        at = target;
        continue;
      }
      append(name, label);
    }
    if (name.length() == 0) {
      throw new MalformedException("empty domain name");
    }
    at = resume < 0 ? at : resume;
    return name.toString();
  }

  private void append(StringBuilder name, int label) throws MalformedException {
    if (label > 63) {
      throw new MalformedException("label type or length " + label + " at offset " + (at - 1));
    }
    name.append(name.length() == 0 ? "" : ".");
    for (int i = 0; i < label; i++) {
      char c = (char) octet(at++);
      if (!isNameCharacter(c)) {
        throw new MalformedException("octet " + (int) c + " in a domain name");
      }
      name.append(c);
    }
    if (name.length() > LONGEST) {
      throw new MalformedException("domain name longer than " + LONGEST);
    }
  }

  private int octet(int index) throws MalformedException {
    if (index >= payload.length()) {
      throw new MalformedException("domain name truncated at offset " + index);
    }
    return payload.at(index);
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  /**
   * Whether a text is a name that {@link #encode} takes.
   *
   * @param name without a final dot
   * @return true if each label has 1…63 of the characters allowed and the name at most 253
   */
  public static boolean isName(String name) {
    if (name.isEmpty() || name.length() > LONGEST) {
      return false;
    }
    int label = 0;
    for (int i = 0; i <= name.length(); i++) {
      if (i == name.length() || name.charAt(i) == '.') {
        if (label == 0 || label > 63) {
          return false;
        }
        label = 0;
      } else if (isNameCharacter(name.charAt(i))) {
        label++;
      } else {
        return false;
      }
    }
    return true;
  }

  /**
   * Checks and copies names.
   *
   * @param names without final dots
   * @return an immutable copy
   * @throws IllegalArgumentException if there is none or one is not a name
   */
  public static List<String> checked(List<String> names) {
    if (names.isEmpty() || names.size() > MOST || !names.stream().allMatch(DomainNames::isName)) {
      throw new IllegalArgumentException("domain names " + names);
    }
    return List.copyOf(names);
  }

  /**
   * Writes names, uncompressed.
   *
   * @param names each a name
   * @return their wire form one after the other
   * @throws IllegalArgumentException if one is no name
   */
  public static Octets encode(List<String> names) {
    OctetsWriter writer = new OctetsWriter();
    for (String name : checked(names)) {
      for (String label : name.split("\\.", -1)) {
        writer.u8(label.length());
        writer.put(Octets.of(label.getBytes(StandardCharsets.US_ASCII)));
      }
      writer.u8(0);
    }
    return writer.toOctets();
  }
}

package org.rdkb.dhcpmanager.core.packet;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;

/**
 * The options of a message, in their order; each code once, its parts joined. Two arrays side by
 * side: a message has half a dozen of them, and a server makes and reads thousands a second.
 */
public final class OptionSet {
  /** No options. */
  public static final OptionSet EMPTY = new Builder().build();

  private static final int CODES = 256;

  private final int[] codes;
  private final Octets[] payloads;

  private OptionSet(int[] codes, Octets[] payloads) {
    this.codes = codes;
    this.payloads = payloads;
  }

  /**
   * Takes a copy that keeps the order.
   *
   * @param payloads by code, 1…254
   */
  public OptionSet(Map<Integer, Octets> payloads) {
    this(
        payloads.keySet().stream().mapToInt(Integer::intValue).toArray(),
        payloads.values().toArray(new Octets[0]));
  }

  /** Takes one option after another. Not thread-safe; good for one set. */
  public static final class Builder {
    private int[] codes = new int[12];
    private Octets[] payloads = new Octets[12];
    private final byte[] places = new byte[CODES];
    private int size;

    /**
     * Adds an option at the end, unless there is one of its code.
     *
     * @param code 1…254
     * @param payload what it says
     * @return whether it was added
     */
    public boolean add(int code, Octets payload) {
      if (has(code)) {
        return false;
      }
      if (size == codes.length) {
        codes = Arrays.copyOf(codes, 2 * size);
        payloads = Arrays.copyOf(payloads, 2 * size);
      }
      codes[size] = code;
      payloads[size] = payload;
      places[code] = (byte) ++size;
      return true;
    }

    /**
     * Whether an option is in it.
     *
     * @param code 0…255
     * @return true also if it is empty
     */
    public boolean has(int code) {
      return places[code] != 0;
    }

    @Nullable Octets get(int code) {
      return has(code) ? payloads[place(code)] : null;
    }

    void replace(int code, Octets payload) {
      payloads[place(code)] = payload;
    }

    private int place(int code) {
      return (places[code] & 0xff) - 1;
    }

    /** What it was; the others stay in their order. */
    @Nullable Octets remove(int code) {
      if (!has(code)) {
        return null;
      }
      int place = place(code);
      Octets removed = payloads[place];
      places[code] = 0;
      size--;
      for (int i = place; i < size; i++) {
        codes[i] = codes[i + 1];
        payloads[i] = payloads[i + 1];
        places[codes[i]] = (byte) (i + 1);
      }
      return removed;
    }

    /**
     * What was added.
     *
     * @return immutable
     */
    public OptionSet build() {
      return new OptionSet(Arrays.copyOf(codes, size), Arrays.copyOf(payloads, size));
    }
  }

  /** Whoever wants each option in its order. */
  @FunctionalInterface
  interface Visitor {
    void option(int code, Octets payload);
  }

  void forEach(Visitor visitor) {
    for (int i = 0; i < codes.length; i++) {
      visitor.option(codes[i], payloads[i]);
    }
  }

  /** What is to hold of an option. */
  @FunctionalInterface
  interface Check {
    boolean holds(int code, Octets payload);
  }

  boolean all(Check check) {
    boolean all = true;
    for (int i = 0; i < codes.length && all; i++) {
      all = check.holds(codes[i], payloads[i]);
    }
    return all;
  }

  /**
   * All of them.
   *
   * @return by code, in their order; a copy
   */
  public Map<Integer, Octets> payloads() {
    Map<Integer, Octets> all = new LinkedHashMap<>();
    forEach(all::put);
    return all;
  }

  private @Nullable Octets find(int code) {
    for (int i = 0; i < codes.length; i++) {
      if (codes[i] == code) {
        return payloads[i];
      }
    }
    return null;
  }

  /**
   * One option.
   *
   * @param code 1…254
   * @return absent if it was not sent; empty octets if it was sent empty
   */
  public Optional<Octets> get(int code) {
    return Optional.ofNullable(find(code));
  }

  /**
   * Whether an option was sent.
   *
   * @param code 1…254
   * @return true also if it is empty
   */
  public boolean has(int code) {
    return find(code) != null;
  }

  /**
   * An option that is one address.
   *
   * @param code of such an option: its length was checked when the message was read
   * @return absent if it was not sent
   */
  public Optional<Ipv4Address> address(int code) {
    Octets octets = find(code);
    return octets == null ? Optional.empty() : Optional.of(new Ipv4Address((int) number(octets)));
  }

  /**
   * An option that is one unsigned number.
   *
   * @param code of such an option: its length was checked when the message was read
   * @return absent if it was not sent
   */
  public Optional<Long> number(int code) {
    Octets octets = find(code);
    return octets == null ? Optional.empty() : Optional.of(number(octets));
  }

  static long number(Octets octets) {
    long value = 0;
    for (int i = 0; i < octets.length(); i++) {
      value = value << 8 | octets.at(i);
    }
    return value;
  }

  /** The order counts: it is part of what was said. */
  @Override
  public boolean equals(Object other) {
    return other instanceof OptionSet that
        && Arrays.equals(codes, that.codes)
        && Arrays.equals(payloads, that.payloads);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(codes) + Arrays.hashCode(payloads);
  }

  @Override
  public String toString() {
    return payloads().toString();
  }
}

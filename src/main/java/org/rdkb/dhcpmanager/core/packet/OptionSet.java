package org.rdkb.dhcpmanager.core.packet;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;

/**
 * The options of a message, in their order; each code once, its parts joined.
 *
 * @param payloads by code, 1…254
 */
public record OptionSet(Map<Integer, Octets> payloads) {
  /** No options. */
  public static final OptionSet EMPTY = new OptionSet(Map.of());

  /** Takes a copy that keeps the order. */
  public OptionSet {
    payloads = Collections.unmodifiableMap(new LinkedHashMap<>(payloads));
  }

  /**
   * One option.
   *
   * @param code 1…254
   * @return absent if it was not sent; empty octets if it was sent empty
   */
  public Optional<Octets> get(int code) {
    return Optional.ofNullable(payloads.get(code));
  }

  /**
   * Whether an option was sent.
   *
   * @param code 1…254
   * @return true also if it is empty
   */
  public boolean has(int code) {
    return payloads.containsKey(code);
  }

  /**
   * An option that is one address.
   *
   * @param code of such an option: its length was checked when the message was read
   * @return absent if it was not sent
   */
  public Optional<Ipv4Address> address(int code) {
    return get(code).map(octets -> new Ipv4Address((int) number(octets)));
  }

  /**
   * An option that is one unsigned number.
   *
   * @param code of such an option: its length was checked when the message was read
   * @return absent if it was not sent
   */
  public Optional<Long> number(int code) {
    return get(code).map(OptionSet::number);
  }

  static long number(Octets octets) {
    long value = 0;
    for (int i = 0; i < octets.length(); i++) {
      value = value << 8 | octets.at(i);
    }
    return value;
  }
}

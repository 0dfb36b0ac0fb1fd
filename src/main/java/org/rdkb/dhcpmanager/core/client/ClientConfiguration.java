package org.rdkb.dhcpmanager.core.client;

import java.util.List;
import java.util.Optional;

/**
 * What the operator configured for a row, reduced to what the machine and the client need.
 *
 * @param enable {@code Enable}
 * @param linuxInterface where the client works, a {@link LinkPlace}: kernel name, in another
 *     namespace after the name of that; empty if {@code Interface} names none
 * @param misconfiguration why the row cannot work, naming the parameter; empty if it can
 * @param requestedOptions codes of the enabled {@code ReqOption} rows in their order, or of {@code
 *     RequestedOptions}
 * @param sentOptions the enabled {@code SentOption} rows, in the order of their instance numbers
 * @param v6 what only an IPv6 row says; absent in an IPv4 row
 */
public record ClientConfiguration(
    boolean enable,
    String linuxInterface,
    String misconfiguration,
    List<Integer> requestedOptions,
    List<SentOption> sentOptions,
    Optional<Wanted6> v6) {
  /** A new row: disabled, no interface, no options. */
  public static final ClientConfiguration EMPTY =
      new ClientConfiguration(false, "", "Interface is empty", List.of(), List.of());

  /**
   * The configuration of an IPv4 row.
   *
   * @param enable {@code Enable}
   * @param linuxInterface kernel name
   * @param misconfiguration why the row cannot work; empty if it can
   * @param requestedOptions codes
   * @param sentOptions options
   */
  public ClientConfiguration(
      boolean enable,
      String linuxInterface,
      String misconfiguration,
      List<Integer> requestedOptions,
      List<SentOption> sentOptions) {
    this(enable, linuxInterface, misconfiguration, requestedOptions, sentOptions, Optional.empty());
  }

  /**
   * The same, not enabled.
   *
   * @return for a row whose client is to end
   */
  public ClientConfiguration disabled() {
    return new ClientConfiguration(
        false, linuxInterface, misconfiguration, requestedOptions, sentOptions, v6);
  }

  /**
   * The same on another interface.
   *
   * @param other kernel name
   * @return a copy
   */
  public ClientConfiguration on(String other) {
    return new ClientConfiguration(
        enable, other, misconfiguration, requestedOptions, sentOptions, v6);
  }

  /** Takes copies of the lists. */
  public ClientConfiguration {
    requestedOptions = List.copyOf(requestedOptions);
    sentOptions = List.copyOf(sentOptions);
  }

  /**
   * Whether a client started for the other configuration serves this one as well.
   *
   * @param other the configuration that a running client was started with
   * @return true if no restart is needed
   */
  public boolean startsSameClientAs(ClientConfiguration other) {
    return linuxInterface.equals(other.linuxInterface)
        && requestedOptions.equals(other.requestedOptions)
        && sentOptions.equals(other.sentOptions)
        && v6.equals(other.v6);
  }
}

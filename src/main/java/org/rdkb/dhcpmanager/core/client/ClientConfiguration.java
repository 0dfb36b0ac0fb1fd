package org.rdkb.dhcpmanager.core.client;

import java.util.List;

/**
 * What the operator configured for a row, reduced to what the machine and the client need.
 *
 * @param enable {@code Enable}
 * @param linuxInterface kernel name; empty if {@code Interface} names none
 * @param misconfiguration why the row cannot work, naming the parameter; empty if it can
 * @param requestedOptions codes of the enabled {@code ReqOption} rows, in their order
 * @param sentOptions the enabled {@code SentOption} rows, in the order of their instance numbers
 */
public record ClientConfiguration(
    boolean enable,
    String linuxInterface,
    String misconfiguration,
    List<Integer> requestedOptions,
    List<SentOption> sentOptions) {
  /** A new row: disabled, no interface, no options. */
  public static final ClientConfiguration EMPTY =
      new ClientConfiguration(false, "", "Interface is empty", List.of(), List.of());

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
        && sentOptions.equals(other.sentOptions);
  }
}

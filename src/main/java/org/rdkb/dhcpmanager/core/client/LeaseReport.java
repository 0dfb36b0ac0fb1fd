package org.rdkb.dhcpmanager.core.client;

import org.rdkb.dhcpmanager.core.lease.Grant;
import org.rdkb.dhcpmanager.core.lease.Withdrawal;

/** What a client said through its plugin. */
public sealed interface LeaseReport {

  /**
   * A lease was granted or renewed (udhcpc {@code bound}, {@code renew}; dibbler {@code add},
   * {@code update}).
   *
   * @param grant an IPv4 lease, whole; an IPv6 one as far as the server spoke of it
   */
  record Granted(Grant grant) implements LeaseReport {}

  /**
   * The client has given up something (dibbler {@code delete}, {@code expire}).
   *
   * @param what addresses and prefixes; what the row does not hold changes nothing
   */
  record Withdrawn(Withdrawal what) implements LeaseReport {}

  /** The client has no lease (any more), or is about to look for one ({@code deconfig}). */
  record Deconfigured() implements LeaseReport {}

  /**
   * A round of DISCOVERs went by without an answer ({@code leasefail}), or a DHCPv6 server answered
   * that it has nothing for the client.
   */
  record NoServer() implements LeaseReport {}

  /**
   * A server refused the address ({@code nak}).
   *
   * @param message the server's words, cleaned; empty if none
   */
  record Nak(String message) implements LeaseReport {
    /**
     * The refusal as a reason.
     *
     * @return a sentence
     */
    public String words() {
      return "server answered NAK" + (message.isEmpty() ? "" : ": " + message);
    }
  }

  /**
   * The client has a lease that this component does not accept.
   *
   * @param reason which field, and why
   */
  record Refused(String reason) implements LeaseReport {}
}

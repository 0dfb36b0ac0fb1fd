package org.rdkb.dhcpmanager.core.option.v4;

import org.rdkb.dhcpmanager.core.option.Octets;

/** One DHCPv4 option. Every value is legal: constructors refuse what the RFC forbids. */
public sealed interface Option4
    permits ClasslessRoutes,
        DomainSearch,
        Ipv6OnlyPreferred,
        Option4.Malformed,
        Option4.Opaque,
        SipServers,
        StaticRoutes,
        TaggedOptions,
        VendorIdentifyingOptions {

  /**
   * The option code.
   *
   * @return 1…254
   */
  int code();

  /**
   * What follows code and length on the wire.
   *
   * @return the octets; beyond 255 they are sent in parts (RFC 3396)
   */
  Octets payload();

  /**
   * An option that is not interpreted here; it survives a round trip.
   *
   * @param code 1…254
   * @param payload any octets
   */
  record Opaque(int code, Octets payload) implements Option4 {}

  /**
   * An option that was refused and stays visible.
   *
   * @param code 1…254
   * @param payload as sent
   * @param reason what is wrong, for an operator
   */
  record Malformed(int code, Octets payload, String reason) implements Option4 {}
}

package org.rdkb.dhcpmanager.core.option.v6;

import org.rdkb.dhcpmanager.core.option.Octets;

/** One DHCPv6 option. Every value is legal: constructors refuse what the RFC forbids. */
public sealed interface Option6
    permits ClientFqdn,
        IaAddress,
        IaNa,
        IaPd,
        IaPrefix,
        IaTa,
        Malformed,
        NtpServer,
        Opaque,
        Plain,
        S46Container,
        S46Dmr,
        S46PortParameters,
        S46Rule,
        S46V4V6Bind,
        StatusCode,
        UserClass,
        VendorClass,
        VendorOptions {

  /**
   * The option code.
   *
   * @return 0…65535
   */
  int code();

  /**
   * What follows code and length on the wire.
   *
   * @return the octets
   */
  Octets payload();
}

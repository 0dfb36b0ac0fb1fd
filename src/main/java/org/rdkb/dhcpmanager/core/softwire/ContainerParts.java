package org.rdkb.dhcpmanager.core.softwire;

import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.option.v6.Malformed;
import org.rdkb.dhcpmanager.core.option.v6.Option6;
import org.rdkb.dhcpmanager.core.option.v6.Options6;
import org.rdkb.dhcpmanager.core.option.v6.Plain;
import org.rdkb.dhcpmanager.core.option.v6.PlainOption6;
import org.rdkb.dhcpmanager.core.option.v6.S46PortParameters;

/** What the containers of RFC 7598 have in common; refusals are IllegalArgumentExceptions. */
final class ContainerParts {
  private ContainerParts() {}

  static void requireSound(List<Option6> options) {
    for (Malformed bad : Options6.all(options, Malformed.class)) {
      throw new IllegalArgumentException("option " + bad.code() + ": " + bad.reason());
    }
  }

  static Optional<S46PortParameters> parameters(List<Option6> options) {
    List<S46PortParameters> sent = Options6.all(options, S46PortParameters.class);
    if (sent.size() > 1) {
      throw new IllegalArgumentException(sent.size() + " port parameters (option 93)");
    }
    return sent.stream().findFirst();
  }

  static List<Ipv6Address> borderRelays(List<Option6> options) {
    List<Ipv6Address> relays =
        Options6.all(options, PlainOption6.S46_BR, Plain.Addresses.class).stream()
            .flatMap(option -> option.addresses().stream())
            .toList();
    if (relays.isEmpty() || !relays.stream().allMatch(Ipv6Address::isUnicast)) {
      throw new IllegalArgumentException("border relays (option 90) " + relays);
    }
    return relays;
  }
}

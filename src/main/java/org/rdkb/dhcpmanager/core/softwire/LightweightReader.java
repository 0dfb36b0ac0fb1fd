package org.rdkb.dhcpmanager.core.softwire;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;
import org.rdkb.dhcpmanager.core.option.v6.Option6;
import org.rdkb.dhcpmanager.core.option.v6.Options6;
import org.rdkb.dhcpmanager.core.option.v6.S46Container;
import org.rdkb.dhcpmanager.core.option.v6.S46PortParameters;
import org.rdkb.dhcpmanager.core.option.v6.S46V4V6Bind;

/** Options of a Lightweight 4over6 container → domain; refusals as in {@link MapReader}. */
final class LightweightReader {
  private LightweightReader() {}

  static LightweightDomain read(S46Container container, List<Ipv6Prefix> prefixes) {
    List<Option6> options = container.options();
    ContainerParts.requireSound(options);
    List<S46V4V6Bind> bindings = Options6.all(options, S46V4V6Bind.class);
    if (bindings.size() != 1) {
      throw new IllegalArgumentException(bindings.size() + " bindings (option 92)");
    }
    return new LightweightDomain(
        rule(bindings.get(0), prefixes), ContainerParts.borderRelays(options));
  }

  private static LightweightRule rule(S46V4V6Bind binding, List<Ipv6Prefix> prefixes) {
    ContainerParts.requireSound(binding.options());
    Optional<S46PortParameters> sent = ContainerParts.parameters(binding.options());
    PortSet ports =
        sent.map(p -> new PortSet(p.psidOffset(), p.psidLength(), p.psid())).orElse(PortSet.ALL);
    Ipv6Prefix bound = binding.bindPrefix();
    // A /128 is the address itself; else it must select one of ours (RFC 7596 section 5.1).
    Ipv6Prefix prefix =
        bound.length() == 128
            ? bound
            : prefixes.stream()
                .filter(bound::contains)
                .max(Comparator.comparingInt(Ipv6Prefix::length))
                .orElseThrow(
                    () -> new IllegalArgumentException(bound + " matches none of " + prefixes));
    return new LightweightRule(binding.ipv4Address(), ports, bound, prefix);
  }
}

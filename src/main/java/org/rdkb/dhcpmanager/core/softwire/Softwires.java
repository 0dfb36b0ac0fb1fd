package org.rdkb.dhcpmanager.core.softwire;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rdkb.dhcpmanager.core.lease.IaPrefix;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;
import org.rdkb.dhcpmanager.core.lease.Lease6;
import org.rdkb.dhcpmanager.core.option.MalformedException;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsReader;
import org.rdkb.dhcpmanager.core.option.v6.Malformed;
import org.rdkb.dhcpmanager.core.option.v6.Option6;
import org.rdkb.dhcpmanager.core.option.v6.Options6;
import org.rdkb.dhcpmanager.core.option.v6.S46Container;

/**
 * What the containers of a lease amount to. They are options of the lease like any other, so they
 * come, are stored and go with it.
 *
 * @param inForce the mechanism to use: the first usable one in the server's order of preference
 *     (option 111, RFC 8026), else of MAP-T, MAP-E, Lightweight 4over6; absent: none
 * @param refused containers that cannot be used, in the same order
 */
public record Softwires(Optional<Softwire> inForce, List<Softwire.Refused> refused) {
  private static final int PRIORITY = 111;
  private static final List<Integer> USUAL_ORDER =
      List.of(S46Container.MAP_T, S46Container.MAP_E, S46Container.LIGHTWEIGHT_4OVER6);

  /** Takes a copy. */
  public Softwires {
    refused = List.copyOf(refused);
  }

  /**
   * Reads the containers of a lease.
   *
   * @param lease any
   * @return what is to be used of them
   */
  public static Softwires of(Lease6 lease) {
    List<Softwire.Refused> refused = new ArrayList<>();
    Optional<Softwire> inForce = Optional.empty();
    for (int code : order(lease)) {
      Octets payload = lease.answer().options().get(code);
      if (payload != null) {
        Softwire softwire = read(code, payload, lease);
        if (softwire instanceof Softwire.Refused reason) {
          refused.add(reason);
        } else if (inForce.isEmpty()) {
          inForce = Optional.of(softwire);
        }
      }
    }
    return new Softwires(inForce, refused);
  }

  private static Softwire read(int code, Octets payload, Lease6 lease) {
    if (payload.length() == 0) {
      return new Softwire.Refused(code, "empty, or no octets");
    }
    Option6 option = Options6.decode(code, payload);
    return option instanceof S46Container container
        ? Softwire.of(container, prefixes(code, lease))
        : new Softwire.Refused(code, ((Malformed) option).reason());
  }

  /** A prefix that another one has replaced carries new connections no more (RFC 9096). */
  private static List<Ipv6Prefix> prefixes(int code, Lease6 lease) {
    List<IaPrefix> preferred =
        lease.prefixes().stream().filter(prefix -> !prefix.lifetimes().isDeprecated()).toList();
    Stream<Ipv6Prefix> delegated =
        (preferred.isEmpty() ? lease.prefixes() : preferred).stream().map(IaPrefix::prefix);
    // RFC 7596 section 5.1 binds to the prefix of a WAN address as well; links have /64.
    return code == S46Container.LIGHTWEIGHT_4OVER6
        ? Stream.concat(
                delegated, lease.addresses().stream().map(ia -> new Ipv6Prefix(ia.address(), 64)))
            .toList()
        : delegated.toList();
  }

  private static Set<Integer> order(Lease6 lease) {
    Set<Integer> order = new LinkedHashSet<>();
    OctetsReader wanted =
        new OctetsReader(lease.answer().options().getOrDefault(PRIORITY, Octets.EMPTY));
    try {
      while (wanted.remaining() > 0) {
        order.add(wanted.u16());
      }
    } catch (MalformedException odd) {
      order.clear(); // half a code says nothing about the others
    }
    order.retainAll(USUAL_ORDER);
    order.addAll(USUAL_ORDER);
    return order;
  }

  /**
   * The mechanism in force, if it is MAP.
   *
   * @return absent if it is another one, or none
   */
  public Optional<MapDomain> map() {
    return inForce.flatMap(s -> s instanceof MapDomain map ? Optional.of(map) : Optional.empty());
  }

  /**
   * The mechanism in force, if it is Lightweight 4over6.
   *
   * @return absent if it is another one, or none
   */
  public Optional<LightweightDomain> lightweight() {
    return inForce.flatMap(
        s -> s instanceof LightweightDomain domain ? Optional.of(domain) : Optional.empty());
  }

  /**
   * Why containers are refused.
   *
   * @return one sentence for an operator; empty if none is
   */
  public String reason() {
    List<String> reasons = new ArrayList<>();
    refused.forEach(one -> reasons.add("option " + one.code() + " refused: " + one.reason()));
    return String.join("; ", reasons);
  }
}

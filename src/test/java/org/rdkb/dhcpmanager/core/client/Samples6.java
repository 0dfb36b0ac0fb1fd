package org.rdkb.dhcpmanager.core.client;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.rdkb.dhcpmanager.core.lease.Answer6;
import org.rdkb.dhcpmanager.core.lease.IaAddress;
import org.rdkb.dhcpmanager.core.lease.IaPrefix;
import org.rdkb.dhcpmanager.core.lease.Information6;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.core.lease.Lifetimes6;
import org.rdkb.dhcpmanager.core.lease.Reply6;
import org.rdkb.dhcpmanager.core.lease.Withdrawal;

/** What is different for an IPv6 row. */
final class Samples6 {
  private static final RowId ROW = new RowId(Family.V6, 1);
  private static final ClientConfiguration ON =
      new ClientConfiguration(
          true,
          "eth0",
          "",
          List.of(23, 24),
          List.of(),
          Optional.of(new Wanted6(true, true, false, OptionalLong.empty(), OptionalLong.empty())));
  private static final ClientConfiguration INFORMED =
      new ClientConfiguration(
          true,
          "eth0",
          "",
          List.of(23, 24),
          List.of(),
          Optional.of(
              new Wanted6(false, false, false, OptionalLong.empty(), OptionalLong.empty())));
  private static final Instant NOW = Samples.NOW;

  private Samples6() {}

  private static Reply6 reply(List<IaAddress> addresses, List<IaPrefix> prefixes) {
    return new Reply6(addresses, prefixes, Optional.empty(), Optional.empty(), Answer6.NONE);
  }

  private static List<IaAddress> address(long valid) {
    return List.of(new IaAddress(Ipv6Address.parse("2001:db8::1").orElseThrow(), seconds(valid)));
  }

  private static List<IaPrefix> prefix(String address, long valid) {
    return List.of(new IaPrefix(prefixOf(address), seconds(valid)));
  }

  private static Ipv6Prefix prefixOf(String address) {
    return new Ipv6Prefix(Ipv6Address.parse(address).orElseThrow(), 56);
  }

  private static Lifetimes6 seconds(long valid) {
    return new Lifetimes6(new Lifetime(valid), new Lifetime(valid));
  }

  private static Standing standing() {
    return new Standing(ROW, ON, LinkState.READY, Optional.empty(), 0, false, Optional.empty());
  }

  /** An address for 100 s, a prefix for 200 s. */
  private static Standing leased(Instant since) {
    return standing()
        .withLease(
            HeldLease.granted(
                "eth0",
                reply(address(100), prefix("2001:db8:8000::", 200))
                    .onto(Optional.empty())
                    .orElseThrow(),
                since));
  }

  static Map<String, ClientState> states() {
    ClientProcess client = Samples.CLIENT;
    Map<String, ClientState> all = new LinkedHashMap<>();
    all.put(
        "Disabled",
        new Idle.Disabled(standing().withConfiguration(ON.disabled(), LinkState.READY)));
    all.put(
        "WaitingForLink, no link-local address",
        new Idle.WaitingForLink(
            standing().withLink(LinkState.NO_LINK_LOCAL), "no usable link-local address on eth0"));
    all.put("Selecting", new Selecting(standing(), client, ON, 0, ""));
    all.put("Selecting, lease held", new Selecting(leased(NOW), client, ON, 0, ""));
    all.put("Bound", new Bound(leased(NOW), client, ON, LeasePhase.BOUND, ""));
    all.put(
        "Bound, the address has just ended",
        new Bound(leased(NOW.minusSeconds(98)), client, ON, LeasePhase.REBINDING, ""));
    all.put(
        "Bound, stateless",
        new Bound(
            new Standing(
                    ROW, INFORMED, LinkState.READY, Optional.empty(), 0, false, Optional.empty())
                .withLease(
                    HeldLease.granted(
                        "eth0",
                        new Information6(Answer6.NONE).onto(Optional.empty()).orElseThrow(),
                        NOW)),
            client,
            INFORMED,
            LeasePhase.BOUND,
            ""));
    return all;
  }

  static Map<String, ClientEvent> events() {
    Map<String, ClientEvent> all = new LinkedHashMap<>();
    all.put("enabled", new ClientEvent.ConfigurationChanged(ON, LinkState.READY));
    all.put(
        "enabled, no link-local address",
        new ClientEvent.ConfigurationChanged(ON, LinkState.NO_LINK_LOCAL));
    all.put("disabled", new ClientEvent.ConfigurationChanged(ON.disabled(), LinkState.READY));
    all.put("link-local address lost", new ClientEvent.LinkChanged(LinkState.NO_LINK_LOCAL));
    all.put("link-local address ready", new ClientEvent.LinkChanged(LinkState.READY));
    all.put("both granted", granted(reply(address(100), prefix("2001:db8:8000::", 200))));
    all.put("address only", granted(reply(address(100), List.of())));
    all.put("prefix replaced", granted(reply(List.of(), prefix("2001:db8:9000::", 200))));
    all.put("prefix with lifetime 0", granted(reply(List.of(), prefix("2001:db8:8000::", 0))));
    all.put("both with lifetime 0", granted(reply(address(0), prefix("2001:db8:8000::", 0))));
    all.put(
        "information told",
        new ClientEvent.LeaseReported(new LeaseReport.Granted(new Information6(Answer6.NONE))));
    all.put("nothing for us", new ClientEvent.LeaseReported(new LeaseReport.NoServer()));
    all.put("prefix withdrawn", withdrawn("2001:db8:8000::"));
    all.put("other prefix withdrawn", withdrawn("2001:db8:9000::"));
    all.put("deadline", new ClientEvent.DeadlineReached());
    all.put("renew", new ClientEvent.RenewRequested());
    all.put("release", new ClientEvent.ReleaseRequested());
    all.put("restart", new ClientEvent.RestartRequested());
    return all;
  }

  private static ClientEvent granted(Reply6 reply) {
    return new ClientEvent.LeaseReported(new LeaseReport.Granted(reply));
  }

  private static ClientEvent withdrawn(String prefix) {
    return new ClientEvent.LeaseReported(
        new LeaseReport.Withdrawn(new Withdrawal(List.of(), List.of(prefixOf(prefix)))));
  }
}

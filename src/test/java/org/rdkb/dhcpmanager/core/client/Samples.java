package org.rdkb.dhcpmanager.core.client;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.lease.LeaseTimes;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.core.lease.Network4;
import org.rdkb.dhcpmanager.core.lease.Provisioning4;
import org.rdkb.dhcpmanager.core.lease.Withdrawal;
import org.rdkb.dhcpmanager.core.option.Octets;

/** Values that machine tests start from: "the default, except". */
public final class Samples {
  public static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  public static final RowId ROW = new RowId(Family.V4, 1);
  public static final ClientProcess CLIENT = new ClientProcess(4711, 1000);
  public static final ClientProcess OTHER_CLIENT = new ClientProcess(4712, 2000);
  public static final ClientConfiguration ON =
      new ClientConfiguration(true, "eth0", "", List.of(1, 3, 6), List.of());

  private Samples() {}

  public static Ipv4Address ip(String text) {
    return Ipv4Address.parse(text).orElseThrow();
  }

  public static LeaseTimes times(long lease) {
    return LeaseTimes.normalised(new Lifetime(lease), Optional.empty(), Optional.empty())
        .orElseThrow();
  }

  public static Lease4 lease(String address, long seconds) {
    return new Lease4(
        ip(address),
        24,
        Optional.empty(),
        Optional.of(ip("192.0.2.1")),
        times(seconds),
        new Network4(
            List.of(ip("192.0.2.1")),
            List.of(),
            List.of(ip("192.0.2.53")),
            List.of(),
            OptionalInt.empty()),
        Provisioning4.NONE,
        new TreeMap<>(Map.of(3, Octets.of((byte) 192, (byte) 0, (byte) 2, (byte) 1))));
  }

  public static HeldLease held() {
    return HeldLease.granted("eth0", lease("192.0.2.10", 3600), NOW);
  }

  public static Standing standing() {
    return new Standing(ROW, ON, LinkState.READY, Optional.empty(), 0, false, Optional.empty());
  }

  static ClientConfiguration off() {
    return new ClientConfiguration(false, "eth0", "", List.of(1, 3, 6), List.of());
  }

  static ClientConfiguration moved() {
    return new ClientConfiguration(true, "eth1", "", List.of(1, 3, 6), List.of());
  }

  static ClientConfiguration otherOptions() {
    return new ClientConfiguration(
        true, "eth0", "", List.of(1, 3, 6), List.of(new SentOption(60, Octets.utf8("vendor"))));
  }

  static ClientConfiguration misconfigured() {
    return new ClientConfiguration(true, "", "Interface is empty", List.of(), List.of());
  }

  /** One of each state, and the variants that answer differently. */
  public static Map<String, ClientState> states() {
    Standing plain = standing();
    Standing leased = plain.withLease(held());
    Standing off = plain.withConfiguration(off(), LinkState.READY);
    Map<String, ClientState> all = new LinkedHashMap<>();
    all.put("Disabled", new Idle.Disabled(off));
    all.put(
        "Misconfigured",
        new Idle.Misconfigured(
            plain.withConfiguration(misconfigured(), LinkState.ABSENT), "Interface is empty"));
    all.put(
        "Misconfigured, no interface",
        new Idle.Misconfigured(plain.withLink(LinkState.ABSENT), "Interface: no interface eth0"));
    all.put(
        "WaitingForLink",
        new Idle.WaitingForLink(plain.withLink(LinkState.DOWN), "link of eth0 is down"));
    all.put(
        "WaitingForLink, lease held",
        new Idle.WaitingForLink(leased.withLink(LinkState.DOWN), "link of eth0 is down"));
    all.put("Released", new Idle.Released(plain.withReleased(true)));
    all.put(
        "BackingOff",
        new Idle.BackingOff(plain.withFailures(2), "client exited with 1", NOW.plusSeconds(1)));
    all.put(
        "Ipv6Only",
        new Idle.Ipv6Only(
            plain.withIpv6Only(Optional.of(NOW.plusSeconds(300))), NOW.plusSeconds(300)));
    all.put("Starting", new Starting(plain, Status.DISABLED, ON, Optional.empty()));
    all.put("Starting, lease held", new Starting(leased, Status.ENABLED, ON, Optional.empty()));
    all.put(
        "Starting, disabled meanwhile", new Starting(off, Status.DISABLED, ON, Optional.empty()));
    all.put("Selecting", new Selecting(plain, CLIENT, ON, 0, ""));
    all.put("Selecting, lease held", new Selecting(leased, CLIENT, ON, 0, ""));
    all.put(
        "Selecting, silent since the lease ended",
        new Selecting(plain, CLIENT, ON, 0, "", Optional.of(NOW)));
    all.put("Bound", new Bound(leased, CLIENT, ON, LeasePhase.BOUND, ""));
    all.put(
        "Bound, link down",
        new Bound(leased.withLink(LinkState.DOWN), CLIENT, ON, LeasePhase.RENEWING, ""));
    for (Stopping.Stage stage : Stopping.Stage.values()) {
      boolean releasing = stage == Stopping.Stage.RELEASING;
      all.put(
          "Stopping, " + stage,
          new Stopping(
              releasing ? leased.withReleased(true) : off,
              CLIENT,
              "eth0",
              stage,
              NOW.plusSeconds(1),
              Status.ENABLED));
    }
    all.put(
        "Stopping, to restart",
        new Stopping(
            leased,
            CLIENT,
            "eth0",
            Stopping.Stage.TERMINATING,
            NOW.plusSeconds(1),
            Status.ENABLED));
    return all;
  }

  /** One of each event, and the variants that matter; with the time at which each comes. */
  public static Map<String, ClientEvent> events() {
    Map<String, ClientEvent> all = new LinkedHashMap<>();
    all.put("enabled", new ClientEvent.ConfigurationChanged(ON, LinkState.READY));
    all.put("disabled", new ClientEvent.ConfigurationChanged(off(), LinkState.READY));
    all.put(
        "options changed", new ClientEvent.ConfigurationChanged(otherOptions(), LinkState.READY));
    all.put("interface changed", new ClientEvent.ConfigurationChanged(moved(), LinkState.READY));
    all.put(
        "interface emptied",
        new ClientEvent.ConfigurationChanged(misconfigured(), LinkState.ABSENT));
    all.put("link absent", new ClientEvent.LinkChanged(LinkState.ABSENT));
    all.put("link awaited", new ClientEvent.LinkAwaited("eth0 is being made"));
    all.put("link down", new ClientEvent.LinkChanged(LinkState.DOWN));
    all.put("link ready", new ClientEvent.LinkChanged(LinkState.READY));
    all.put("client started", new ClientEvent.ClientStarted(CLIENT));
    all.put("client exited", new ClientEvent.ClientExited(CLIENT, "exited with 1"));
    all.put("other client exited", new ClientEvent.ClientExited(OTHER_CLIENT, "killed by 9"));
    all.put("bound", reported(new LeaseReport.Granted(lease("192.0.2.10", 3600))));
    all.put("bound, other address", reported(new LeaseReport.Granted(lease("192.0.2.77", 3600))));
    all.put("withdrawn", reported(new LeaseReport.Withdrawn(new Withdrawal(List.of(), List.of()))));
    all.put("deconfig", reported(new LeaseReport.Deconfigured()));
    all.put("leasefail", reported(new LeaseReport.NoServer()));
    all.put("nak", reported(new LeaseReport.Nak("no")));
    all.put("lease refused", reported(new LeaseReport.Refused("lease time 0")));
    all.put("deadline", new ClientEvent.DeadlineReached());
    all.put("renew", new ClientEvent.RenewRequested());
    all.put("release", new ClientEvent.ReleaseRequested());
    all.put("restart", new ClientEvent.RestartRequested());
    all.put(
        "start failed",
        new ClientEvent.EffectFailed(ClientEvent.FailedEffect.START, "cannot start"));
    all.put(
        "no program",
        new ClientEvent.EffectFailed(
            ClientEvent.FailedEffect.START_NO_PROGRAM, "udhcpc is not installed"));
    all.put(
        "lease not applied",
        new ClientEvent.EffectFailed(ClientEvent.FailedEffect.APPLY_LEASE, "kernel said no"));
    all.put(
        "not persisted",
        new ClientEvent.EffectFailed(ClientEvent.FailedEffect.PERSIST, "disk is full"));
    all.put(
        "recovered, client lives",
        new ClientEvent.Recovered(
            ON,
            LinkState.READY,
            new ClientRecord(Optional.of(held()), false),
            Optional.of(CLIENT),
            Optional.empty()));
    all.put(
        "recovered, client gone",
        new ClientEvent.Recovered(
            ON,
            LinkState.READY,
            new ClientRecord(Optional.of(held()), false),
            Optional.empty(),
            Optional.empty()));
    all.put(
        "recovered after a reboot",
        new ClientEvent.Recovered(
            ON,
            LinkState.READY,
            ClientRecord.EMPTY,
            Optional.empty(),
            Optional.of(ip("192.0.2.10"))));
    return all;
  }

  private static ClientEvent reported(LeaseReport report) {
    return new ClientEvent.LeaseReported(report);
  }
}

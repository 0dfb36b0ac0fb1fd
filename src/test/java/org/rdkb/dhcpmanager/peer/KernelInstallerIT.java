package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rdkb.dhcpmanager.core.client.EffectException;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.lease.LeaseTimes;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.core.lease.Network4;
import org.rdkb.dhcpmanager.core.lease.Provisioning4;
import org.rdkb.dhcpmanager.core.lease.Route4;
import org.rdkb.dhcpmanager.kernel.KernelInstaller;
import org.rdkb.dhcpmanager.kernel.RoutePolicy;

/** The real kernel, in a network namespace of its own; what it did is read by {@code ip}. */
@Timeout(60)
class KernelInstallerIT {
  private static final List<String> NONE = List.of();

  @Test
  void lease_isInstalledWithItsSourceAndLifetimes_andRemovedWithoutATrace()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    inside(
        RoutePolicy.INSTALL,
        kernel -> {
          List<String> before = everything();
          Lease4 lease = lease("192.0.2.7", 24, 3600, List.of("192.0.2.1"), 1400);
          kernel.apply("wan0", lease, Optional.empty());
          String address = PrivateNetwork.command("ip -4 addr show wan0");
          assertTrue(address.contains("mtu 1400"), address);
          assertTrue(address.contains("inet 192.0.2.7/24 brd 192.0.2.255"), address);
          assertTrue(address.contains("proto 16") || !address.contains("proto"), address);
          assertTrue(address.matches("(?s).*valid_lft 3[56][0-9]{2}sec preferred.*"), address);
          assertEquals(
              List.of(
                  "default via 192.0.2.1 dev wan0 proto dhcp src 192.0.2.7 metric " + metric(),
                  "192.0.2.0/24 dev wan0 proto kernel scope link src 192.0.2.7"),
              routes());
          kernel.remove("wan0", lease);
          assertEquals(before, everything());
          kernel.remove("wan0", lease);
          assertEquals(before, everything());
        });
  }

  @Test
  void renewal_isNoFlap_onlyTheLifetimeIsNew()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    inside(
        RoutePolicy.INSTALL,
        kernel -> {
          Lease4 lease = lease("192.0.2.7", 24, 100, List.of("192.0.2.1"), 0);
          kernel.apply("wan0", lease, Optional.empty());
          Process monitor = new ProcessBuilder("ip", "-4", "monitor", "address", "route").start();
          try {
            // Other changes than ours show that the monitor listens: before and after.
            awaitMonitor(monitor, "10.99.0.1");
            Lease4 renewed = lease("192.0.2.7", 24, 5000, List.of("192.0.2.1"), 0);
            kernel.apply("wan0", renewed, Optional.of(lease));
            String seen = awaitMonitor(monitor, "10.99.0.2");
            assertFalse(seen.contains("Deleted"), seen);
            assertFalse(seen.contains("default"), seen);
            assertTrue(seen.contains("192.0.2.7/24"), seen);
            assertTrue(
                PrivateNetwork.command("ip -4 addr show wan0").contains("valid_lft 5000sec")
                    || PrivateNetwork.command("ip -4 addr show wan0").contains("valid_lft 499"));
          } finally {
            monitor.destroyForcibly();
          }
        });
  }

  @Test
  void otherAddressOfTheSameSubnet_replacesTheFirst_andAStaticOneStays()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    inside(
        RoutePolicy.INSTALL,
        kernel -> {
          Lease4 lease = lease("192.0.2.7", 24, 3600, List.of("192.0.2.1"), 0);
          kernel.apply("wan0", lease, Optional.empty());
          PrivateNetwork.command("ip addr add 192.0.2.77/24 dev wan0 label wan0:static");
          PrivateNetwork.command("ip route add 10.1.0.0/16 via 192.0.2.200 dev wan0 proto static");
          Lease4 next =
              lease("192.0.2.8", 24, Lifetime.INFINITE.seconds(), List.of("192.0.2.2"), 0);
          kernel.apply("wan0", next, Optional.of(lease));
          String addresses = PrivateNetwork.command("ip -4 addr show wan0");
          assertFalse(addresses.contains("192.0.2.7/24"), addresses);
          assertTrue(addresses.contains("inet 192.0.2.8/24"), addresses);
          assertTrue(addresses.contains("wan0:static"), addresses);
          assertTrue(
              routes()
                  .contains(
                      "default via 192.0.2.2 dev wan0 proto dhcp src 192.0.2.8 metric " + metric()),
              routes().toString());
          assertEquals(1, routes().stream().filter(it -> it.startsWith("default")).count());
          kernel.remove("wan0", next);
          addresses = PrivateNetwork.command("ip -4 addr show wan0");
          assertFalse(addresses.contains("192.0.2.8/24"), addresses);
          assertTrue(addresses.contains("192.0.2.77/24"), addresses);
        });
  }

  @Test
  void otherSubnet_isInstalledBeforeTheFormerGoes_withItsRoutes()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    inside(
        RoutePolicy.INSTALL,
        kernel -> {
          Lease4 lease =
              lease(
                  "192.0.2.7",
                  24,
                  3600,
                  List.of(),
                  0,
                  route("0.0.0.0", 0, "192.0.2.1"),
                  route("10.0.0.0", 8, "192.0.2.3"));
          kernel.apply("wan0", lease, Optional.empty());
          assertEquals(3, routes().size());
          Lease4 next = lease("198.51.100.9", 32, 60, List.of("203.0.113.1"), 0);
          kernel.apply("wan0", next, Optional.of(lease));
          String suffix = " proto dhcp src 198.51.100.9 metric " + metric();
          assertEquals(
              List.of(
                  "default via 203.0.113.1 dev wan0" + suffix,
                  "203.0.113.1 dev wan0 proto dhcp scope link src 198.51.100.9 metric " + metric()),
              routes());
          assertFalse(PrivateNetwork.command("ip -4 addr show wan0").contains("192.0.2.7"));
          kernel.remove("wan0", next);
          assertEquals(NONE, routes());
        });
  }

  @Test
  void routesOfOthers_areNotTouchedInTheRdkProfile()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    inside(
        RoutePolicy.LEAVE,
        kernel -> {
          Lease4 lease = lease("192.0.2.7", 24, 3600, List.of("192.0.2.1"), 0);
          kernel.apply("wan0", lease, Optional.empty());
          assertEquals(
              List.of("192.0.2.0/24 dev wan0 proto kernel scope link src 192.0.2.7"), routes());
        });
  }

  @Test
  void mtu_isClampedToTheDevice_ignoredWhenTiny_andComesBack()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    inside(
        RoutePolicy.INSTALL,
        kernel -> {
          Lease4 small = lease("192.0.2.7", 24, 3600, List.of(), 68);
          kernel.apply("wan0", small, Optional.empty());
          assertTrue(PrivateNetwork.command("ip link show wan0").contains("mtu 1500"));
          Lease4 large = lease("192.0.2.7", 24, 3600, List.of(), 70000);
          kernel.apply("wan0", large, Optional.of(small));
          assertTrue(PrivateNetwork.command("ip link show wan0").contains("mtu 65535"));
          Lease4 silent = lease("192.0.2.7", 24, 3600, List.of(), 0);
          kernel.apply("wan0", silent, Optional.of(large));
          assertTrue(PrivateNetwork.command("ip link show wan0").contains("mtu 1500"));
          kernel.apply("wan0", lease("192.0.2.7", 24, 3600, List.of(), 1300), Optional.of(silent));
          PrivateNetwork.command("ip link set wan0 mtu 1234");
          kernel.remove("wan0", silent);
          assertTrue(PrivateNetwork.command("ip link show wan0").contains("mtu 1234"), "theirs");
        });
  }

  @Test
  void refusals_areSaidInTheKernelsWords()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    inside(
        RoutePolicy.INSTALL,
        kernel -> {
          Lease4 lease = lease("192.0.2.7", 24, 3600, List.of("192.0.2.1"), 0);
          assertEquals(
              "no interface none0",
              assertThrows(
                      EffectException.class, () -> kernel.apply("none0", lease, Optional.empty()))
                  .getMessage());
          kernel.remove("none0", lease);
          PrivateNetwork.command("ip link set wan0 down");
          EffectException refused =
              assertThrows(
                  EffectException.class, () -> kernel.apply("wan0", lease, Optional.empty()));
          String reason = String.valueOf(refused.getMessage());
          assertTrue(
              reason.startsWith("route 0.0.0.0/0 via 192.0.2.1 metric " + metric() + ": Net"),
              reason);
          assertEquals("APPLY_LEASE", refused.event().what().toString());
          kernel.remove("wan0", lease);
          assertFalse(PrivateNetwork.command("ip -4 addr show wan0").contains("192.0.2.7"));
        });
  }

  @Test
  void twoInterfaces_haveTwoDefaultRoutes()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    inside(
        RoutePolicy.INSTALL,
        kernel -> {
          PrivateNetwork.command("ip link set isp0 up");
          kernel.apply(
              "wan0", lease("192.0.2.7", 24, 60, List.of("192.0.2.1"), 0), Optional.empty());
          Lease4 second = lease("198.51.100.7", 24, 60, List.of("198.51.100.1"), 0);
          kernel.apply("isp0", second, Optional.empty());
          assertEquals(2, routes().stream().filter(it -> it.startsWith("default")).count());
          kernel.remove("isp0", second);
          assertEquals(1, routes().stream().filter(it -> it.startsWith("default")).count());
        });
  }

  interface Body {
    void run(KernelInstaller kernel) throws IOException, InterruptedException, EffectException;
  }

  static void inside(RoutePolicy policy, Body body)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    PrivateNetwork.inside(
        () -> {
          PrivateNetwork.command("ip link add wan0 type veth peer name isp0");
          PrivateNetwork.command("ip link set wan0 up");
          PrivateNetwork.command("ip link set isp0 up");
          try (KernelInstaller kernel = KernelInstaller.open(policy)) {
            body.run(kernel);
          } catch (EffectException e) {
            throw new AssertionError(e);
          }
        });
  }

  /** Adds an address to the other end until the monitor shows it; answers what it showed. */
  static String awaitMonitor(Process monitor, String marker)
      throws IOException, InterruptedException {
    StringBuilder seen = new StringBuilder();
    InputStream in = monitor.getInputStream();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (seen.indexOf(marker) < 0) {
      assertTrue(System.nanoTime() < deadline, "monitor showed only: " + seen);
      PrivateNetwork.command("ip addr replace " + marker + "/32 dev isp0");
      seen.append(new String(in.readNBytes(in.available()), StandardCharsets.UTF_8));
    }
    return seen.toString();
  }

  private static List<String> everything() throws IOException, InterruptedException {
    return List.of(
        PrivateNetwork.command("ip -4 addr show wan0"),
        PrivateNetwork.command("ip route show table all"));
  }

  private static List<String> routes() throws IOException, InterruptedException {
    return Arrays.stream(PrivateNetwork.command("ip route").strip().split("\n", -1))
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static int metric() throws IOException, InterruptedException {
    String line = PrivateNetwork.command("ip -o link show wan0");
    return 100 + Integer.parseInt(line.substring(0, line.indexOf(':')));
  }

  static Lease4 lease(
      String address, int length, long seconds, List<String> routers, int mtu, Route4... routes) {
    Lifetime lifetime = new Lifetime(seconds);
    return new Lease4(
        ip(address),
        length,
        Optional.empty(),
        Optional.empty(),
        new LeaseTimes(lifetime, lifetime, lifetime),
        new Network4(
            routers.stream().map(KernelInstallerIT::ip).toList(),
            Arrays.asList(routes),
            List.of(),
            List.of(),
            mtu == 0 ? OptionalInt.empty() : OptionalInt.of(mtu)),
        Provisioning4.NONE,
        new TreeMap<>());
  }

  private static Route4 route(String destination, int length, String gateway) {
    return new Route4(new Ipv4Prefix(ip(destination), length), ip(gateway));
  }

  private static Ipv4Address ip(String text) {
    return Ipv4Address.parse(text).orElseThrow();
  }
}

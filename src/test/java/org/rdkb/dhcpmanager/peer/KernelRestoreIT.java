package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rdkb.dhcpmanager.core.lease.Answer6;
import org.rdkb.dhcpmanager.core.lease.IaAddress;
import org.rdkb.dhcpmanager.core.lease.IaPrefix;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.lease.Lease6;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.core.lease.Lifetimes6;
import org.rdkb.dhcpmanager.kernel.RoutePolicy;

/** What somebody took away while nobody was here comes back, and nothing else is touched. */
@Timeout(60)
class KernelRestoreIT {

  @Test
  void missingAddressAndRouteOfIpv4_comeBack()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    KernelInstallerIT.inside(
        RoutePolicy.INSTALL,
        kernel -> {
          Lease4 lease = KernelInstallerIT.lease("192.0.2.7", 24, 3600, List.of("192.0.2.1"), 0);
          kernel.apply("wan0", lease, Optional.empty());
          String routes = PrivateNetwork.command("ip route");
          assertTrue(routes.contains("default via 192.0.2.1"), routes);

          PrivateNetwork.command("ip route del default");
          kernel.restore("wan0", lease.left(600));
          assertEquals(routes, PrivateNetwork.command("ip route"));

          PrivateNetwork.command("ip addr flush dev wan0"); // its routes go with it
          kernel.restore("wan0", lease.left(600));
          assertEquals(routes, PrivateNetwork.command("ip route"));
          String address = PrivateNetwork.command("ip -4 addr show wan0");
          assertTrue(address.contains("inet 192.0.2.7/24"), address);
          assertTrue(address.matches("(?s).*valid_lft (3000|299[0-9])sec.*"), address);
        });
  }

  /** As on a link that was made anew while nobody was here. */
  @Test
  void mtuOfTheLease_comesBack_andGoesWithIt()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    KernelInstallerIT.inside(
        RoutePolicy.INSTALL,
        kernel -> {
          Lease4 lease = KernelInstallerIT.lease("192.0.2.7", 24, 3600, List.of("192.0.2.1"), 1400);
          kernel.restore("wan0", lease.left(600));
          assertTrue(PrivateNetwork.command("ip link show wan0").contains("mtu 1400"));
          kernel.restore("wan0", lease.left(700));
          kernel.remove("wan0", lease);
          assertTrue(PrivateNetwork.command("ip link show wan0").contains("mtu 1500"));
        });
  }

  @Test
  void whatIsThere_isLeftAlone()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    KernelInstallerIT.inside(
        RoutePolicy.INSTALL,
        kernel -> {
          Lease4 lease = KernelInstallerIT.lease("192.0.2.7", 24, 3600, List.of("192.0.2.1"), 0);
          kernel.apply("wan0", lease, Optional.empty());
          Process monitor = new ProcessBuilder("ip", "-4", "monitor", "address", "route").start();
          try {
            KernelInstallerIT.awaitMonitor(monitor, "10.99.0.1");
            kernel.restore("wan0", lease.left(600));
            String seen = KernelInstallerIT.awaitMonitor(monitor, "10.99.0.2");
            assertFalse(seen.contains("192.0.2."), seen);
          } finally {
            monitor.destroyForcibly();
          }
        });
  }

  @Test
  void missingAddressAndPrefixOfIpv6_comeBack()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    Lifetimes6 lifetimes = new Lifetimes6(new Lifetime(1000), new Lifetime(2000));
    Lease6 lease =
        new Lease6(
            List.of(
                new IaAddress(Ipv6Address.parse("2001:db8:1::7").orElseThrow(), lifetimes),
                new IaAddress(Ipv6Address.parse("2001:db8:1::8").orElseThrow(), lifetimes)),
            List.of(
                new IaPrefix(
                    new Ipv6Prefix(Ipv6Address.parse("2001:db8:8000::").orElseThrow(), 56),
                    lifetimes)),
            new Lifetime(500),
            new Lifetime(800),
            Answer6.NONE);
    KernelInstallerIT.inside(
        RoutePolicy.INSTALL,
        kernel -> {
          kernel.apply("wan0", lease, Optional.empty());
          PrivateNetwork.command("ip -6 addr del 2001:db8:1::7/128 dev wan0");
          PrivateNetwork.command("ip -6 route del unreachable 2001:db8:8000::/56");
          kernel.restore("wan0", lease.left(100));
          String addresses = PrivateNetwork.command("ip -6 addr show wan0");
          assertTrue(addresses.contains("2001:db8:1::7/128"), addresses);
          assertTrue(addresses.matches("(?s).*valid_lft (1900|189[0-9])sec.*"), addresses);
          String routes = PrivateNetwork.command("ip -6 route");
          assertTrue(routes.contains("unreachable 2001:db8:8000::/56"), routes);
        });
  }
}

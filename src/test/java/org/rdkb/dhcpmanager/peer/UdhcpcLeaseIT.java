package org.rdkb.dhcpmanager.peer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.ClientLaunch;
import org.rdkb.dhcpmanager.core.client.ClientLauncher;
import org.rdkb.dhcpmanager.core.client.ClientProcess;
import org.rdkb.dhcpmanager.core.client.ClientSignal;
import org.rdkb.dhcpmanager.core.client.EffectException;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.LeaseReport;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.lease.Grant;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.plugin.ClientTokens;
import org.rdkb.dhcpmanager.plugin.LeaseMonitor;
import org.rdkb.dhcpmanager.plugin.MonitorAddress;
import org.rdkb.dhcpmanager.plugin.MonitorStartException;
import org.rdkb.dhcpmanager.process.ProcessLauncher;
import org.rdkb.dhcpmanager.process.ProcessSettings;

/** A lease from a real dnsmasq, through a real udhcpc and the real plugin, to the sink. */
@Timeout(120)
class UdhcpcLeaseIT {
  private static final RowId ROW = new RowId(Family.V4, 1);
  private static final List<Integer> REQUESTED =
      List.of(1, 3, 6, 12, 15, 26, 28, 42, 43, 58, 59, 66, 67, 121);

  @TempDir Path folder;
  private final ClientTokens tokens = new ClientTokens();
  private final List<LeaseReport> reports = new CopyOnWriteArrayList<>();
  private final List<Long> sequences = new CopyOnWriteArrayList<>();
  private final BlockingQueue<ClientProcess> starts = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> exits = new LinkedBlockingQueue<>();
  private final ClientLauncher.Listener listener =
      new ClientLauncher.Listener() {
        @Override
        public void started(ClientProcess client) {
          starts.add(client);
        }

        @Override
        public void exited(ClientProcess client, String how) {
          exits.add(how);
        }
      };

  private LeaseMonitor monitor(String address) {
    return new LeaseMonitor(
        MonitorAddress.parse(address),
        folder.resolve("spool"),
        tokens,
        (row, sequence, report, age) -> {
          reports.add(report);
          return sequences.add(sequence);
        },
        InstantSource.system());
  }

  @Test
  void bound_isDecodedAndSpooledWhileTheMonitorIsAway()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    PrivateNetwork.inside(
        () -> {
          for (String line :
              List.of(
                  "ip link set lo up",
                  "ip link add wan0 type veth peer name isp0",
                  "ip link set wan0 up",
                  "ip link set isp0 up",
                  "ip address add 192.0.2.1/24 dev isp0")) {
            PrivateNetwork.command(line);
          }
          Process server = dnsmasq();
          try (LeaseMonitor monitor = monitor("tcp://127.0.0.1:0")) {
            monitor.start();
            try (ProcessLauncher launcher = launcher(monitor.forPlugins())) {
              scenario(launcher, monitor);
            }
          } catch (EffectException | MonitorStartException e) {
            throw new AssertionError(e);
          } finally {
            server.destroy();
            assertTrue(server.waitFor(10, TimeUnit.SECONDS));
          }
        });
  }

  private void scenario(ProcessLauncher launcher, LeaseMonitor monitor)
      throws EffectException, MonitorStartException, IOException, InterruptedException {
    runUntilSpooled(launcher, 2);
    await().untilAsserted(() -> assertEquals(List.of(1L, 2L), sequences));
    assertEquals(new LeaseReport.Deconfigured(), reports.get(0));
    check(assertInstanceOf(LeaseReport.Granted.class, reports.get(1)).grant());
    monitor.stored(ROW, 2);

    monitor.close();
    reports.clear();
    runUntilSpooled(launcher, 4);
    assertEquals(List.of(), reports);
    monitor.start();
    await().untilAsserted(() -> assertEquals(List.of(1L, 2L, 3L, 4L), sequences));
    check(assertInstanceOf(LeaseReport.Granted.class, reports.get(1)).grant());
  }

  /** Starts a client, waits until its last message was written, and stops it. */
  private void runUntilSpooled(ProcessLauncher launcher, long last)
      throws EffectException, InterruptedException {
    ClientConfiguration configuration =
        new ClientConfiguration(true, "wan0", "", REQUESTED, List.of());
    launcher.launch(new ClientLaunch(ROW, configuration, Optional.empty()), listener);
    Path file = folder.resolve("spool/v4-1").resolve(Long.toString(last));
    await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(file));
    launcher.signal(Objects.requireNonNull(starts.poll()), ClientSignal.TERMINATE);
    Objects.requireNonNull(exits.poll(10, TimeUnit.SECONDS), "no exit");
  }

  private void check(Grant grant) throws IOException {
    Lease4 lease = assertInstanceOf(Lease4.class, grant);
    // The other side: what the server wrote down.
    String[] granted = Files.readString(folder.resolve("leases")).split(" ", -1);
    assertEquals(granted[2], lease.address().toString());
    assertEquals(24, lease.prefixLength());
    assertEquals(Ipv4Address.parse("192.0.2.1"), lease.serverIdentifier());
    assertEquals(Ipv4Address.parse("192.0.2.255"), lease.broadcast());
    assertEquals(1800, lease.times().leaseTime().seconds());
    assertEquals(400, lease.times().t1().seconds());
    assertEquals(900, lease.times().t2().seconds());
    assertEquals("[192.0.2.254]", lease.network().routers().toString());
    assertEquals("[192.0.2.53, 192.0.2.54]", lease.network().dnsServers().toString());
    assertEquals("[192.0.2.123]", lease.network().ntpServers().toString());
    assertEquals(
        "[198.51.100.0/24 via 192.0.2.9, 0.0.0.0/0 via 192.0.2.254]",
        lease.network().classlessRoutes().toString());
    assertEquals(OptionalInt.of(1400), lease.network().mtu());
    assertEquals("example.org", lease.provisioning().domainName());
    assertEquals("", lease.provisioning().hostName()); // udhcpc made `bad` of it
    assertEquals("$(touch x)`id`;\"'", lease.provisioning().bootFile());
    assertEquals(Octets.of((byte) 1, (byte) 2, (byte) 3), lease.options().get(43));
    assertEquals(
        Octets.parseHex("18c63364c000020900c00002fe").orElseThrow(), lease.options().get(121));
  }

  private Process dnsmasq() throws IOException {
    return new ProcessBuilder(
            "dnsmasq",
            "--keep-in-foreground",
            "--conf-file=/dev/null",
            "--port=0",
            "--user=root",
            "--pid-file",
            "--interface=isp0",
            "--bind-interfaces",
            "--except-interface=lo",
            "--no-ping",
            "--dhcp-authoritative",
            "--dhcp-leasefile=" + folder.resolve("leases"),
            "--dhcp-range=192.0.2.10,192.0.2.20,255.255.255.0,1800",
            "--dhcp-option=option:router,192.0.2.254",
            "--dhcp-option=option:dns-server,192.0.2.53,192.0.2.54",
            "--dhcp-option=option:ntp-server,192.0.2.123",
            "--dhcp-option=option:mtu,1400",
            "--dhcp-option=option:T1,400",
            "--dhcp-option=option:T2,900",
            "--dhcp-option=option:domain-name,example.org",
            "--dhcp-option=121,198.51.100.0/24,192.0.2.9,0.0.0.0/0,192.0.2.254",
            "--dhcp-option-force=12,$(touch x)",
            "--dhcp-option-force=43,01:02:03",
            "--dhcp-option-force=67,$(touch x)`id`;\"'")
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("dnsmasq.log").toFile())
        .start();
  }

  private ProcessLauncher launcher(String monitor) throws IOException {
    return ProcessLauncher.open(
        new ProcessSettings(
            folder.resolve("run"),
            folder.resolve("spool"),
            Path.of("plugins", "udhcpc.sh").toAbsolutePath(),
            monitor,
            ProcessSettings.USUAL_PROGRAMS),
        tokens::trust);
  }
}

package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.NotRun;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.bench.server.Load;
import org.rdkb.dhcpmanager.cli.bench.server.Perfdhcp;
import org.rdkb.dhcpmanager.cli.bench.server.Perfdhcp.Detail;
import org.rdkb.dhcpmanager.cli.bench.server.Perfdhcp.Traffic;
import org.rdkb.dhcpmanager.cli.demo.Topology;
import org.rdkb.dhcpmanager.core.pool.Now;
import org.rdkb.dhcpmanager.core.pool.PoolLease;
import org.rdkb.dhcpmanager.server.LeaseJournal;

/** The DHCPv4 server under the load of perfdhcp, which is a relay with thousands of clients. */
class ServerLoadIT {
  private static final String SERVER = "Device.DHCPv4.Server.";
  private static final String POOLS = SERVER + "Pool.";
  private static final int CLIENTS = 9000;
  private static final int MODERATE = 300;
  private static final int FAR_TOO_MUCH = 20_000;

  /** Whether it is there; else the suite is named as not run. */
  private static boolean canLoad() {
    return NotRun.need("perfdhcp", "ServerLoadIT", "the DHCPv4 server was not loaded").isPresent();
  }

  private static Perfdhcp serve(Lab lab) throws BusException, IOException {
    lab.run("ip", "address", "add", "10.77.0.1/16", "dev", Topology.WAN);
    lab.topology.run(
        lab.topology.inIsp("ip", "address", "add", "10.77.0.2/16", "dev", Topology.UPLINK));
    String pool = POOLS + lab.bus().addRow(POOLS, "") + ".";
    lab.set(
        pool + "Interface", Topology.WAN,
        pool + "MinAddress", "10.77.1.0",
        pool + "MaxAddress", "10.77.40.255",
        pool + "SubnetMask", "255.255.0.0",
        pool + "LeaseTime", "600",
        pool + "Enable", "true",
        SERVER + "Enable", "true");
    lab.awaitValue(pool + "Status", "Enabled", 10);
    return new Perfdhcp(lab.topology, "10.77.0.2", "10.77.0.1", List.of());
  }

  private static Traffic traffic(int rate, int seconds, String first) {
    return new Traffic(rate, seconds, CLIENTS, first);
  }

  private static Set<String> leasedOnDisk(Lab lab) throws IOException {
    Set<String> leased = new HashSet<>();
    Path folder = lab.folder().resolve("state/server");
    LeaseJournal.inspect(
        folder,
        new Now(0, 0),
        lease -> {
          if (lease.phase() == PoolLease.Phase.LEASED) {
            leased.add(lease.address().toString());
          }
        });
    return leased;
  }

  @Test
  void kill9_inTheMiddleOfLoad_everyAcknowledgedLeaseIsOnDisk()
      throws BusException, IOException, InterruptedException {
    if (!canLoad()) {
      return;
    }
    try (Lab lab = Lab.make("srvload").ready()) {
      Perfdhcp perfdhcp = serve(lab);
      CompletableFuture<Load> loading =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return perfdhcp.run(traffic(MODERATE, 3, "02:00:00:00:00:00"), Detail.LEASES);
                } catch (IOException | InterruptedException failed) {
                  throw new IllegalStateException(failed);
                }
              });
      Lab.within(10).until(() -> Integer.parseInt(lab.get(SERVER + "Stats.ACK")) > MODERATE / 2);
      lab.killManager();
      Load load = loading.join();
      Set<String> acknowledged = new HashSet<>(load.addresses());
      assertTrue(load.acks() > MODERATE / 2, load.acks() + " ACKs");
      assertEquals(load.acks(), acknowledged.size(), "an address was given to two clients");
      Set<String> lost = new HashSet<>(acknowledged);
      lost.removeAll(leasedOnDisk(lab));
      assertEquals(Set.of(), lost);
    }
  }

  @Test
  void overload_isSurvived_andThenNothingIsLost()
      throws BusException, IOException, InterruptedException {
    if (!canLoad()) {
      return;
    }
    try (Lab lab = Lab.make("srvover").ready()) {
      Perfdhcp perfdhcp = serve(lab);
      Load normal = perfdhcp.run(traffic(MODERATE, 1, "02:00:00:00:00:00"), Detail.NONE);
      assertEquals(normal.discovers(), normal.acks());

      Load flood = perfdhcp.run(traffic(FAR_TOO_MUCH, 2, "02:00:00:01:00:00"), Detail.NONE);
      assertTrue(flood.acks() > MODERATE, flood.acks() + " of " + flood.discovers());

      Lab.within(10)
          .until(
              () -> {
                Load after = perfdhcp.run(traffic(MODERATE, 1, "02:00:00:00:00:00"), Detail.NONE);
                return after.acks() == after.discovers();
              });
      assertTrue(
          Lab.lines(lab.managerLog()).stream().anyMatch(line -> line.contains("SERVER-PACE ")),
          "the load changed nothing");
    }
  }
}

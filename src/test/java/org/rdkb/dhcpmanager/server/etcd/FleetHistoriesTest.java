package org.rdkb.dhcpmanager.server.etcd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;
import org.rdkb.dhcpmanager.core.packet.MessageType4;
import org.rdkb.dhcpmanager.core.packet.OptionCode4;
import org.rdkb.dhcpmanager.core.packet.OptionSet;
import org.rdkb.dhcpmanager.core.packet.Packet4;
import org.rdkb.dhcpmanager.core.pool.AddressPool;
import org.rdkb.dhcpmanager.core.pool.AddressRange;
import org.rdkb.dhcpmanager.core.pool.Audience;
import org.rdkb.dhcpmanager.core.pool.Decision;
import org.rdkb.dhcpmanager.core.pool.LeaseTerms;
import org.rdkb.dhcpmanager.core.pool.ServerConfiguration;
import org.rdkb.dhcpmanager.core.pool.StaticAddresses;

/**
 * T48, the pure part: histories of three servers, their clients, cuts, pauses, lost answers, new
 * starts and wrong wall clocks, by seed, against a simulated etcd. In none of them have two clients
 * one address at one time, and nobody is told that a lease is not his that was acknowledged and has
 * not ended. {@code -Dtest.full=true}: ten times as many.
 */
@SuppressWarnings("NullAway") // a map is asked for what was put in; else the test fails
class FleetHistoriesTest {
  private static final int HISTORIES = Boolean.getBoolean("test.full") ? 5000 : 500;
  private static final int STEPS = 150;
  private static final int CLIENTS = 14;
  private static final int SERVERS = 3;

  @Test
  void noAddressHasTwoClients_andNoAcknowledgedLeaseIsLost() throws IOException {
    long granted = 0;
    long alone = 0;
    for (int seed = 0; seed < HISTORIES; seed++) {
      History history = new History(seed);
      history.run();
      assertEquals(List.of(), history.wrong, "seed " + seed);
      granted += history.granted;
      alone += history.grantedAlone;
    }
    assertTrue(granted > 8L * HISTORIES, "hardly anything happened: " + granted);
    assertTrue(alone > HISTORIES, "hardly anything happened without a quorum: " + alone);
  }

  /** What a client believes to have, from the request on (RFC 2131 section 4.4.1). */
  private record Has(Ipv4Address address, long until) {}

  private static final class History {
    final List<String> wrong = new ArrayList<>();
    long granted;
    long grantedAlone;
    private final SplittableRandom random;
    private final SimulatedEtcd etcd = new SimulatedEtcd();
    private final List<SimulatedServer> servers = new ArrayList<>();
    private final long[] pausedUntil = new long[SERVERS];
    private final Map<Integer, Has> clients = new HashMap<>();
    private final Map<Integer, Ipv4Address> offers = new HashMap<>();
    private final Map<Integer, SimulatedServer> offerers = new HashMap<>();

    History(int seed) {
      random = new SplittableRandom(seed);
      for (int i = 0; i < SERVERS; i++) {
        long skew = random.nextLong(-7_200_000, 7_200_000);
        servers.add(
            new SimulatedServer(
                etcd, new Ipv4Address(0x0a000001 + i), configuration(), 1_700_000_000_000L + skew));
      }
    }

    private static ServerConfiguration configuration() {
      AddressPool pool =
          new AddressPool(
              1,
              "lan0",
              new Ipv4Prefix(new Ipv4Address(0x0a000000), 24),
              new AddressRange(new Ipv4Address(0x0a000010), new Ipv4Address(0x0a00001f)),
              Set.of(),
              StaticAddresses.NONE,
              List.of(),
              new LeaseTerms(2, 40, 60),
              Audience.ALL);
      return new ServerConfiguration(
          List.of(pool), ServerConfiguration.Timing.USUAL, ServerConfiguration.Unknown.NAK);
    }

    void run() throws IOException {
      for (int i = 0; i < STEPS && wrong.isEmpty(); i++) {
        etcd.pass(random.nextLong(1, random.nextInt(12) == 0 ? 9000 : 900));
        for (int s = 0; s < SERVERS; s++) {
          if (etcd.now >= pausedUntil[s]) {
            work(servers.get(s));
          }
        }
        disturb();
        act(random.nextInt(CLIENTS));
      }
    }

    private void work(SimulatedServer server) throws IOException {
      if (random.nextInt(3) > 0) {
        server.tick();
      }
      if (random.nextInt(3) > 0) {
        server.watch();
      }
      if (random.nextInt(4) > 0) {
        server.store();
      }
    }

    private void disturb() {
      int which = random.nextInt(SERVERS);
      SimulatedServer server = servers.get(which);
      switch (random.nextInt(24)) {
        case 0 -> server.line.cut = true;
        case 1, 2 -> server.line.cut = false;
        case 3 -> server.line.losesAnswer = true;
        case 4 -> pausedUntil[which] = etcd.now + random.nextLong(40_000);
        case 5 -> server.start();
        case 6 -> servers.forEach(each -> each.line.cut = true);
        case 7 -> servers.forEach(each -> each.line.cut = false);
        default -> {}
      }
    }

    private void act(int client) throws IOException {
      int which = random.nextInt(SERVERS);
      SimulatedServer server = servers.get(which);
      Has has = clients.get(client);
      boolean active = has != null && etcd.now < has.until();
      if (etcd.now < pausedUntil[which] && random.nextInt(3) > 0) {
        return; // its queue keeps the rest until it wakes
      }
      if (active && etcd.now >= pausedUntil[which] && random.nextInt(12) == 0) {
        // One that comes late, after others of the same client, is beyond what a server can know.
        server.store();
        clients.remove(client);
        server.receive(
            packet(MessageType4.RELEASE, client, has.address(), Map.of(54, server.address)),
            decision -> {});
        server.store();
      } else if (active) {
        ask(server, client, has.address(), Map.of());
      } else if (offers.containsKey(client)) {
        SimulatedServer offerer = offerers.remove(client);
        ask(
            offerer,
            client,
            Ipv4Address.ANY,
            Map.of(54, offerer.address, 50, offers.remove(client)));
      } else {
        server.receive(
            packet(MessageType4.DISCOVER, client, Ipv4Address.ANY, Map.of()),
            decision ->
                offered(decision)
                    .ifPresent(
                        address -> {
                          offers.put(client, address);
                          offerers.put(client, server);
                        }));
      }
    }

    private void ask(
        SimulatedServer server, int client, Ipv4Address ciaddr, Map<Integer, Ipv4Address> options) {
      long asked = etcd.now;
      Has before = clients.get(client);
      server.receive(
          packet(MessageType4.REQUEST, client, ciaddr, options),
          decision -> answered(server, client, decision, asked, before));
    }

    private void answered(
        SimulatedServer server, int client, Decision decision, long asked, Has before) {
      if (decision.answer().isEmpty()) {
        return;
      }
      Packet4 answer = decision.answer().get().packet();
      if (answer.type() == MessageType4.NAK) {
        Has has = clients.get(client);
        if (has != null && has.equals(before) && etcd.now < has.until()) {
          wrong.add(
              server.address
                  + ": client "
                  + client
                  + " lost "
                  + has
                  + " at "
                  + etcd.now
                  + ": "
                  + decision.verdict());
        }
        return;
      }
      if (before != null && !before.equals(clients.get(client))) {
        return; // it has released it meanwhile, or has another answer, and listens no more
      }
      Ipv4Address address = answer.addresses().yiaddr();
      long seconds = answer.options().number(OptionCode4.LEASE_TIME).orElse(0L);
      Has has = new Has(address, asked + seconds * 1000);
      granted++;
      grantedAlone += server.hasQuorum() ? 0 : 1;
      clients.forEach(
          (other, others) -> {
            if (other != client && others.address().equals(address) && etcd.now < others.until()) {
              wrong.add(
                  address
                      + " at "
                      + etcd.now
                      + ": "
                      + client
                      + " until "
                      + has.until()
                      + " and "
                      + other
                      + " until "
                      + others.until());
            }
          });
      if (etcd.now < has.until()) {
        clients.put(client, has);
      }
    }

    private static Optional<Ipv4Address> offered(Decision decision) {
      return decision.answer().map(answer -> answer.packet().addresses().yiaddr());
    }

    private static Packet4 packet(
        MessageType4 type, int client, Ipv4Address ciaddr, Map<Integer, Ipv4Address> options) {
      Map<Integer, Octets> payloads = new HashMap<>();
      options.forEach(
          (code, address) ->
              payloads.put(
                  code, new OctetsWriter().u32(Integer.toUnsignedLong(address.bits())).toOctets()));
      HardwareAddress hardware =
          new HardwareAddress(1, new OctetsWriter().u16(0x0200).u32(client).toOctets());
      return new Packet4(
          Packet4.Op.REQUEST,
          type,
          new Packet4.Header(0, client, 0, Packet4.Cast.UNICAST, hardware),
          new Packet4.Addresses(ciaddr, Ipv4Address.ANY, Ipv4Address.ANY, Ipv4Address.ANY),
          new OptionSet(payloads));
    }
  }
}

package org.rdkb.dhcpmanager.core.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.MessageType4;

/** What a reload finds other, and that leases outlive any number of them. */
class ConfigurationChangeTest {
  private static final AddressPool ONE = Dialogue.pool(1, "lan0", "10.0.0.", List.of());
  private static final AddressPool TWO = Dialogue.pool(2, "lan0", "10.0.1.", List.of());

  private static ServerConfiguration serving(AddressPool... pools) {
    return new ServerConfiguration(
        List.of(pools), ServerConfiguration.Timing.USUAL, ServerConfiguration.Unknown.NAK);
  }

  private static AddressPool told(AddressPool pool, String domain, long leaseTime) {
    return new AddressPool(
        pool.instance(),
        pool.linuxInterface(),
        pool.subnet(),
        pool.range(),
        pool.reserved(),
        pool.statics(),
        List.of(new PoolOption(15, Octets.utf8(domain), PoolOption.Sent.ASKED)),
        new LeaseTerms(60, leaseTime, leaseTime),
        pool.audience());
  }

  private static String between(ServerConfiguration before, ServerConfiguration after) {
    return ConfigurationChange.between(before, after).toString();
  }

  @Test
  void same_isEmpty() {
    assertTrue(ConfigurationChange.between(serving(ONE, TWO), serving(ONE, TWO)).isEmpty());
  }

  @Test
  void server_timing_authority_order() {
    ServerConfiguration.Timing longer =
        new ServerConfiguration.Timing(Duration.ZERO, Duration.ofSeconds(9), Duration.ZERO);
    assertEquals(
        "server=[timing, authority, order] subnets=[] options=[]",
        between(
            serving(ONE, TWO),
            new ServerConfiguration(
                List.of(TWO, ONE), longer, ServerConfiguration.Unknown.SILENCE)));
  }

  @Test
  void subnets_thatCameAndWent() {
    assertEquals(
        "server=[] subnets=[pool 2 added, pool 1 removed] options=[]",
        between(serving(ONE), serving(TWO)));
  }

  @Test
  void subnets_partsOfAPool() {
    AddressPool other = Dialogue.pool(1, "lan1", "10.0.1.", List.of());
    assertEquals(
        "server=[] subnets=[pool 1 interface+subnet+range] options=[]",
        between(serving(ONE), serving(other)));
    assertEquals(
        "server=[] subnets=[pool 1 reserved] options=[]",
        between(serving(ONE), serving(ONE.reserving(Set.of(Dialogue.address("10.0.0.11"))))));
  }

  @Test
  void options_areNoMatterOfAddresses() {
    assertEquals(
        "server=[] subnets=[] options=[pool 1 options+times]",
        between(serving(ONE), serving(told(ONE, "other", 7200))));
  }

  /** T45 without the network: each reload tells other things, each lease is renewed after it. */
  @Test
  void thousandReloads_loseNoLease_andTheNextAnswerIsOfTheNewConfiguration() {
    Dialogue lan = new Dialogue(ONE);
    List<Ipv4Address> had = List.of(lan.bind(1), lan.bind(2), lan.bind(3));
    for (int round = 0; round < 1000; round++) {
      long leaseTime = 3600L + round;
      lan.serve(serving(told(ONE, "d" + round, leaseTime)));
      lan.pass(1);
      for (int client = 1; client <= 3; client++) {
        Decision renewed =
            lan.send(
                new Dialogue.Message(MessageType4.REQUEST, client).ciaddr(had.get(client - 1)));
        assertEquals(Verdict.REBOUND, renewed.verdict());
        assertEquals(had.get(client - 1), Dialogue.yiaddr(renewed));
        assertEquals(
            leaseTime, renewed.answer().orElseThrow().packet().options().number(51).orElseThrow());
      }
    }
  }
}

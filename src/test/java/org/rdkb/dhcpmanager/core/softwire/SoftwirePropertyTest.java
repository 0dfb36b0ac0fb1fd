package org.rdkb.dhcpmanager.core.softwire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.v6.Malformed;
import org.rdkb.dhcpmanager.core.option.v6.Options6;
import org.rdkb.dhcpmanager.core.option.v6.S46Container;
import org.rdkb.dhcpmanager.core.option.v6.S46Dmr;
import org.rdkb.dhcpmanager.core.option.v6.S46PortParameters;
import org.rdkb.dhcpmanager.core.option.v6.S46Rule;

/** The arithmetic against counting, for random legal rules. */
class SoftwirePropertyTest {
  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  /** All PSIDs of a rule: disjoint, of the right size, together all ports but the first block. */
  @Test
  void portSets_ofEveryOffsetAndLength_partitionThePorts() {
    for (int offset = 0; offset <= 15; offset++) {
      for (int length = 1; length <= Math.min(16 - offset, 11); length++) {
        BitSet all = new BitSet(65_536);
        int size = (65_536 - (offset == 0 ? 0 : 1 << (16 - offset))) >> length;
        for (int psid = 0; psid < 1 << length; psid++) {
          PortSet set = new PortSet(offset, length, psid);
          BitSet mine = new BitSet(65_536);
          for (PortSet.Range range : set.ranges()) {
            assertTrue(mine.get(range.first(), range.last() + 1).isEmpty(), set::toString);
            mine.set(range.first(), range.last() + 1);
          }
          assertEquals(size, mine.cardinality(), set::toString);
          assertEquals(size, set.size(), set::toString);
          assertFalse(all.intersects(mine), set::toString);
          all.or(mine);
          int port = mine.nextSetBit(0);
          assertTrue(set.contains(port));
          assertEquals(Optional.of(set), set.owner(port));
        }
        int first = offset == 0 ? 0 : 1 << (16 - offset);
        assertEquals(first, all.nextSetBit(0));
        assertEquals(65_536 - first, all.cardinality());
        PortSet any = new PortSet(offset, length, 0);
        assertEquals(offset == 0, any.owner(0).isPresent());
      }
    }
  }

  /** Prefix → address and ports → MAP address → the same prefix, address and ports. */
  @ParameterizedTest
  @MethodSource("seeds")
  void endpoint_roundTrips(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    MapRule rule = rule(random);
    Ipv6Address inside =
        Bits.put(
            rule.ipv6Prefix().address(),
            rule.ipv6Prefix().length(),
            rule.eaLength(),
            random.nextLong() & ((1L << rule.eaLength()) - 1));
    Ipv6Prefix endUser = new Ipv6Prefix(inside, rule.endUserLength());
    MapEndpoint endpoint = rule.endpoint(endUser).orElseThrow();
    assertTrue(rule.ipv4Prefix().contains(endpoint.ipv4().address()), rule::toString);
    assertTrue(endUser.contains(endpoint.mapAddress()), rule::toString);
    for (PortSet.Range range : endpoint.ports().ranges()) {
      int port = random.nextInt(range.first(), range.last() + 1);
      assertEquals(
          Optional.of(endpoint), rule.owner(endpoint.ipv4().address(), port), rule::toString);
    }
    if (endUser.length() <= 64) { // else the prefix overwrites the identifier
      long low = endpoint.mapAddress().low();
      assertEquals(endpoint.ipv4().address().bits(), (int) (low >>> 16), rule::toString);
      assertEquals(endpoint.ports().psid(), (int) low & 0xffff, rule::toString);
    }
    assertEquals(Optional.empty(), rule.endpoint(new Ipv6Prefix(inside, rule.endUserLength() - 1)));
    checkContainer(rule, endUser, endpoint);
  }

  /** The same through the wire. */
  private static void checkContainer(MapRule rule, Ipv6Prefix endUser, MapEndpoint endpoint) {
    PortSet ports = rule.ports();
    int sentLength = rule.embeddedPsidLength() > 0 ? 0 : ports.psidLength();
    S46Rule sent =
        new S46Rule(
            rule.forwarding(),
            rule.eaLength(),
            rule.ipv4Prefix(),
            rule.ipv6Prefix(),
            List.of(
                new S46PortParameters(
                    ports.offset(), sentLength, sentLength == 0 ? 0 : ports.psid())));
    S46Dmr dmr = new S46Dmr(new Ipv6Prefix(new Ipv6Address(0x64_ff9bL << 32, 0), 96));
    Octets wire = Options6.encode(List.of(sent, dmr));
    S46Container container = (S46Container) Options6.decode(95, wire);
    Softwire softwire = Softwire.of(container, List.of(endUser));
    if (!endpoint.ipv4().address().isUnicast()) {
      assertInstanceOf(Softwire.Refused.class, softwire);
      return;
    }
    MapDomain domain = assertInstanceOf(MapDomain.class, softwire, softwire::toString);
    assertEquals(rule, domain.basic());
    assertEquals(endpoint, domain.endpoint());
    assertNotNull(MapParameters.of(domain));
  }

  /** A legal rule: any lengths that fit together. */
  private static MapRule rule(SplittableRandom random) {
    int ipv4Length = random.nextInt(8, 33);
    int suffix = 32 - ipv4Length;
    int offset = random.nextInt(16);
    int psidLength = random.nextInt(17 - offset);
    boolean embedded = random.nextBoolean();
    int eaLength = suffix + (embedded ? psidLength : 0);
    if (random.nextInt(4) == 0) { // an IPv4 prefix: fewer EA bits than the address lacks
      eaLength = random.nextInt(suffix + 1);
      psidLength = eaLength < suffix ? 0 : psidLength;
      embedded = false;
    }
    eaLength = Math.min(eaLength, 40);
    int explicit = embedded || psidLength == 0 ? 0 : random.nextInt(1 << psidLength);
    if (embedded) {
      psidLength = Math.max(eaLength - suffix, 0);
    }
    int ipv6Length = random.nextInt(16, 128 - eaLength + 1);
    return new MapRule(
        new Ipv6Prefix(
            new Ipv6Address(0x2001_0db8L << 32 | random.nextInt(), random.nextLong()), ipv6Length),
        new Ipv4Prefix(new Ipv4Address(random.nextInt(0xe000_0000 >>> 1)), ipv4Length),
        eaLength,
        random.nextBoolean(),
        new PortSet(offset, psidLength, explicit));
  }

  /** Whatever octets a container holds: a domain or a refusal with a reason, never an exception. */
  @ParameterizedTest
  @MethodSource("seeds")
  void hostileContainers_areRefusedWithAReason(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Ipv6Prefix> delegated = List.of(RfcExamplesTest.v6("2001:db8:12:3400::/56"));
    byte[] legal =
        Octets.parseHex(
                "00590017000020c00002123820010db8001234005d000406083400005b00094020010db8ffff0000"
                    + "005a001020010db8ffff00000000000000000001"
                    + "005c001fc00002123820010db8001234005d000406083400")
            .orElseThrow()
            .toArray();
    for (int i = 0; i < 50; i++) {
      byte[] bytes = legal.clone();
      for (int changes = random.nextInt(6); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Octets wire = Octets.of(bytes).slice(0, random.nextInt(bytes.length + 1));
      for (int code = 94; code <= 96; code++) {
        if (Options6.decode(code, wire) instanceof S46Container container) {
          Softwire softwire = Softwire.of(container, delegated);
          boolean bad = !Options6.all(container.options(), Malformed.class).isEmpty();
          assertTrue(!bad || softwire instanceof Softwire.Refused, wire::toHex);
          assertFalse(softwire.toString().contains("null"), softwire::toString);
        }
      }
    }
  }
}

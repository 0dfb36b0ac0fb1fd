package org.rdkb.dhcpmanager.core.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rdkb.dhcpmanager.core.pool.Dialogue.address;
import static org.rdkb.dhcpmanager.core.pool.Dialogue.hardware;
import static org.rdkb.dhcpmanager.core.pool.Dialogue.yiaddr;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.MessageType4;
import org.rdkb.dhcpmanager.core.pool.Audience.Devices;
import org.rdkb.dhcpmanager.core.pool.Criterion.Mode;
import org.rdkb.dhcpmanager.core.pool.Criterion.Sense;
import org.rdkb.dhcpmanager.core.pool.Dialogue.Message;

/** Whom a pool serves: R23, R24, R25. */
class AudienceTest {
  private static final Octets MAC = hardware(1).octets();

  private static AddressPool only(int instance, String net, Audience audience) {
    AddressPool all = Dialogue.pool(instance, "lan0", net, List.of());
    return new AddressPool(
        instance,
        "lan0",
        all.subnet(),
        all.range(),
        all.reserved(),
        all.statics(),
        all.options(),
        all.terms(),
        audience);
  }

  private static Audience of(Criterion criterion) {
    return new Audience(List.of(criterion), Devices.ALL);
  }

  private static Message discover(int client, String vendorClass) {
    Message message = new Message(MessageType4.DISCOVER, client);
    return vendorClass.isEmpty() ? message : message.with(60, Octets.utf8(vendorClass));
  }

  private static Verdict verdict(Audience audience, Message message) {
    return new Dialogue(only(1, "10.0.0.", audience)).send(message).verdict();
  }

  @ParameterizedTest
  @CsvSource({
    "EXACT, MATCHING, phone, OFFERED",
    "EXACT, MATCHING, phone2, NOT_ADMITTED",
    "EXACT, MATCHING, PHONE, NOT_ADMITTED",
    "EXACT, MATCHING, '', NOT_ADMITTED",
    "EXACT, EXCLUDING, phone, NOT_ADMITTED",
    "EXACT, EXCLUDING, '', OFFERED",
    "PREFIX, MATCHING, phone2, OFFERED",
    "PREFIX, MATCHING, myphone, NOT_ADMITTED",
    "PREFIX, MATCHING, pho, NOT_ADMITTED",
    "SUFFIX, MATCHING, myphone, OFFERED",
    "SUFFIX, MATCHING, phone2, NOT_ADMITTED",
    "SUBSTRING, MATCHING, myphone2, OFFERED",
    "SUBSTRING, MATCHING, myphane2, NOT_ADMITTED",
    "SUBSTRING, EXCLUDING, myphone2, NOT_ADMITTED"
  })
  void r24_vendorClass(Mode mode, Sense sense, String sent, Verdict verdict) {
    Criterion criterion = new Criterion.OfOption(60, Octets.utf8("phone"), mode, sense);
    assertEquals(verdict, verdict(of(criterion), discover(1, sent)));
  }

  @ParameterizedTest
  @CsvSource({
    "ffffffffffff, MATCHING, 1, OFFERED",
    "ffffffffffff, MATCHING, 2, NOT_ADMITTED",
    "ffffffffff00, MATCHING, 2, OFFERED",
    "ffffffffff00, MATCHING, 257, NOT_ADMITTED",
    "ffffffffff00, EXCLUDING, 257, OFFERED"
  })
  void r24_hardwareAndMask(String mask, Sense sense, int client, Verdict verdict) {
    Octets bits = Octets.parseHex(mask).orElseThrow();
    Audience audience = of(new Criterion.OfHardware(MAC, bits, sense));
    assertEquals(verdict, verdict(audience, discover(client, "")));
  }

  @Test
  void r23_theFirstPoolThatAdmits_serves() {
    Criterion phones = new Criterion.OfOption(60, Octets.utf8("phone"), Mode.EXACT, Sense.MATCHING);
    Dialogue lan = new Dialogue(only(1, "10.0.1.", of(phones)), only(2, "10.0.0.", Audience.ALL));
    assertEquals(address("10.0.1.10"), yiaddr(lan.send(discover(1, "phone"))));
    assertEquals(address("10.0.0.10"), yiaddr(lan.send(discover(2, ""))));
  }

  @Test
  void r25_known_hasALease() {
    Dialogue lan = new Dialogue(only(1, "10.0.0.", Audience.ALL));
    lan.bind(1);
    lan.serve(
        new Dialogue(only(1, "10.0.0.", new Audience(List.of(), Devices.KNOWN))).configuration);
    assertEquals(Verdict.OFFERED, lan.send(discover(1, "")).verdict());
    assertEquals(Verdict.NOT_ADMITTED, lan.send(discover(2, "")).verdict());
  }

  @Test
  void r25_unknown_mayRenewWhatItGot() {
    Dialogue lan = new Dialogue(only(1, "10.0.0.", new Audience(List.of(), Devices.UNKNOWN)));
    Ipv4Address address = lan.bind(1);
    Message renew = new Message(MessageType4.REQUEST, 1).ciaddr(address);
    assertEquals(Verdict.REBOUND, lan.send(renew).verdict());
  }

  @Test
  void r25_unknown_refusesWhoHasAStaticAddress() {
    AddressPool all = Dialogue.pool();
    StaticAddress kept =
        new StaticAddress(ClientKey.of(hardware(1)), address("10.0.0.200"), StaticAddress.Use.ON);
    AddressPool pool =
        new AddressPool(
            1,
            "lan0",
            all.subnet(),
            all.range(),
            all.reserved(),
            new StaticAddresses(List.of(kept)),
            all.options(),
            all.terms(),
            new Audience(List.of(), Devices.UNKNOWN));
    Dialogue lan = new Dialogue(pool);
    assertEquals(Verdict.NOT_ADMITTED, lan.send(discover(1, "")).verdict());
    assertEquals(Verdict.OFFERED, lan.send(discover(2, "")).verdict());
  }

  @Test
  void release_ofWhomThePoolNoLongerAdmits_counts() {
    Dialogue lan = new Dialogue(only(1, "10.0.0.", Audience.ALL));
    Ipv4Address address = lan.bind(1);
    Criterion others =
        new Criterion.OfHardware(
            MAC, Octets.parseHex("ffffffffffff").orElseThrow(), Sense.EXCLUDING);
    lan.serve(new Dialogue(only(1, "10.0.0.", of(others))).configuration);
    Message release =
        new Message(MessageType4.RELEASE, 1).ciaddr(address).with(54, Dialogue.SERVER);
    assertEquals(Verdict.RELEASED, lan.send(release).verdict());
  }

  @Test
  void staticAddress_byClientIdentifier_goesBeforeTheHardwareAddress() {
    Octets identifier = Octets.parseHex("ff0102").orElseThrow();
    Dialogue lan =
        new Dialogue(
            Dialogue.pool(
                new StaticAddress(
                    ClientKey.of(hardware(1)), address("10.0.0.200"), StaticAddress.Use.ON),
                new StaticAddress(
                    ClientKey.identifiedBy(identifier),
                    address("10.0.0.201"),
                    StaticAddress.Use.ON)));
    assertEquals(address("10.0.0.201"), yiaddr(lan.send(discover(1, "").with(61, identifier))));
    assertEquals(
        address("10.0.0.200"),
        yiaddr(lan.send(discover(1, "").with(61, Octets.parseHex("ff09").orElseThrow()))));
  }
}

package org.rdkb.dhcpmanager.tr181;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.refusal;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.set;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.text;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;
import org.rdkb.dhcpmanager.core.pool.AddressPool;
import org.rdkb.dhcpmanager.core.pool.Audience;
import org.rdkb.dhcpmanager.core.pool.ClientKey;
import org.rdkb.dhcpmanager.core.pool.Criterion;
import org.rdkb.dhcpmanager.core.pool.LeaseTerms;
import org.rdkb.dhcpmanager.core.pool.PoolOption;
import org.rdkb.dhcpmanager.core.pool.SpecialOptions;

/** The rules of TR-181 about the server's pools, and what the server is told of them. */
class ServerRulesTest {
  private static final String SERVER = "Device.DHCPv4.Server.";
  private static final String POOLS = SERVER + "Pool.";
  private static final String ONE = POOLS + "1.";

  private final DataModel model = new ModelFixture().open();

  private void pool(int number) {
    model.addRow(POOLS, "").orThrow();
    accepted(
        POOLS + number + ".Interface", "lan0",
        POOLS + number + ".MinAddress", "10.0.0.10",
        POOLS + number + ".MaxAddress", "10.0.0.99",
        POOLS + number + ".SubnetMask", "255.255.255.0",
        POOLS + number + ".Enable", "true",
        SERVER + "Enable", "true");
  }

  private void accepted(String... pairs) {
    assertEquals(Outcome.done(Done.DONE), set(model, pairs));
  }

  private List<AddressPool> pools() {
    return ServerConfigurations.of(model.tree(), InterfaceMap.NONE).pools();
  }

  private List<Integer> instances() {
    return pools().stream().map(AddressPool::instance).toList();
  }

  private String statics(int number) {
    return ONE + "StaticAddress." + number + ".";
  }

  private void addStatic() {
    model.addRow(ONE + "StaticAddress.", "").orThrow();
  }

  @Test
  void r01_chaddr_isUniqueInEitherCase() {
    pool(1);
    addStatic();
    addStatic();
    accepted(statics(1) + "Chaddr", "02:00:00:00:00:ab");
    Refusal refusal = refusal(set(model, statics(2) + "Chaddr", "02:00:00:00:00:AB"));
    assertEquals(Refusal.Code.VALUE, refusal.code());
    assertTrue(refusal.reason().contains("R1"));
  }

  @Test
  void r22_order_aTakenRankPushesTheOthersDown() {
    pool(1);
    pool(2);
    pool(3);
    assertEquals(List.of(1, 2, 3), instances());
    accepted(POOLS + "3.Order", "1");
    assertEquals(List.of(3, 1, 2), instances());
    assertEquals("2", text(model, ONE + "Order"));
    model.deleteRow(POOLS + "3.").orThrow();
    assertEquals("1", text(model, ONE + "Order"));
  }

  @Test
  void r24_whatIsEmpty_isNotTested() {
    pool(1);
    assertEquals(Audience.ALL, pools().get(0).audience());
    accepted(
        ONE + "VendorClassID", "phone",
        ONE + "VendorClassIDMode", "Prefix",
        ONE + "ClientID", "ff01",
        ONE + "ClientIDExclude", "true",
        ONE + "UserClassID", "02",
        ONE + "Chaddr", "02:00:00:00:00:01",
        ONE + "ChaddrMask", "ff:ff:ff:00:00:00");
    assertEquals(
        List.of(
            new Criterion.OfOption(
                60, Octets.utf8("phone"), Criterion.Mode.PREFIX, Criterion.Sense.MATCHING),
            new Criterion.OfOption(
                61, hex("ff01"), Criterion.Mode.EXACT, Criterion.Sense.EXCLUDING),
            new Criterion.OfOption(77, hex("02"), Criterion.Mode.EXACT, Criterion.Sense.MATCHING),
            new Criterion.OfHardware(
                hex("020000000001"), hex("ffffff000000"), Criterion.Sense.MATCHING)),
        pools().get(0).audience().criteria());
  }

  private static Octets hex(String text) {
    return Octets.parseHex(text).orElseThrow();
  }

  @Test
  void optionsOfAClientAndOfAClass_becomeWhatTheServerIsTold() {
    pool(1);
    addStatic();
    String client = statics(1) + "X_DHCPMGR_Option.";
    String phones = ONE + "X_DHCPMGR_Class.1.";
    model.addRow(client, "").orThrow();
    model.addRow(ONE + "X_DHCPMGR_Class.", "").orThrow();
    model.addRow(phones + "Option.", "").orThrow();
    accepted(
        statics(1) + "Chaddr", "02:00:00:00:00:01",
        statics(1) + "Yiaddr", "10.0.0.10",
        statics(1) + "Enable", "true",
        client + "1.Tag", "66",
        client + "1.Value", "61",
        client + "1.Enable", "true",
        phones + "VendorClassID", "phone",
        phones + "Enable", "true",
        phones + "Option.1.Tag", "67",
        phones + "Option.1.Value", "62",
        phones + "Option.1.Force", "false",
        phones + "Option.1.Enable", "true");
    assertEquals(
        new SpecialOptions(
            Map.of(
                ClientKey.of(HardwareAddress.parse("02:00:00:00:00:01").orElseThrow()),
                List.of(new PoolOption(66, hex("61"), PoolOption.Sent.ALWAYS))),
            List.of(
                new SpecialOptions.ClientClass(
                    List.of(
                        new Criterion.OfOption(
                            60,
                            Octets.utf8("phone"),
                            Criterion.Mode.EXACT,
                            Criterion.Sense.MATCHING)),
                    List.of(new PoolOption(67, hex("62"), PoolOption.Sent.ASKED))))),
        pools().get(0).special());
    assertEquals("1", text(model, statics(1) + "X_DHCPMGR_OptionNumberOfEntries"));
    assertEquals("1", text(model, ONE + "X_DHCPMGR_ClassNumberOfEntries"));
    accepted(phones + "Enable", "false", statics(1) + "Enable", "false");
    assertEquals(SpecialOptions.NONE, pools().get(0).special());
  }

  @Test
  void r25_known_ignoresChaddr() {
    pool(1);
    accepted(ONE + "Chaddr", "02:00:00:00:00:01", ONE + "AllowedDevices", "Known");
    assertEquals(new Audience(List.of(), Audience.Devices.KNOWN), pools().get(0).audience());
  }

  @Test
  void r33_staticAddress_ofOnePool_isNoOtherPoolsToGive() {
    pool(1);
    pool(2);
    addStatic();
    accepted(statics(1) + "Chaddr", "02:00:00:00:00:01", statics(1) + "Yiaddr", "10.0.0.20");
    Ipv4Address kept = Ipv4Address.parse("10.0.0.20").orElseThrow();
    assertTrue(pools().get(1).reserved().contains(kept));
    assertFalse(pools().get(0).reserved().contains(kept));
  }

  @Test
  void r33_staticAddress_outsideTheSubnet_isMisconfigured() {
    pool(1);
    addStatic();
    assertEquals("Disabled", text(model, statics(1) + "Status"));
    accepted(
        statics(1) + "Chaddr", "02:00:00:00:00:01",
        statics(1) + "Yiaddr", "10.0.0.200",
        statics(1) + "Enable", "true");
    assertEquals("Active", text(model, statics(1) + "Status"));
    accepted(statics(1) + "Yiaddr", "10.9.0.200");
    assertEquals("Error_Misconfigured", text(model, statics(1) + "Status"));
    accepted(statics(1) + "Yiaddr", "10.0.0.200", statics(1) + "Chaddr", "");
    assertEquals("Error_Misconfigured", text(model, statics(1) + "Status"));
    accepted(statics(1) + "X_DHCPMGR_ClientID", "ff01");
    assertEquals("Active", text(model, statics(1) + "Status"));
  }

  @Test
  void leaseTime_andItsBounds() {
    pool(1);
    assertEquals(new LeaseTerms(60, 86400, 86400), pools().get(0).terms());
    accepted(ONE + "LeaseTime", "-1");
    assertEquals(
        new LeaseTerms(60, LeaseTerms.INFINITE, LeaseTerms.INFINITE), pools().get(0).terms());
    accepted(
        ONE + "LeaseTime", "600",
        ONE + "X_DHCPMGR_MinLeaseTime", "300",
        ONE + "X_DHCPMGR_MaxLeaseTime", "3600");
    assertEquals(new LeaseTerms(300, 600, 3600), pools().get(0).terms());
    accepted(ONE + "LeaseTime", "30");
    assertEquals(new LeaseTerms(30, 30, 3600), pools().get(0).terms());
  }

  @Test
  void winsServers_areOption44() {
    pool(1);
    accepted(ONE + "WINSServers", "10.0.0.5,10.0.0.6");
    assertEquals(
        List.of(new PoolOption(44, hex("0a0000050a000006"), PoolOption.Sent.ASKED)),
        pools().get(0).options());
  }

  @Test
  void rdkNames_dnsServersEnabled_andTimeOffset() {
    pool(1);
    accepted(ONE + "DNSServers", "10.0.0.5", ONE + "X_CISCO_COM_TimeOffset", "-3600");
    assertEquals(
        List.of(
            new PoolOption(6, hex("0a000005"), PoolOption.Sent.ASKED),
            new PoolOption(2, hex("fffff1f0"), PoolOption.Sent.ASKED)),
        pools().get(0).options());
    accepted(ONE + "DNSServersEnabled", "false", ONE + "X_CISCO_COM_TimeOffset", "0");
    assertEquals(List.of(), pools().get(0).options());
  }
}

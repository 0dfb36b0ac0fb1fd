package org.rdkb.dhcpmanager.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.core.lease.Answer6;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.lease.Lease6;
import org.rdkb.dhcpmanager.core.option.Octets;

/** What the system hears of a row's life, by both sets of names. */
class SystemEventRulesTest {
  private static final String ETH0 = "ipv4_eth0_";
  private static final String TR = "tr_eth0_dhcpv6_client_";

  private final SystemEventRules standalone = new StandaloneSystemEvents();
  private final SystemEventRules rdk = new RdkSystemEvents();
  private Map<String, String> told = Map.of();
  private RowSnapshot row = RowSnapshot.initial(Samples.ROW);
  private Instant now = Samples.NOW;

  /** One event through the real machine; what the system hears of it. */
  private List<String> step(SystemEventRules rules, ClientEvent event) {
    Transition transition = row.state().on(event, now);
    RowSnapshot after = new RowSnapshot(row.row(), transition.next(), "", 0, Optional.empty());
    SystemEventRules.Outcome outcome =
        rules.after(new RowStep(row, event, after, transition.effects(), true, now), told);
    row = after;
    told = outcome.told();
    List<String> heard = new ArrayList<>();
    outcome.events().forEach(it -> heard.add(it.name() + "=" + it.value()));
    return heard;
  }

  private void enter(Map<String, ClientState> states, String name) {
    ClientState state = Objects.requireNonNull(states.get(name));
    row = new RowSnapshot(state.standing().row(), state, "", 0, Optional.empty());
  }

  private static ClientEvent granted(Lease4 lease) {
    return new ClientEvent.LeaseReported(new LeaseReport.Granted(lease));
  }

  private static ClientEvent event(String name) {
    return Objects.requireNonNull(Samples.events().get(name));
  }

  private static ClientEvent event6(String name) {
    return Objects.requireNonNull(Samples6.events().get(name));
  }

  @Test
  void standalone_renewalIsNoNews_anotherAddressIs() {
    enter(Samples.states(), "Selecting");
    assertEquals(5, step(standalone, event("bound")).size());
    assertEquals(List.of(), step(standalone, event("bound")));
    assertEquals(
        List.of(ETH0 + "ipaddr=192.0.2.77", "firewall-restart="),
        step(standalone, event("bound, other address")));
  }

  @Test
  void standalone_wanIsStopped_onlyWhenTheLastRowHasNoLease() {
    enter(Samples.states(), "Selecting");
    step(standalone, event("bound"));
    RowSnapshot first = row;
    enter(Samples6.states(), "Selecting");
    assertEquals(
        List.of(
            "ipv6_eth0_ipaddr=2001:db8::1",
            "ipv6_eth0_prefix=2001:db8:8000::/56",
            "firewall-restart="),
        step(standalone, event6("both granted")));
    assertEquals(
        List.of("ipv6_eth0_prefix=", "firewall-restart="),
        step(standalone, event6("prefix withdrawn")));
    row = first;
    assertEquals(
        List.of(ETH0 + "ipaddr=", ETH0 + "subnet=", ETH0 + "routes=", "firewall-restart="),
        step(standalone, event("deconfig")));
    enter(Samples6.states(), "Bound");
    assertEquals(
        List.of("ipv6_eth0_ipaddr=", "wan-status=stopped", "firewall-restart="),
        step(standalone, event6("both with lifetime 0")));
  }

  @Test
  void standalone_restartOfOurs_tellsNothing_andAnEndMeanwhileIsTold() {
    ClientEvent recovered = event("recovered, client lives");
    assertEquals(List.of(), step(standalone, recovered));
    row = RowSnapshot.initial(Samples.ROW);
    told = Map.of();
    now = Samples.NOW.plusSeconds(4000);
    assertEquals(
        List.of(
            ETH0 + "ipaddr=",
            ETH0 + "subnet=",
            ETH0 + "routes=",
            "wan-status=stopped",
            "firewall-restart="),
        step(standalone, recovered));
  }

  @Test
  void standalone_interfaceThatGoes_takesItsAddressAlong() {
    enter(Samples.states(), "Selecting");
    step(standalone, event("bound"));
    assertEquals(ETH0 + "ipaddr=", step(standalone, event("link absent")).get(0));
  }

  @Test
  void rdk_v4_writesTheTableOfTheReference() {
    now = Instant.EPOCH.plusSeconds(77);
    enter(Samples.states(), "Disabled");
    assertEquals(List.of("DHCPCV4_ENABLE_1=eth0"), step(rdk, event("enabled")));
    assertEquals(List.of(), step(rdk, event("client started")));
    assertEquals(
        List.of(ETH0 + "dhcp_state=deconfig", ETH0 + "start_time=77"),
        step(rdk, event("deconfig")));
    assertEquals(
        List.of(ETH0 + "dhcp_state=leasefail", ETH0 + "start_time=77"),
        step(rdk, event("leasefail")));
    assertEquals(
        List.of(
            ETH0 + "dhcp_server=192.0.2.1",
            ETH0 + "lease_time=3600",
            ETH0 + "dhcp_state=bound",
            ETH0 + "start_time=77"),
        step(rdk, event("bound")));
    now = now.plusSeconds(5);
    assertEquals(
        List.of(ETH0 + "dhcp_state=renew", ETH0 + "start_time=82"), step(rdk, event("bound")));
    assertEquals(List.of(ETH0 + "start_time=82"), step(rdk, event("bound")));
    assertEquals(
        List.of(ETH0 + "lease_time=-1", ETH0 + "start_time=82"),
        step(rdk, granted(Samples.lease("192.0.2.10", 0xffff_ffffL))));
    assertEquals(List.of("DHCPCV4_ENABLE_1="), step(rdk, event("disabled")));
  }

  @Test
  void rdk_v6_writesAddressAndPrefixWithTheirTimes_onAChangeOnly() {
    enter(Samples6.states(), "Selecting");
    assertEquals(
        List.of(
            TR + "v6addr=2001:db8::1",
            TR + "addr_iaid=1",
            TR + "addr_t1=50",
            TR + "addr_t2=80",
            TR + "addr_pretm=100",
            TR + "addr_vldtm=100",
            TR + "v6pref=2001:db8:8000::/56",
            TR + "pref_iaid=1",
            TR + "pref_t1=50",
            TR + "pref_t2=80",
            TR + "pref_pretm=200",
            TR + "pref_vldtm=200"),
        step(rdk, event6("both granted")));
    assertEquals(List.of(), step(rdk, event6("both granted")));
  }

  @Test
  void rdk_phoneAdapter_firstServersCount() {
    enter(Samples.states(), "Selecting");
    List<String> heard =
        step(rdk, granted(with(122, "0104c00002c90204c00002ca", 125, "0000118b037c0104")));
    assertEquals(
        List.of(
            "MTA_DHCPv4_PrimaryAddress=c00002c9",
            "MTA_DHCPv4_SecondaryAddress=c00002ca",
            "MTA_IP_PREF=04",
            "dhcp_mta_option=received"),
        heard.subList(heard.indexOf(ETH0 + "dhcp_state=bound") + 1, heard.size() - 1));
    List<String> again = step(rdk, granted(with(122, "0104c0000263", 125, "0000118b037c0105")));
    assertEquals(List.of(), again.stream().filter(it -> it.contains("MTA")).toList());
    // The length of 122's first server runs over the end: nothing of it is believed.
    told = Map.of();
    List<String> cut = step(rdk, granted(with(122, "0105c0000263", 125, "00")));
    assertEquals(List.of(), cut.stream().filter(it -> it.contains("mta")).toList());
  }

  @Test
  void rdk_phoneAdapterOverIpv6() {
    enter(Samples6.states(), "Selecting");
    String nested = "0001" + "0002" + "0a0b";
    String vendor =
        "0000118b"
            + "0002"
            + "0004"
            + "45445641"
            + "0027"
            + "0001"
            + "06"
            + "087b"
            + "0006"
            + nested;
    List<String> heard = new ArrayList<>();
    SystemEventRules.Telling telling = new SystemEventRules.Telling(Map.of());
    enter(Samples6.states(), "Bound");
    Lease6 plain = (Lease6) row.state().standing().held().orElseThrow().lease();
    MtaEvents.of6(
        new Lease6(
            plain.addresses(),
            plain.prefixes(),
            plain.t1(),
            plain.t2(),
            new Answer6(
                plain.answer().network(),
                new TreeMap<>(Map.of(17, Octets.parseHex(vendor).orElseThrow())))),
        telling);
    telling.outcome().events().forEach(it -> heard.add(it.name() + "=" + it.value()));
    assertEquals(
        List.of(
            "ipv6-vendor-id=4491",
            "ipv6-device-type=EDVA",
            "wan6_ippref=06",
            "MTA_IP_PREF=06",
            "MTA_DHCPv6_PrimaryAddress=0a0b",
            "dhcp_mta_option=received"),
        heard);
  }

  private static Lease4 with(int code, String payload, int otherCode, String other) {
    Lease4 plain = Samples.lease("192.0.2.10", 3600);
    return new Lease4(
        plain.address(),
        plain.prefixLength(),
        plain.broadcast(),
        plain.serverIdentifier(),
        plain.times(),
        plain.network(),
        plain.provisioning(),
        new TreeMap<>(
            Map.of(
                code,
                Octets.parseHex(payload).orElseThrow(),
                otherCode,
                Octets.parseHex(other).orElseThrow())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".new", "-v", "a b", "a/b", "a\nb", "é"})
  void name_thatIsNone_isRefused(String name) {
    assertThrows(IllegalArgumentException.class, () -> new SystemEvent(name, ""));
  }
}

package org.rdkb.dhcpmanager.tr181;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.refusal;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.set;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.text;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.pool.Criterion;
import org.rdkb.dhcpmanager.core.relay.RelayRule;
import org.rdkb.dhcpmanager.core.relay.RelayRules;

/** The rules of TR-181 about the relay, and what the relay is told of them. */
class RelayConfigurationsTest {
  private static final String RELAY = "Device.DHCPv4.Relay.";
  private static final String RULES = RELAY + "Forwarding.";

  private final DataModel model = new ModelFixture().open();

  private void rule(int number, String... more) {
    model.addRow(RULES, "").orThrow();
    String row = RULES + number + ".";
    accepted(row + "Interface", "lan0", row + "Enable", "true", RELAY + "Enable", "true");
    accepted(more);
  }

  private void accepted(String... pairs) {
    assertEquals(Outcome.done(Done.DONE), set(model, pairs));
  }

  private RelayRules rules() {
    return RelayConfigurations.of(model.tree(), InterfaceMap.NONE);
  }

  private List<Integer> instances() {
    return rules().rules().stream().map(RelayRule::instance).toList();
  }

  @Test
  void rule_becomesWhatTheRelayIsTold() {
    rule(
        1,
        RULES + "1.DHCPServerIPAddress",
        "192.0.2.1",
        RULES + "1.VendorClassID",
        "phone",
        RULES + "1.X_DHCPMGR_AgentInformation",
        "true",
        RELAY + "X_DHCPMGR_MostHops",
        "2");
    Criterion phone =
        new Criterion.OfOption(
            60, Octets.utf8("phone"), Criterion.Mode.EXACT, Criterion.Sense.MATCHING);
    RelayRule.Purpose purpose =
        new RelayRule.ForwardTo(
            Ipv4Address.parse("192.0.2.1").orElseThrow(), RelayRule.Information.ADDED);
    assertEquals(
        new RelayRules(List.of(new RelayRule(1, "lan0", List.of(phone), purpose)), 2), rules());
  }

  @Test
  void withoutServer_discards_locallyServed_doesNot() {
    rule(1);
    assertEquals(new RelayRule.Discard(), rules().rules().get(0).purpose());
    accepted(RULES + "1.LocallyServed", "true");
    assertEquals(new RelayRule.ServeLocally(), rules().rules().get(0).purpose());
  }

  @Test
  void r15_r16_newRow_isDisabled_andRelayDisabled_disablesAll() {
    model.addRow(RULES, "").orThrow();
    assertEquals("Disabled", text(model, RULES + "1.Status"));
    rule(2);
    assertEquals("Enabled", text(model, RULES + "2.Status"));
    assertEquals("Enabled", text(model, RELAY + "Status"));
    accepted(RELAY + "Enable", "false");
    assertEquals("Disabled", text(model, RULES + "2.Status"));
    assertEquals("Disabled", text(model, RELAY + "Status"));
    assertEquals(RelayRules.NONE, rules());
  }

  @Test
  void r14_withoutInterface_orTowardsMany_isMisconfigured_andNotFollowed() {
    rule(1, RULES + "1.Interface", "");
    assertEquals("Error_Misconfigured", text(model, RULES + "1.Status"));
    for (Map.Entry<String, String> each :
        Map.of(
                "255.255.255.255", "Error_Misconfigured",
                "224.0.0.1", "Error_Misconfigured",
                "127.0.0.1", "Error_Misconfigured",
                "0.0.0.0", "Error_Misconfigured",
                "192.0.2.1", "Enabled")
            .entrySet()) {
      accepted(RULES + "1.Interface", "lan0", RULES + "1.DHCPServerIPAddress", each.getKey());
      assertEquals(each.getValue(), text(model, RULES + "1.Status"), each.getKey());
      assertEquals(each.getValue().equals("Enabled") ? 1 : 0, instances().size(), each.getKey());
    }
  }

  @Test
  void r22_r23_order_aTakenRankPushesTheOthersDown() {
    rule(1);
    rule(2);
    rule(3, RULES + "3.Order", "1");
    assertEquals(List.of(3, 1, 2), instances());
    model.deleteRow(RULES + "3.").orThrow();
    assertEquals(List.of(1, 2), instances());
  }

  @Test
  void hopsBeyondSixteen_areRefused_byName() {
    Refusal refusal = refusal(set(model, RELAY + "X_DHCPMGR_MostHops", "17"));
    assertEquals(Refusal.Code.VALUE, refusal.code());
  }
}

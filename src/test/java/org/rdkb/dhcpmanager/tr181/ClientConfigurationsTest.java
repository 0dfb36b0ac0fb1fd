package org.rdkb.dhcpmanager.tr181;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.CLIENT;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.set;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.client.SentOption;
import org.rdkb.dhcpmanager.core.option.Octets;

class ClientConfigurationsTest {
  private static final String ONE = CLIENT + "1.";
  private static final InterfaceMap MAP =
      new InterfaceMap(Map.of("Device.IP.Interface.1", "erouter0"));

  private final DataModel model = new ModelFixture().open();

  private ClientConfiguration configuration() {
    return ClientConfigurations.of(model.tree(), new RowId(Family.V4, 1), MAP).orElseThrow();
  }

  @Test
  void defaultRow_asksForItsOptionsInOrder() {
    assertEquals(
        new ClientConfiguration(
            false, "", "Interface is empty", List.of(1, 3, 6, 15, 26, 28, 42, 121), List.of()),
        configuration());
  }

  @Test
  void disabledOptions_areLeftOut_ranksDecide() {
    set(
            model,
            ONE + "Enable",
            "true",
            ONE + "Interface",
            "eth0",
            ONE + "ReqOption.2.Enable",
            "false",
            ONE + "ReqOption.8.Order",
            "1")
        .orThrow();
    ClientConfiguration configuration = configuration();
    assertEquals(List.of(121, 1, 6, 15, 26, 28, 42), configuration.requestedOptions());
    assertEquals("eth0", configuration.linuxInterface());
    assertEquals("", configuration.misconfiguration());
    assertEquals(true, configuration.enable());
  }

  @Test
  void sentOptions_byInstanceNumber() {
    for (int i = 1; i <= 3; i++) {
      model.addRow(ONE + "SentOption.", "").orThrow();
    }
    set(
            model,
            ONE + "SentOption.1.Tag",
            "77",
            ONE + "SentOption.1.Enable",
            "true",
            ONE + "SentOption.3.Tag",
            "60",
            ONE + "SentOption.3.Value",
            "00FF",
            ONE + "SentOption.3.Enable",
            "true")
        .orThrow();
    assertEquals(
        List.of(
            new SentOption(77, Octets.EMPTY), new SentOption(60, Octets.of((byte) 0, (byte) 255))),
        configuration().sentOptions());
  }

  @Test
  void path_isMappedOrNamedAsTheTrouble() {
    set(model, ONE + "Interface", "Device.IP.Interface.1.").orThrow();
    assertEquals("erouter0", configuration().linuxInterface());
    set(model, ONE + "Interface", "Device.IP.Interface.2").orThrow();
    assertEquals("", configuration().linuxInterface());
    assertEquals(
        "Interface: no mapping for Device.IP.Interface.2", configuration().misconfiguration());
  }

  @Test
  void unknownRow_hasNone() {
    assertEquals(
        Optional.empty(), ClientConfigurations.of(model.tree(), new RowId(Family.V4, 2), MAP));
  }
}

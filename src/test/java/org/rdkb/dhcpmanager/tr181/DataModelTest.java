package org.rdkb.dhcpmanager.tr181;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.CLIENT;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.refusal;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.set;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.text;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.tr181.Refusal.Code;

class DataModelTest {
  private final ModelFixture fixture = new ModelFixture();
  private final DataModel model = fixture.open();

  @Test
  void firstStart_defaultRow_isStoredAndReadable() {
    assertEquals("1", text(model, "Device.DHCPv4.ClientNumberOfEntries"));
    assertEquals("cpe-1", text(model, CLIENT + "1.Alias"));
    assertEquals("8", text(model, CLIENT + "1.ReqOptionNumberOfEntries"));
    assertEquals("121", text(model, CLIENT + "1.ReqOption.8.Tag"));
    assertEquals("1", fixture.saved.get(0).get(CLIENT + "#"));
  }

  @Test
  void set_severalParameters_allInForceStoredAndToldOnce() {
    assertEquals(
        Outcome.done(Done.DONE),
        set(model, CLIENT + "1.Enable", "true", CLIENT + "1.Interface", "erouter0"));
    assertEquals("true", text(model, CLIENT + "1.Enable"));
    assertEquals("erouter0", text(model, CLIENT + "1.X_RDK_LinuxInterface"));
    assertEquals("erouter0", fixture.saved.get(1).get(CLIENT + "1.Interface"));
    assertEquals(2, fixture.saved.size());
    assertEquals(
        List.of(RowChange.Kind.CHANGED), fixture.rowChanges.stream().map(RowChange::kind).toList());
  }

  @Test
  void set_oneOfThreeWrong_nothingChanges() {
    Refusal refusal =
        refusal(
            set(
                model,
                CLIENT + "1.Interface",
                "erouter0",
                CLIENT + "1.Enable",
                "maybe",
                CLIENT + "1.X_CISCO_COM_BootFileName",
                "x"));
    assertEquals(CLIENT + "1.Enable", refusal.path());
    assertEquals(Code.TYPE, refusal.code());
    assertEquals("", text(model, CLIENT + "1.Interface"));
    assertEquals(1, fixture.saved.size());
    assertTrue(fixture.rowChanges.isEmpty());
    assertTrue(fixture.changes.isEmpty());
  }

  @Test
  void add_row_hasNextNumberDefaultsAndReqOptions() {
    assertEquals(2, model.addRow(CLIENT, "").orThrow());
    assertEquals("false", text(model, CLIENT + "2.Enable"));
    assertEquals("Disabled", text(model, CLIENT + "[cpe-2].Status"));
    assertEquals("", text(model, CLIENT + "2.IPAddress"));
    assertEquals("8", text(model, CLIENT + "2.ReqOptionNumberOfEntries"));
  }
}

package org.rdkb.dhcpmanager.tr181;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.CLIENT;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.set;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdkb.dhcpmanager.core.client.Family;

class StoredRowsTest {
  private final ModelFixture fixture = new ModelFixture();

  private SortedMap<String, String> last() {
    return new TreeMap<>(fixture.saved.get(fixture.saved.size() - 1));
  }

  @Test
  void configuration_comesBackAfterRestart() {
    DataModel model = fixture.open();
    model.addRow(CLIENT, "wan").orThrow();
    model.addRow(CLIENT + "2.SentOption.", "").orThrow();
    set(
            model,
            CLIENT + "2.Enable",
            "true",
            CLIENT + "2.Interface",
            "erouter0",
            CLIENT + "2.SentOption.1.Tag",
            "60",
            CLIENT + "2.SentOption.1.Value",
            "75DaC0")
        .orThrow();
    SortedMap<String, String> stored = last();
    int writes = fixture.saved.size();
    DataModel restarted = fixture.open(stored);
    assertEquals(stored, TreeText.of(restarted.tree()));
    assertEquals(writes, fixture.saved.size());
    assertEquals("erouter0", text(restarted, CLIENT + "[wan].Interface"));
  }

  @ParameterizedTest
  @CsvSource({
    "Device.DHCPv4.Client.1.Enable, maybe",
    "Device.DHCPv4.Client.1.Alias, 1",
    "Device.DHCPv4.Client.1.Interface, a b",
    "Device.DHCPv4.Client.1.ReqOption.1.Tag, 999",
    "Device.DHCPv4.Client.1.ReqOption.1.Tag, 3",
    "Device.DHCPv4.Client.1.Status, Enabled",
    "Device.DHCPv4.Client.1.X_RDK_LinuxInterface, b",
    "Device.DHCPv4.Client.1.Nothing, 1",
    "Device.DHCPv4.Client.x.Enable, true",
    "Device.DHCPv4.Client.#, many",
    "Device..Client, 1",
    "Nothing, 1",
  })
  void badEntry_isReportedReplacedAndNeverFatal(String path, String value) {
    fixture.open();
    SortedMap<String, String> stored = last();
    SortedMap<String, String> good = last();
    stored.put(path, value);
    StoredRows rows = new StoredRows(Schema.shipped(), Bindings.shipped());
    RowTree tree = rows.read(stored);
    assertEquals(1, rows.problems().size(), rows.problems().toString());
    SortedMap<String, String> repaired = TreeText.of(tree);
    assertEquals(good.keySet(), repaired.keySet());
    assertTrue(!path.endsWith("Enable") || "false".equals(repaired.get(CLIENT + "1.Enable")));
  }

  /** The file that is shipped says the same as the tests assume. */
  @Test
  void shippedDefaultRows_areValid() throws IOException {
    Properties file = new Properties();
    try (BufferedReader in = Files.newBufferedReader(Path.of("etc/default-rows.properties"))) {
      file.load(in);
    }
    SortedMap<String, String> texts = new TreeMap<>();
    file.forEach((key, value) -> texts.put(key.toString(), value.toString()));
    StoredRows rows = new StoredRows(Schema.shipped(), Bindings.shipped());
    DataModel model = fixture.open();
    assertEquals(TreeText.of(model.tree()), TreeText.of(rows.read(texts)));
    assertEquals(List.of(), rows.problems());
  }

  @Test
  void interfaceUsedTwice_firstRowKeepsIt() {
    DataModel model = fixture.open();
    model.addRow(CLIENT, "").orThrow();
    SortedMap<String, String> stored = last();
    stored.put(CLIENT + "1.Interface", "erouter0");
    stored.put(CLIENT + "2.Interface", "erouter0");
    DataModel restarted = fixture.open(stored);
    assertEquals("erouter0", text(restarted, CLIENT + "1.Interface"));
    assertEquals("", text(restarted, CLIENT + "2.Interface"));
  }

  @Test
  void moreRowsThanThereMayBe_areLeftOut() {
    SortedMap<String, String> stored = new TreeMap<>();
    for (int i = 1; i <= 1030; i++) {
      stored.put(CLIENT + i + ".Enable", "false");
    }
    DataModel model = fixture.open(stored);
    assertEquals("1024", text(model, "Device.DHCPv4.ClientNumberOfEntries"));
    assertEquals(1024, model.clients().stream().filter(row -> row.family() == Family.V4).count());
  }

  @Test
  void missingHighestNumber_isThatOfTheLastRow() {
    DataModel model = fixture.open();
    model.addRow(CLIENT, "").orThrow();
    SortedMap<String, String> stored = last();
    stored.remove(CLIENT + "#");
    assertEquals(3, fixture.open(stored).addRow(CLIENT, "").orThrow());
  }

  @Test
  void tableEmptiedOutside_getsARowWithAFreshNumber() {
    SortedMap<String, String> stored = new TreeMap<>();
    stored.put(CLIENT + "#", "4");
    DataModel model = fixture.open(stored);
    assertEquals(List.of(new RowRef(5, "cpe-5")), model.rows(CLIENT).orThrow());
    assertEquals("8", text(model, CLIENT + "5.ReqOptionNumberOfEntries"));
  }

  @Test
  void firstStartOnAFullDisk_servesTheDefaultsUnstored() {
    fixture.disk("full");
    assertEquals("cpe-1", text(fixture.open(), CLIENT + "1.Alias"));
    assertTrue(fixture.saved.isEmpty());
  }
}

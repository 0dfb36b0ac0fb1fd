package org.rdkb.dhcpmanager.rbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.rbus.rtmessage.Peer;
import org.rdkb.dhcpmanager.rbus.rtmessage.PeerName;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.tr181.Profile;

/** T37: a set of twelve parameters with one bad value, at each position, changes nothing. */
class RollbackTest {
  private static final String ROW = PreparedModel.ROW;
  @TempDir private Path folder;

  private static List<BusProperty> twelve() {
    return new ArrayList<>(
        List.of(
            text(ROW + "Alias", "wan"),
            text(ROW + "X_CISCO_COM_BootFileName", "boot.cfg"),
            text(ROW + "Interface", "eth7"),
            new BusProperty(ROW + "Enable", BusValue.bool(false)),
            new BusProperty(ROW + "SentOption.1.Enable", BusValue.bool(false)),
            new BusProperty(ROW + "SentOption.1.Tag", BusValue.uint32(61)),
            text(ROW + "SentOption.1.Value", "00"),
            text(ROW + "SentOption.1.Alias", "client"),
            new BusProperty(ROW + "ReqOption.1.Enable", BusValue.bool(false)),
            new BusProperty(ROW + "ReqOption.1.Tag", BusValue.uint32(120)),
            new BusProperty(ROW + "ReqOption.2.Order", BusValue.uint32(1)),
            text(ROW + "ReqOption.3.Alias", "third")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong value", "wrong type", "read-only", "unknown row"})
  void twelveParameters_oneBadAtEachPosition_nothingChanges(String kind)
      throws IOException, BusException {
    BusAddress address = BusAddress.parse("unix://" + folder.resolve("bus"));
    PeerName name = new PeerName("consumer", "consumer");
    try (EmbeddedBus provider =
            EmbeddedBus.open(
                address,
                new PeerName("eRT.provider", "provider"),
                PreparedModel.open(Profile.STANDALONE));
        BusConsumer consumer = Peer.connect(address, name, Optional.empty())) {
      assertEquals(true, provider.runsBroker());
      List<BusProperty> before = consumer.get(List.of(ROW));
      for (int position = 0; position < twelve().size(); position++) {
        List<BusProperty> values = twelve();
        BusProperty bad = bad(kind, values.get(position));
        values.set(position, bad);
        BusException refused = assertThrows(BusException.class, () -> consumer.set(values));
        assertEquals(bad.name(), refused.element());
        assertEquals(before, consumer.get(List.of(ROW)), kind + " at " + position);
      }
      consumer.set(twelve());
      assertEquals(BusValue.text("wan"), consumer.get(List.of(ROW + "Alias")).get(0).value());
      assertEquals(
          BusValue.uint32(1), consumer.get(List.of(ROW + "ReqOption.2.Order")).get(0).value());
    }
  }

  private static BusProperty bad(String kind, BusProperty good) {
    return switch (kind) {
      case "wrong value" -> wrong(good);
      case "wrong type" -> new BusProperty(good.name(), new BusValue.None());
      case "read-only" -> text(ROW + "Status", "Enabled");
      default -> new BusProperty(good.name().replace("Client.1.", "Client.9."), good.value());
    };
  }

  /** Of the right type, and out of range or form. */
  private static BusProperty wrong(BusProperty good) {
    return switch (good.name().substring(good.name().lastIndexOf('.') + 1)) {
      case "Alias" -> text(good.name(), "1st");
      case "X_CISCO_COM_BootFileName" -> text(good.name(), "x".repeat(257));
      case "Interface" -> text(good.name(), "a b");
      case "Enable" -> text(good.name(), "perhaps");
      case "Tag", "Order" -> new BusProperty(good.name(), BusValue.uint32(0));
      default -> text(good.name(), "0g");
    };
  }

  private static BusProperty text(String path, String value) {
    return new BusProperty(path, BusValue.text(value));
  }
}

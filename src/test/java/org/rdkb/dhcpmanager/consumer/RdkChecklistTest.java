package org.rdkb.dhcpmanager.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusType;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.DataModelProvider;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.bus.LeaseInfo6;
import org.rdkb.dhcpmanager.core.client.DhcpStatus;
import org.rdkb.dhcpmanager.core.client.Status;
import org.rdkb.dhcpmanager.core.lease.LeaseInfo4;
import org.rdkb.dhcpmanager.rbus.PreparedModel;
import org.rdkb.dhcpmanager.tr181.Leases;
import org.rdkb.dhcpmanager.tr181.ModelFixture;
import org.rdkb.dhcpmanager.tr181.Profile;

/**
 * The compatibility checklist of the RDK-B component, the items that need no client; the others are
 * in {@code RdkChecklistIT}, item 8 (sysevents) in {@code SystemEventsIT}.
 */
class RdkChecklistTest {
  /** Declared writable there, and never accepted. */
  private static final String NEVER_ACCEPTED = "Device.DHCPv4.Client.{i}.ReqOption.{i}.Value";

  /** A parameter as the component declares it: {@code path,type,writable}. */
  private record Declared(String path, String type, boolean writable) {
    static List<Declared> all() throws IOException {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  Objects.requireNonNull(
                      Declared.class.getResourceAsStream("/tr181/rdkb-dhcpv4-client.csv")),
                  StandardCharsets.UTF_8))) {
        return lines
            .lines()
            .map(line -> line.split(",", -1))
            .map(words -> new Declared(words[0], words[1], words[2].equals("true")))
            .toList();
      }
    }

    BusType wireType() {
      if (type.equals("boolean")) {
        return BusType.BOOLEAN;
      }
      if (type.startsWith("unsignedInt")) {
        return BusType.UINT32;
      }
      return type.startsWith("int") ? BusType.INT32 : BusType.STRING;
    }

    String ofFirstRows() {
      return path.replace("{i}", "1");
    }

    /** {@code string: A(1);B(2)}: the words. */
    List<String> words() {
      String list = type.substring(type.indexOf(':') + 1);
      return Arrays.stream(list.split(";", -1))
          .map(w -> w.replaceAll("\\(.*", "").strip())
          .toList();
    }
  }

  @Test
  void item01_everyPathHasItsTypeAndAccess() throws IOException, BusException {
    DataModelProvider provider = PreparedModel.open(Profile.RDK);
    provider.addRow(PreparedModel.ROW + "SentOption.", "");
    Map<String, Element> elements = new HashMap<>();
    provider.elements().forEach(element -> elements.put(element.name(), element));
    for (Declared declared : Declared.all()) {
      Element element = elements.get(declared.path());
      assertTrue(element != null, declared.path());
      assertTrue(element.access().contains(Element.Access.GET), declared.path());
      if (declared.writable() && !declared.path().equals(NEVER_ACCEPTED)) {
        assertTrue(element.access().contains(Element.Access.SET), declared.path());
      }
      BusProperty value = provider.get(declared.ofFirstRows()).get(0);
      assertEquals(declared.wireType(), value.value().type(), declared.path());
    }
  }

  @Test
  void item01_enumerationsHaveTheirWords() throws IOException {
    Map<String, Declared> declared =
        Declared.all().stream().collect(Collectors.toMap(Declared::path, d -> d));
    assertEquals(
        Objects.requireNonNull(declared.get("Device.DHCPv4.Client.{i}.Status")).words(),
        Stream.of(Status.values()).map(Status::word).toList());
    List<String> ours = Stream.of(DhcpStatus.values()).map(DhcpStatus::word).toList();
    assertEquals(
        Objects.requireNonNull(declared.get("Device.DHCPv4.Client.{i}.DHCPStatus")).words(), ours);
  }

  @Test
  void item03_leaseInfoHas884Octets_withPaddingZero_andItem06_mtu1500() {
    ByteBuffer info =
        ByteBuffer.wrap(LeaseInfo4.encode("erouter0", Leases.lease(60)).toArray())
            .order(ByteOrder.nativeOrder());
    assertEquals(884, info.capacity());
    assertEquals(0, info.get(361) | info.get(362) | info.get(363));
    assertEquals(1500, info.getInt(352));
  }

  @Test
  void item05_eventsAreReadable_withALeaseOnly() throws BusException {
    ModelFixture fixture = new ModelFixture().profile(Profile.RDK);
    DataModelProvider provider = new DataModelProvider(fixture.open(), LeaseInfo6.Size.WITH_AFTR);
    String events = PreparedModel.ROW + "Events";
    BusException none = assertThrows(BusException.class, () -> provider.get(events));
    assertEquals(BusError.INVALID_OPERATION, none.error());
    fixture.bind(1, Leases.lease(60));
    BusValue.Nested lease = (BusValue.Nested) provider.get(events).get(0).value();
    assertEquals(
        List.of("IfName", "MsgType", "LeaseInfo"),
        lease.object().properties().stream().map(BusProperty::name).toList());
  }
}

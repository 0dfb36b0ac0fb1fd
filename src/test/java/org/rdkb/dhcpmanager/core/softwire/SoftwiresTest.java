package org.rdkb.dhcpmanager.core.softwire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rdkb.dhcpmanager.core.softwire.SoftwireLeases.LW;
import static org.rdkb.dhcpmanager.core.softwire.SoftwireLeases.MAP_E;
import static org.rdkb.dhcpmanager.core.softwire.SoftwireLeases.MAP_T;
import static org.rdkb.dhcpmanager.core.softwire.SoftwireLeases.lease;
import static org.rdkb.dhcpmanager.core.softwire.SoftwireLeases.reply;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdkb.dhcpmanager.core.lease.Lease6;
import org.rdkb.dhcpmanager.core.lease.Withdrawal;

/** Which of a lease's containers is in force, and what becomes of the others. */
class SoftwiresTest {
  private static final String PREFIX = "2001:db8:12:3400::/56";
  private static final String OTHER = "2001:db8:12:3500::/56";

  /** Preference by option 111; without one MAP-T, MAP-E, Lightweight 4over6. */
  @ParameterizedTest
  @CsvSource({
    "'', MAP_T",
    "005e, MAP_E",
    "0060, LW",
    "00400058, MAP_T", // others that we do not know of
    "0060005e, LW",
    "0040006000, MAP_T", // not a whole number of codes
  })
  void order_isTheServers(String priority, String first) {
    Lease6 lease = lease(PREFIX, "94", MAP_E, "95", MAP_T, "96", LW, "111", priority);
    Softwires softwires = Softwires.of(lease);
    assertEquals(List.of(), softwires.refused());
    assertEquals(first.equals("LW"), softwires.lightweight().isPresent());
    assertEquals(
        first.equals("LW") ? Optional.empty() : Optional.of(first),
        softwires.map().map(map -> map.transport().name()));
  }

  @Test
  void badContainer_isToldOf_andTheNextIsTaken() {
    Softwires softwires = Softwires.of(lease(PREFIX, "94", MAP_E, "95", MAP_T.substring(0, 20)));
    assertEquals(Optional.of(MapTransport.MAP_E), softwires.map().map(MapDomain::transport));
    assertEquals(List.of(95), softwires.refused().stream().map(Softwire.Refused::code).toList());
    assertTrue(softwires.reason().startsWith("option 95 refused: option 89: "), softwires.reason());
    assertEquals("option 95 refused: empty, or no octets", reason("95", ""));
    assertTrue(reason("95", MAP_T + "00").startsWith("option 95 refused: "));
  }

  private static String reason(String code, String payload) {
    return Softwires.of(lease(PREFIX, code, payload)).reason();
  }

  @Test
  void withoutContainer_orWithoutPrefix_thereIsNone() {
    assertEquals(new Softwires(Optional.empty(), List.of()), Softwires.of(lease(PREFIX)));
    Lease6 lease = lease(PREFIX, "95", MAP_T);
    Withdrawal prefixes = new Withdrawal(List.of(), List.of(lease.prefixes().get(0).prefix()));
    Lease6 addressOnly = (Lease6) lease.without(prefixes).left().orElseThrow();
    assertEquals(Optional.empty(), Softwires.of(addressOnly).inForce());
    assertEquals(1, Softwires.of(addressOnly).refused().size());
  }

  @Test
  void replacedPrefix_carriesItNoMore() {
    Lease6 held = lease(PREFIX, "95", MAP_T);
    Lease6 after =
        (Lease6) reply(OTHER, "95", MAP_T).onto(Optional.of(held.after(10))).orElseThrow();
    assertEquals(2, after.prefixes().size());
    assertEquals(OTHER, endUserPrefix(after));
    // A rule for the former prefix alone is none for the new one.
    String former =
        "00590017000020c00002123820010db8001234005d000406083400005b00094020010db8ffff0000";
    assertEquals(PREFIX, endUserPrefix(lease(PREFIX, "95", former)));
    Lease6 none = (Lease6) reply(OTHER, "95", former).onto(Optional.of(held)).orElseThrow();
    assertEquals(Optional.empty(), Softwires.of(none).inForce());
  }

  private static String endUserPrefix(Lease6 lease) {
    return Softwires.of(lease).map().orElseThrow().endpoint().endUserPrefix().toString();
  }

  @Test
  void lightweight_isBoundToTheLinkOfTheAddress_orToADelegatedPrefix() {
    assertEquals("2001:db8:12:99:0:c000:212:34", tunnel(lease("", "96", LW)));
    assertEquals("2001:db8:12:99:0:c000:212:34", tunnel(lease(PREFIX, "96", LW)));
    assertEquals(
        "2001:db8:12:3400:0:c000:212:34", tunnel(lease("2001:db8:12:3400::/64", "96", LW)));
  }

  private static String tunnel(Lease6 lease) {
    return Softwires.of(lease).lightweight().orElseThrow().rule().tunnelAddress().toString();
  }
}

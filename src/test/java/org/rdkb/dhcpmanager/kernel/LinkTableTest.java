package org.rdkb.dhcpmanager.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.client.Family;

/** Messages of the kernel, written out byte by byte (little-endian). */
class LinkTableTest {
  /** RTM_NEWLINK: index 9, UP|BROADCAST|RUNNING|MULTICAST|LOWER_UP, MAC, name wan0, MTU 1500. */
  private static final String WAN0 =
      "40000000 1000 0200 07000000 00000000"
          + "00 00 0100 09000000 43100100 00000000"
          + "0a00 0100 02fc00000001 0000 0900 0300 77616e3000 000000 0800 0400 dc050000";

  private static final Link LINK = new Link(9, "wan0", true, true, 1500, "02:fc:00:00:00:01");

  /** As events are that carry little: index 9, UP without RUNNING, no attribute. */
  private static final String CARRIER_LOST =
      "20000000 1000 0000 00000000 00000000 00 00 0100 09000000 03100000 00000000";

  private static final String GONE = CARRIER_LOST.replace(" 1000 0000", " 1100 0000");

  @Test
  void link_isRead() {
    assertEquals(LINK, only(table(WAN0)));
  }

  @Test
  void event_leavesOutWhatStayed() {
    LinkTable after = after(table(WAN0), CARRIER_LOST);
    assertEquals(new Link(9, "wan0", true, false, 1500, "02:fc:00:00:00:01"), only(after));
    assertEquals(List.of("wan0 DOWN"), changes(table(WAN0), after));
    assertEquals(List.of("wan0 READY"), changes(after, table(WAN0)));
    assertEquals(List.of("wan0 READY"), changes(LinkTable.EMPTY, table(WAN0)));
  }

  @Test
  void gone_isAbsent() {
    assertEquals(List.of("wan0 ABSENT"), changes(table(WAN0), after(table(WAN0), GONE)));
    assertSame(LinkTable.EMPTY, after(LinkTable.EMPTY, GONE));
  }

  @Test
  void anotherLinkOfThatName_isAbsentFirst() {
    LinkTable other = table(WAN0.replace("09000000 43", "0a000000 43"));
    assertEquals(List.of("wan0 ABSENT", "wan0 READY"), changes(table(WAN0), other));
  }

  @Test
  void renamed_isAbsentUnderTheOldName() {
    LinkTable renamed = after(table(WAN0), WAN0.replace("77616e30", "77616e31"));
    assertEquals(List.of("wan0 ABSENT", "wan1 READY"), changes(table(WAN0), renamed));
  }

  @Test
  void bridgePorts_areNotLinks() {
    // AF_BRIDGE: leaving a bridge is reported as RTM_DELLINK too.
    String port = GONE.replace("00 00 0100 09", "07 00 0100 09");
    LinkTable before = table(WAN0);
    assertSame(before, after(before, port));
  }

  @Test
  void cutOff_changesNothingAndThrowsNothing() {
    byte[] whole = bytes(WAN0);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertEquals(List.of(), NetlinkMessage.split(cut));
      if (length >= 16) {
        cut[0] = (byte) length;
        for (NetlinkMessage message : NetlinkMessage.split(cut)) {
          LinkTable.EMPTY.after(message);
        }
      }
    }
  }

  @Test
  void attributeBeyondItsMessage_isLeftOut() {
    LinkTable table = table(WAN0.replace("0800 0400 dc050000", "0900 0400 dc050000"));
    assertEquals(0, only(table).mtu());
    assertSame(LinkTable.EMPTY, table(WAN0.replace("0a00 0100 02fc", "0300 0100 02fc")));
  }

  @Test
  void severalMessages_areSplitAtFourBytes() {
    byte[] two =
        bytes(
            "11000000 0300 0000 01000000 00000000 aa 000000 10000000 0200 0000"
                + "02000000 00000000");
    List<NetlinkMessage> messages = NetlinkMessage.split(two);
    assertEquals(List.of(3, 2), messages.stream().map(NetlinkMessage::type).toList());
    assertEquals(List.of(1, 2), messages.stream().map(NetlinkMessage::sequence).toList());
  }

  @Test
  void verdict_isReadWithTheKernelsText() {
    // Error -19 on a capped request, with NLMSGERR_ATTR_MSG.
    String error =
        "34000000 0200 0003 07000000 00000000 edffffff"
            + "3c000000 1800 0505 07000000 00000000 0d00 0100 4e6f 20 6c696e6b 0000 000000";
    Verdict.Refused refused = assertInstanceOf(Verdict.Refused.class, verdict(error));
    assertEquals(19, refused.errno());
    assertEquals("No such device (19): No link", refused.reason());
    assertInstanceOf(Verdict.Done.class, verdict("14000000 0200 0000 07000000 00000000 00000000"));
    assertInstanceOf(Verdict.Refused.class, verdict("10000000 0200 0000 07000000 00000000"));
    assertInstanceOf(
        Verdict.Refused.class, verdict("14000000 0200 0002 07000000 00000000 edffffff"));
    assertInstanceOf(
        Verdict.Refused.class, verdict("18000000 0200 0002 07000000 00000000 edffffff ffffff7f"));
  }

  private static Verdict verdict(String hex) {
    return Verdict.read(NetlinkMessage.split(bytes(hex)).get(0));
  }

  private static List<String> changes(LinkTable before, LinkTable now) {
    List<String> changes = new ArrayList<>();
    LinkTable.compare(
        before,
        now,
        (family, name, state) -> {
          if (family == Family.V4) {
            changes.add(name + " " + state);
          }
        });
    return changes;
  }

  private static Link only(LinkTable table) {
    return table.byIndex().values().iterator().next();
  }

  private static LinkTable table(String hex) {
    return after(LinkTable.EMPTY, hex);
  }

  private static LinkTable after(LinkTable table, String hex) {
    LinkTable next = table;
    for (NetlinkMessage message : NetlinkMessage.split(bytes(hex))) {
      next = next.after(message);
    }
    return next;
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}

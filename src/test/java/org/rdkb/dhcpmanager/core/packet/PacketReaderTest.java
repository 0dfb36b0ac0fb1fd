package org.rdkb.dhcpmanager.core.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;

class PacketReaderTest {
  private static final String DISCOVER = "350101";
  private static final byte[] GOOD = Packets.request(DISCOVER + "ff");

  @Test
  void request_readsEveryFieldAndOptionInOrder() {
    byte[] datagram =
        Packets.with(
            "01010602a1b2c3d4000780000a0000010a0000020a0000030a000004"
                + "020000000001"
                + "00".repeat(10),
            "00".repeat(64),
            "00".repeat(128),
            "00"
                + "3d0701020000000001"
                + "350103"
                + "32040a000009"
                + "3702"
                + "0103"
                + "ff"
                + "aa");
    Packet4 packet = assertInstanceOf(Packet4.class, Packets.read(datagram));
    assertEquals(Packet4.Op.REQUEST, packet.op());
    assertEquals(MessageType4.REQUEST, packet.type());
    assertEquals(2, packet.header().hops());
    assertEquals(0xa1b2c3d4, packet.header().xid());
    assertEquals(7, packet.header().secs());
    assertEquals(Packet4.Cast.BROADCAST, packet.header().cast());
    assertEquals("02:00:00:00:00:01", packet.header().hardware().toString());
    assertEquals(
        new Packet4.Addresses(
            address("10.0.0.1"), address("10.0.0.2"), address("10.0.0.3"), address("10.0.0.4")),
        packet.addresses());
    assertEquals(List.of(61, 50, 55), List.copyOf(packet.options().payloads().keySet()));
    assertEquals(Optional.of(address("10.0.0.9")), packet.options().address(50));
    assertEquals("0103", packet.options().get(55).orElseThrow().toHex());
  }

  static Stream<Arguments> spoilt() {
    String overlong = "0c" + "ff" + "61".repeat(255);
    return Stream.of(
        Arguments.of(PacketFault.TOO_SHORT, new byte[0]),
        Arguments.of(PacketFault.TOO_SHORT, Arrays.copyOf(GOOD, 239)),
        Arguments.of(PacketFault.TOO_LONG, Arrays.copyOf(GOOD, PacketReader.MOST + 1)),
        Arguments.of(PacketFault.BAD_OP, Packets.changed(GOOD, 0, 0)),
        Arguments.of(PacketFault.BAD_OP, Packets.changed(GOOD, 0, 3)),
        Arguments.of(PacketFault.BAD_HARDWARE, Packets.changed(GOOD, 2, 255)),
        Arguments.of(PacketFault.BAD_HARDWARE, Packets.changed(GOOD, 2, 5)),
        Arguments.of(
            PacketFault.BAD_HARDWARE, Packets.changed(Packets.changed(GOOD, 1, 32), 2, 17)),
        Arguments.of(PacketFault.BAD_HARDWARE, Packets.changed(GOOD, 28, 3)),
        Arguments.of(PacketFault.TOO_MANY_HOPS, Packets.changed(GOOD, 3, 17)),
        Arguments.of(PacketFault.WRONG_COOKIE, Packets.changed(GOOD, 239, 0x64)),
        Arguments.of(PacketFault.NO_END, Packets.request(DISCOVER)),
        Arguments.of(PacketFault.NO_END, Packets.request("")),
        Arguments.of(PacketFault.OPTION_TRUNCATED, Packets.request("35")),
        Arguments.of(PacketFault.OPTION_TRUNCATED, Packets.request(DISCOVER + "3204" + "0a0000")),
        Arguments.of(PacketFault.OPTION_TRUNCATED, Packets.request(overlong.substring(0, 20))),
        Arguments.of(PacketFault.BAD_OVERLOAD, Packets.request(DISCOVER + "340104ff")),
        Arguments.of(PacketFault.BAD_OVERLOAD, Packets.request(DISCOVER + "3400ff")),
        Arguments.of(PacketFault.BAD_OVERLOAD, Packets.request(DISCOVER + "340101340101ff")),
        Arguments.of(PacketFault.BAD_OVERLOAD, overloaded("340101ff", DISCOVER + "340101ff")),
        Arguments.of(PacketFault.NO_END, overloaded("", DISCOVER + "340101ff")),
        Arguments.of(PacketFault.NO_TYPE, Packets.request("ff")),
        Arguments.of(PacketFault.BAD_TYPE, Packets.request("350100ff")),
        Arguments.of(PacketFault.BAD_TYPE, Packets.request("350109ff")),
        Arguments.of(PacketFault.BAD_TYPE, Packets.request("35020101ff")),
        Arguments.of(PacketFault.BAD_LENGTH, Packets.request(DISCOVER + "3203" + "0a0000ff")),
        Arguments.of(PacketFault.BAD_LENGTH, Packets.request(DISCOVER + "3d0101ff")),
        Arguments.of(PacketFault.BAD_LENGTH, Packets.request(DISCOVER + "500101ff")),
        Arguments.of(PacketFault.BAD_LENGTH, Packets.request(DISCOVER + "390101ff")));
  }

  /** Options in the file field. */
  private static byte[] overloaded(String file, String options) {
    String padded = file + "00".repeat(128 - file.length() / 2);
    return Packets.with(
        "010106001122334400050000" + "00".repeat(16) + "020000000001" + "00".repeat(10),
        "00".repeat(64),
        padded,
        options);
  }

  @ParameterizedTest
  @MethodSource("spoilt")
  void spoiltMessage_isRefusedForItsReason(PacketFault fault, byte[] datagram) {
    assertEquals(fault, Packets.read(datagram));
  }

  @Test
  void overload_joinsPartsInTheOrderOfRfc3396() {
    byte[] datagram =
        Packets.with(
            "010106001122334400050000" + "00".repeat(16) + "020000000001" + "00".repeat(10),
            "0c0163ff" + "00".repeat(60),
            "0c0162ff" + "00".repeat(124),
            "0c0161" + DISCOVER + "340103ff");
    Packet4 packet = assertInstanceOf(Packet4.class, Packets.read(datagram));
    assertEquals(Octets.utf8("abc"), packet.options().get(12).orElseThrow());
  }

  @Test
  void hardwareOfAnotherKind_mayHaveNoAddress() {
    byte[] datagram = Packets.changed(Packets.changed(GOOD, 1, 32), 2, 0);
    Packet4 packet = assertInstanceOf(Packet4.class, Packets.read(datagram));
    assertEquals(new HardwareAddress(32, Octets.EMPTY), packet.header().hardware());
  }

  private static Ipv4Address address(String text) {
    return Ipv4Address.parse(text).orElseThrow();
  }

  @Test
  void discover_isSeenAtAGlance_whereverOption53Is_andWhateverIsCut() {
    assertTrue(isDiscover("350101ff"));
    assertTrue(isDiscover("00003d0701020000000001" + "350101ff"));
    assertFalse(isDiscover("350103ff"));
    assertFalse(isDiscover("ff350101"));
    assertFalse(isDiscover("3dff350101"));
    byte[] whole = Packets.request("3d0701020000000001" + "350101ff");
    for (int length = 0; length < whole.length - 1; length++) {
      assertFalse(PacketReader.isDiscover(Octets.of(Arrays.copyOf(whole, length))), "" + length);
    }
  }

  private static boolean isDiscover(String options) {
    return PacketReader.isDiscover(Octets.of(Packets.request(options)));
  }
}

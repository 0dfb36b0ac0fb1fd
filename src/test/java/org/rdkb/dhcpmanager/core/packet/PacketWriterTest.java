package org.rdkb.dhcpmanager.core.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;

class PacketWriterTest {
  private static final Packet4.Header HEADER =
      new Packet4.Header(
          0,
          0x11223344,
          5,
          Packet4.Cast.BROADCAST,
          HardwareAddress.parse("02:00:00:00:00:01").orElseThrow());

  @Test
  void offer_isTheseOctets_andAsLongAsBootpWants() {
    Map<Integer, Octets> options = new LinkedHashMap<>();
    options.put(54, Octets.of((byte) 10, (byte) 0, (byte) 0, (byte) 1));
    options.put(51, Octets.of((byte) 0, (byte) 0, (byte) 14, (byte) 16));
    Packet4.Addresses addresses =
        new Packet4.Addresses(
            Ipv4Address.ANY, new Ipv4Address(0x0a000009), Ipv4Address.ANY, Ipv4Address.ANY);
    Packet4 offer =
        new Packet4(
            Packet4.Op.REPLY, MessageType4.OFFER, HEADER, addresses, new OptionSet(options));
    String expected =
        "0201060011223344000580000000"
            + "0000"
            + "0a000009"
            + "00".repeat(8)
            + "020000000001"
            + "00".repeat(10 + 64 + 128)
            + "63825363"
            + "350102"
            + "36040a000001"
            + "330400000e10"
            + "ff"
            + "00".repeat(44);
    assertEquals(expected, PacketWriter.write(offer).toHex());
    assertEquals(offer, PacketReader.read(PacketWriter.write(offer)));
  }

  @Test
  void longOption_isSentInParts_andReadAsOne() {
    Octets payload = Octets.utf8("x".repeat(600));
    Packet4 ack =
        new Packet4(
            Packet4.Op.REPLY,
            MessageType4.ACK,
            HEADER,
            Packet4.Addresses.NONE,
            new OptionSet(Map.of(12, payload)));
    Octets octets = PacketWriter.write(ack);
    assertEquals(606, PacketWriter.size(payload));
    assertEquals(240 + 3 + 606 + 1, octets.length());
    assertEquals(ack, PacketReader.read(octets));
  }

  @Test
  void emptyOption_isSent() {
    Packet4 ack =
        new Packet4(
            Packet4.Op.REPLY,
            MessageType4.ACK,
            HEADER,
            Packet4.Addresses.NONE,
            new OptionSet(Map.of(80, Octets.EMPTY)));
    assertEquals(ack, PacketReader.read(PacketWriter.write(ack)));
  }

  @Test
  void relayInformation_isReadUpToWhatIsCut() {
    Octets option = Octets.parseHex("0103616263" + "05040a010000" + "0209aa").orElseThrow();
    Packet4 relayed =
        new Packet4(
            Packet4.Op.REQUEST,
            MessageType4.DISCOVER,
            HEADER,
            Packet4.Addresses.NONE,
            new OptionSet(Map.of(82, option)));
    RelayInformation said = RelayInformation.of(relayed);
    assertEquals(Octets.utf8("abc"), said.circuitId());
    assertEquals(Octets.EMPTY, said.remoteId());
    assertEquals("10.1.0.0", said.link().orElseThrow().toString());
  }
}

package org.rdkb.dhcpmanager.core.pool;

import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;
import org.rdkb.dhcpmanager.core.packet.MessageType4;
import org.rdkb.dhcpmanager.core.packet.OptionCode4;
import org.rdkb.dhcpmanager.core.packet.OptionSet;
import org.rdkb.dhcpmanager.core.packet.Packet4;
import org.rdkb.dhcpmanager.core.packet.PacketWriter;

/** Fills in what a server sends (RFC 2131 section 4.3.1, table 3). */
final class Replies {
  /** Octets of an IP datagram that everybody takes (RFC 2131 section 2). */
  private static final long USUAL_SIZE = 576;

  private static final long LARGEST_SIZE = 1500;
  private static final int HEADERS = 28;
  private static final int FIXED = 240 + 3 + 1;

  private final Exchange exchange;
  private final OptionSet.Builder options = new OptionSet.Builder();
  private int room;

  private Replies(Exchange exchange) {
    this.exchange = exchange;
    long size = exchange.options().number(OptionCode4.MAXIMUM_SIZE).orElse(USUAL_SIZE);
    room = (int) Math.max(USUAL_SIZE, Math.min(LARGEST_SIZE, size)) - HEADERS - FIXED;
    add(OptionCode4.SERVER_IDENTIFIER, address(exchange.serverIdentifier()));
  }

  /** OFFER or ACK of an address. */
  static Answer lease(
      Exchange exchange, MessageType4 type, AddressPool pool, Ipv4Address address, long leaseTime) {
    Replies reply = new Replies(exchange);
    reply.add(OptionCode4.LEASE_TIME, seconds(leaseTime));
    if (type == MessageType4.ACK && exchange.packet().type() == MessageType4.DISCOVER) {
      reply.add(OptionCode4.RAPID_COMMIT, Octets.EMPTY); // RFC 4039 section 3.2
    }
    return reply.with(wording(exchange, pool, leaseTime)).answer(type, address);
  }

  /** ACK of an INFORM: neither address nor times. */
  static Answer parameters(Exchange exchange, AddressPool pool) {
    Replies reply = new Replies(exchange);
    return reply
        .with(wording(exchange, pool, LeaseTerms.INFINITE))
        .answer(MessageType4.ACK, Ipv4Address.ANY);
  }

  private static Wording wording(Exchange exchange, AddressPool pool, long leaseTime) {
    Wording usual = exchange.wordings().of(pool, leaseTime);
    return pool.special().isEmpty()
        ? usual
        : usual.over(pool.special().of(exchange.client(), exchange.packet()));
  }

  /** NAK; everybody on the link hears it, as the client's address may be wrong there. */
  static Answer nak(Exchange exchange, Verdict verdict) {
    Replies reply = new Replies(exchange);
    reply.add(
        OptionCode4.MESSAGE,
        Octets.utf8(verdict.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')));
    reply.echo(OptionCode4.CLIENT_IDENTIFIER);
    reply.echo(OptionCode4.RELAY_AGENT);
    return reply.answer(MessageType4.NAK, Ipv4Address.ANY);
  }

  /** In the order of the parameter request list, then the others; what has no room is left out. */
  private Replies with(Wording wording) {
    Optional<Octets> relay = exchange.options().get(OptionCode4.RELAY_AGENT);
    int relayed = relay.map(PacketWriter::size).orElse(0);
    echo(OptionCode4.CLIENT_IDENTIFIER);
    room -= relayed;
    Optional<Octets> asked = exchange.options().get(OptionCode4.PARAMETER_REQUEST_LIST);
    if (asked.isPresent()) {
      for (int i = 0; i < asked.get().length(); i++) {
        PoolOption option = wording.of(asked.get().at(i));
        if (option != null) {
          addIfRoom(option);
        }
      }
    } else {
      wording.all().forEach(this::addIfRoom);
    }
    wording.always().forEach(this::addIfRoom);
    room += relayed;
    echo(OptionCode4.RELAY_AGENT); // RFC 3046 section 2.2: the last one
    return this;
  }

  /** RFC 6842: the client identifier; RFC 3046 section 2.2: what the relay said. */
  private void echo(int code) {
    exchange.options().get(code).ifPresent(payload -> add(code, payload));
  }

  private void addIfRoom(PoolOption option) {
    if (PacketWriter.size(option.payload()) <= room) {
      add(option.code(), option.payload());
    }
  }

  private void add(int code, Octets payload) {
    if (options.add(code, payload)) {
      room -= PacketWriter.size(payload);
    }
  }

  private Answer answer(MessageType4 type, Ipv4Address yiaddr) {
    Packet4 asked = exchange.packet();
    boolean relayed = !asked.giaddr().equals(Ipv4Address.ANY);
    Packet4.Cast cast =
        type == MessageType4.NAK && relayed ? Packet4.Cast.BROADCAST : asked.header().cast();
    Packet4.Header header =
        new Packet4.Header(0, asked.header().xid(), 0, cast, asked.header().hardware());
    Ipv4Address ciaddr = type == MessageType4.ACK ? asked.ciaddr() : Ipv4Address.ANY;
    Packet4 packet =
        new Packet4(
            Packet4.Op.REPLY,
            type,
            header,
            new Packet4.Addresses(ciaddr, yiaddr, Ipv4Address.ANY, asked.giaddr()),
            options.build());
    return new Answer(packet, delivery(packet));
  }

  private Delivery delivery(Packet4 reply) {
    Packet4 asked = exchange.packet();
    if (!asked.giaddr().equals(Ipv4Address.ANY)) {
      return new Delivery.ToRelay(asked.giaddr());
    }
    if (reply.type() == MessageType4.NAK) {
      return new Delivery.ToAll();
    }
    if (!asked.ciaddr().equals(Ipv4Address.ANY)) {
      return new Delivery.ToClient(asked.ciaddr());
    }
    return asked.header().cast() == Packet4.Cast.BROADCAST || !exchange.hardware().isEthernet()
        ? new Delivery.ToAll()
        : new Delivery.ToHardware(exchange.hardware(), reply.addresses().yiaddr());
  }

  static Octets address(Ipv4Address address) {
    return seconds(Integer.toUnsignedLong(address.bits()));
  }

  static Octets seconds(long number) {
    return new OctetsWriter(Integer.BYTES).u32(number).toOctets();
  }
}

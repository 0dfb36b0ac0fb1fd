package org.rdkb.dhcpmanager.core.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;
import org.rdkb.dhcpmanager.core.packet.MessageType4;
import org.rdkb.dhcpmanager.core.packet.OptionSet;
import org.rdkb.dhcpmanager.core.packet.Packet4;

/** A server at 10.0.0.1 with a book and a clock that only moves when told, and its clients. */
final class Dialogue {
  static final Ipv4Address SERVER = address("10.0.0.1");
  static final long LEASE_TIME = 3600;

  final LeaseBook book = new LeaseBook(4711);
  ServerConfiguration configuration;
  Packet4.Cast cast = Packet4.Cast.BROADCAST;
  List<Ipv4Address> ours = List.of(SERVER);
  Responder.RapidCommit rapidCommit = Responder.RapidCommit.OFF;
  private Responder responder;
  private long seconds = 1000;

  Dialogue(AddressPool... pools) {
    configuration =
        new ServerConfiguration(
            List.of(pools), ServerConfiguration.Timing.USUAL, ServerConfiguration.Unknown.NAK);
    responder = serve(configuration);
  }

  Responder serve(ServerConfiguration next) {
    configuration = next;
    book.serve(next, now());
    responder = new Responder(next, book, rapidCommit);
    return responder;
  }

  void grace(long graceSeconds) {
    ServerConfiguration.Timing usual = ServerConfiguration.Timing.USUAL;
    serve(
        new ServerConfiguration(
            configuration.pools(),
            new ServerConfiguration.Timing(
                usual.offer(), Duration.ofSeconds(graceSeconds), usual.declined()),
            configuration.unknown()));
  }

  /** 10.0.0.10 to 10.0.0.12 on lan0, less what is reserved. */
  static AddressPool pool(StaticAddress... statics) {
    return pool(1, "lan0", "10.0.0.", List.of(statics));
  }

  static AddressPool pool(
      int instance, String linuxInterface, String net, List<StaticAddress> statics) {
    return new AddressPool(
        instance,
        linuxInterface,
        new Ipv4Prefix(address(net + "0"), 24),
        new AddressRange(address(net + "10"), address(net + "12")),
        Set.of(),
        new StaticAddresses(statics),
        List.of(
            new PoolOption(3, Octets.parseHex("0a000001").orElseThrow(), PoolOption.Sent.ASKED),
            new PoolOption(15, Octets.utf8("home"), PoolOption.Sent.ASKED),
            new PoolOption(224, Octets.utf8("x"), PoolOption.Sent.ALWAYS)),
        new LeaseTerms(60, LEASE_TIME, LEASE_TIME),
        Audience.ALL);
  }

  static Ipv4Address address(String text) {
    return Ipv4Address.parse(text).orElseThrow();
  }

  static HardwareAddress hardware(int number) {
    return new HardwareAddress(1, new OctetsWriter().u16(0x0200).u32(number).toOctets());
  }

  Now now() {
    return new Now(seconds * 1000, 1_700_000_000_000L + seconds * 1000);
  }

  void pass(long more) {
    seconds += more;
    book.expire(now(), Integer.MAX_VALUE);
  }

  /** Decides, and writes the changes down as the owner of the book does. */
  Decision send(Message message) {
    Decision decision =
        responder.answer(
            new Request(message.packet(), new Arrival(message.linuxInterface, ours, cast)), now());
    decision.changes().forEach(lease -> book.put(lease, now()));
    return decision;
  }

  /** The whole way to a lease. */
  Ipv4Address bind(int client) {
    Ipv4Address offered = yiaddr(send(new Message(MessageType4.DISCOVER, client)));
    send(new Message(MessageType4.REQUEST, client).with(54, SERVER).with(50, offered));
    return offered;
  }

  static Ipv4Address yiaddr(Decision decision) {
    return decision.answer().orElseThrow().packet().addresses().yiaddr();
  }

  /** What a client sends. */
  static final class Message {
    private final MessageType4 type;
    private final int client;
    private final Map<Integer, Octets> options = new LinkedHashMap<>();
    private Ipv4Address ciaddr = Ipv4Address.ANY;
    private Ipv4Address giaddr = Ipv4Address.ANY;
    private Packet4.Cast flag = Packet4.Cast.UNICAST;
    private Packet4.Op op = Packet4.Op.REQUEST;
    String linuxInterface = "lan0";

    Message(MessageType4 type, int client) {
      this.type = type;
      this.client = client;
    }

    Message with(int code, Ipv4Address address) {
      return with(code, new OctetsWriter().u32(Integer.toUnsignedLong(address.bits())).toOctets());
    }

    Message with(int code, Octets payload) {
      options.put(code, payload);
      return this;
    }

    Message ciaddr(Ipv4Address address) {
      ciaddr = address;
      return this;
    }

    Message by(Ipv4Address relay) {
      giaddr = relay;
      return this;
    }

    Message on(String name) {
      linuxInterface = name;
      return this;
    }

    Message wantsBroadcast() {
      flag = Packet4.Cast.BROADCAST;
      return this;
    }

    Message reply() {
      op = Packet4.Op.REPLY;
      return this;
    }

    Packet4 packet() {
      return new Packet4(
          op,
          type,
          new Packet4.Header(0, 77, 0, flag, hardware(client)),
          new Packet4.Addresses(ciaddr, Ipv4Address.ANY, Ipv4Address.ANY, giaddr),
          new OptionSet(options));
    }
  }

  /** The codes of an answer in order. */
  static List<Integer> codes(Decision decision) {
    return new ArrayList<>(decision.answer().orElseThrow().packet().options().payloads().keySet());
  }
}

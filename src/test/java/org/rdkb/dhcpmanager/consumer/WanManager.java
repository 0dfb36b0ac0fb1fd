package org.rdkb.dhcpmanager.consumer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;
import org.rdkb.dhcpmanager.bus.SubscribeRequest;
import org.rdkb.dhcpmanager.rbus.rtmessage.Peer;
import org.rdkb.dhcpmanager.rbus.rtmessage.PeerName;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

/**
 * A double of WAN Manager for one DHCPv4 row, as a program of its own: each start is the same three
 * calls, one parameter at a time; it knows of the client what events say and nothing else. It reads
 * commands from its input and prints one line for each event.
 */
public final class WanManager {
  /** Offsets of the C structure, and its size. */
  private static final int SIZE = 884;

  private static final List<String> MESSAGES =
      List.of(
          "CLIENT_STARTED",
          "CLIENT_STOPPED",
          "CLIENT_FAILED",
          "LEASE_UPDATE",
          "LEASE_DEL",
          "LEASE_RENEW");

  private final BusConsumer bus;
  private final String row;
  private final String linuxInterface;
  private Optional<BusConsumer.Subscription> subscription = Optional.empty();

  private WanManager(BusConsumer bus, String row, String linuxInterface) {
    this.bus = bus;
    this.row = row;
    this.linuxInterface = linuxInterface;
  }

  public static void main(String[] arguments) throws IOException, BusException {
    BusConsumer bus =
        Peer.connect(
            BusAddress.parse(arguments[0]),
            new PeerName("eRT.com.cisco.spvtg.ccsp.wanmanager", "wanmanager"),
            Optional.empty());
    WanManager manager = new WanManager(bus, arguments[1], arguments[2]);
    manager.start();
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      try {
        manager.obey(line);
      } catch (BusException refused) {
        say("REFUSED " + line + " " + refused.error() + " " + refused.element());
      }
    }
    bus.close();
  }

  private void start() throws BusException {
    set("Interface", BusValue.text(linuxInterface));
    if (subscription.isEmpty()) {
      subscription =
          Optional.of(bus.subscribe(new SubscribeRequest(row + "Events", true), this::received));
    }
    set("Enable", BusValue.bool(true));
    say("STARTED");
  }

  private void obey(String command) throws BusException {
    switch (command) {
      case "start" -> start();
      case "stop" -> set("Enable", BusValue.bool(false));
      case "release" -> set("X_RDK_Release", BusValue.bool(true));
      case "restart" -> set("X_RDK_Restart", BusValue.bool(true));
      case "renew" -> set("Renew", BusValue.bool(true));
      default -> throw new IllegalArgumentException(command);
    }
    say("DONE " + command);
  }

  private void set(String parameter, BusValue value) throws BusException {
    bus.set(List.of(new BusProperty(row + parameter, value)));
  }

  private void received(ReceivedEvent event) {
    Optional<BusObject> initial =
        event
            .data()
            .value("initialValue")
            .map(value -> value instanceof BusValue.Nested nested ? nested.object() : null);
    BusObject data = initial.orElse(event.data());
    List<String> names = data.properties().stream().map(BusProperty::name).toList();
    if (!(data.value("IfName").orElse(new BusValue.None()) instanceof BusValue.Text ifName)
        || !(data.value("MsgType").orElse(new BusValue.None()) instanceof BusValue.Whole type)
        || !names.subList(0, 2).equals(List.of("IfName", "MsgType"))) {
      say("WRONG " + event);
      return;
    }
    String message = MESSAGES.get((int) type.value());
    Optional<BusValue> info = data.value("LeaseInfo");
    if (info.isPresent() != message.equals("LEASE_UPDATE") || names.size() > 3) {
      say("WRONG " + event);
      return;
    }
    String lease =
        info.map(value -> " " + decode(((BusValue.Bytes) value).value().toArray())).orElse("");
    say((initial.isPresent() ? "INITIAL " : "EVENT ") + message + " " + ifName.value() + lease);
  }

  /** By the offsets of the C structure, on a machine of its own byte order. */
  private static String decode(byte[] octets) {
    if (octets.length != SIZE) {
      return "of " + octets.length + " octets";
    }
    ByteBuffer info = ByteBuffer.wrap(octets).order(ByteOrder.nativeOrder());
    boolean padded = octets[361] == 0 && octets[362] == 0 && octets[363] == 0;
    return String.join(
        " ",
        "if=" + text(octets, 0, 64),
        "address=" + text(octets, 64, 32),
        "mask=" + text(octets, 96, 32),
        "gateway=" + text(octets, 128, 32),
        "dns=" + text(octets, 160, 64),
        "dns1=" + text(octets, 224, 64),
        "zone=" + text(octets, 288, 64),
        "mtu=" + info.getInt(352),
        "offset=" + info.getInt(356) + "/" + octets[360],
        "rates=" + info.getInt(364) + "/" + info.getInt(368),
        "boot=" + text(octets, 628, 64),
        "host=" + text(octets, 756, 64),
        "domain=" + text(octets, 820, 64),
        padded ? "." : "PADDING");
  }

  private static String text(byte[] octets, int from, int size) {
    for (int end = from; end < from + size; end++) {
      if (octets[end] == 0) {
        return new String(octets, from, end - from, StandardCharsets.US_ASCII);
      }
    }
    return "UNTERMINATED";
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}

package org.rdkb.dhcpmanager.server;

import java.io.IOException;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;
import org.rdkb.dhcpmanager.linux.ArpSocket;

/**
 * Asks an interface who has an address (RFC 5227 section 2.1.1), and hears on {@code dhcp-arp-<n>}
 * who does.
 */
final class LinkArp implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(LinkArp.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration STOP = Duration.ofSeconds(2);
  private static final int SIZE = 28;
  private static final int SENDER = 8;
  private static final int SENDER_ADDRESS = 14;

  /** Ethernet, IPv4, six and four octets: what the packet begins with. */
  private static final Octets KIND = Octets.parseHex("000108000604").orElseThrow();

  /**
   * Somebody who has an address.
   *
   * @param address which
   * @param hardware whose
   */
  record Owner(Ipv4Address address, HardwareAddress hardware) {}

  private record Line(ArpSocket socket, Octets hardware) {}

  private final String linuxInterface;
  private final Consumer<Owner> sink;
  private final Thread thread;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile @Nullable Line line;

  private LinkArp(String linuxInterface, int number, Consumer<Owner> sink) {
    this.linuxInterface = linuxInterface;
    this.sink = sink;
    this.thread = new Thread(this::run, "dhcp-arp-" + number);
    thread.setDaemon(true);
  }

  /** The sink must not block; it hears of everybody who says anything. */
  static LinkArp start(String linuxInterface, int number, Consumer<Owner> sink) {
    LinkArp arp = new LinkArp(linuxInterface, number, sink);
    arp.thread.start();
    return arp;
  }

  private void run() {
    try {
      do {
        listen();
      } while (!stop.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException stopped) {
      log.debug("stopped");
    }
  }

  private void listen() {
    try (ArpSocket socket = ArpSocket.open(linuxInterface)) {
      NetworkInterface found = NetworkInterface.getByName(linuxInterface);
      byte[] hardware = found == null ? null : found.getHardwareAddress();
      if (hardware == null) {
        throw new IOException(linuxInterface + " has no hardware address");
      }
      line = new Line(socket, Octets.of(hardware));
      while (stop.getCount() > 0) {
        socket.receive(LOOK).flatMap(packet -> owner(Octets.of(packet))).ifPresent(sink);
      }
    } catch (IOException failed) {
      log.debug("SERVER-NOT-PROBING if={} reason={}", linuxInterface, failed.getMessage());
    } finally {
      line = null;
    }
  }

  /** Who says that an address is its own, whatever else it asks or answers. */
  static Optional<Owner> owner(Octets packet) {
    if (packet.length() < SIZE || !packet.slice(0, KIND.length()).equals(KIND)) {
      return Optional.empty();
    }
    int bits = 0;
    for (int i = SENDER_ADDRESS; i < SENDER_ADDRESS + 4; i++) {
      bits = bits << 8 | packet.at(i);
    }
    Octets hardware = packet.slice(SENDER, SENDER_ADDRESS);
    return bits == 0
        ? Optional.empty()
        : Optional.of(
            new Owner(
                new Ipv4Address(bits), new HardwareAddress(HardwareAddress.ETHERNET, hardware)));
  }

  static Octets question(Octets hardware, Ipv4Address address) {
    return new OctetsWriter()
        .put(KIND)
        .u16(1)
        .put(hardware)
        .u32(0)
        .u32(0)
        .u16(0)
        .u32(Integer.toUnsignedLong(address.bits()))
        .toOctets();
  }

  /** Who has this? */
  void ask(Ipv4Address address) throws IOException {
    Line open = line;
    if (open == null) {
      throw new IOException(linuxInterface + " cannot be asked");
    }
    open.socket().broadcast(question(open.hardware(), address).toArray());
  }

  @Override
  public void close() {
    stop.countDown();
    Line open = line;
    if (open != null) {
      open.socket().close();
    }
    try {
      thread.join(STOP.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

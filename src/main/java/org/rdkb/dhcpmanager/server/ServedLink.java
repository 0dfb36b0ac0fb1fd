package org.rdkb.dhcpmanager.server;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.Packet4;
import org.rdkb.dhcpmanager.core.pool.Arrival;
import org.rdkb.dhcpmanager.core.pool.Delivery;
import org.rdkb.dhcpmanager.linux.Errno;
import org.rdkb.dhcpmanager.linux.LinuxException;
import org.rdkb.dhcpmanager.linux.PacketSocket;
import org.rdkb.dhcpmanager.linux.UdpSocket;

/**
 * One interface that is served: receives on a thread of its own, {@code dhcp-in-<n>}, sends on any.
 * An interface that is missing or without address is looked for each second.
 */
final class ServedLink implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(ServedLink.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration STOP = Duration.ofSeconds(2);
  private static final int EVERYBODY = -1;

  /**
   * What came in.
   *
   * @param datagram the payload
   * @param arrival how
   * @param link where answers go out
   */
  record Incoming(Octets datagram, Arrival arrival, ServedLink link) {}

  /** Whether other servers are listened to. */
  enum Snooping {
    ON,
    OFF
  }

  private record Sockets(UdpSocket udp, PacketSocket frames) {}

  private final String linuxInterface;
  private final Consumer<List<Incoming>> sink;
  private final Thread thread;
  private final Optional<ReplyListener> replies;
  private final Optional<LinkArp> arp;
  private volatile List<Ipv4Address> ours = List.of();
  private volatile @Nullable Sockets sockets;
  private volatile String trouble = "not looked at yet";
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile boolean closed;

  private ServedLink(
      String linuxInterface,
      int number,
      Snooping snooping,
      Consumer<List<Incoming>> sink,
      Optional<Consumer<LinkArp.Owner>> owners) {
    this.linuxInterface = linuxInterface;
    this.sink = sink;
    this.thread = new Thread(this::run, "dhcp-in-" + number);
    thread.setDaemon(true);
    this.replies =
        snooping == Snooping.ON
            ? Optional.of(
                ReplyListener.start(
                    linuxInterface, number, heard -> sink.accept(List.of(incoming(heard)))))
            : Optional.empty();
    this.arp = owners.map(told -> LinkArp.start(linuxInterface, number, told));
  }

  /** The sinks must not block; without one for owners of addresses, nobody is asked. */
  static ServedLink start(
      String linuxInterface,
      int number,
      Snooping snooping,
      Consumer<List<Incoming>> sink,
      Optional<Consumer<LinkArp.Owner>> owners) {
    ServedLink link = new ServedLink(linuxInterface, number, snooping, sink, owners);
    link.thread.start();
    return link;
  }

  /** Asks who has an address. */
  void ask(Ipv4Address address) throws IOException {
    if (arp.isEmpty()) {
      throw new IOException("nobody is asked on " + linuxInterface);
    }
    arp.get().ask(address);
  }

  Snooping snooping() {
    return replies.isPresent() ? Snooping.ON : Snooping.OFF;
  }

  /** Why nobody is served here; empty if there is no reason. */
  String trouble() {
    return trouble;
  }

  private void run() {
    while (!closed) {
      try (UdpSocket udp = UdpSocket.open(linuxInterface, UnicastPacket.SERVER_PORT);
          PacketSocket frames = PacketSocket.open(linuxInterface)) {
        sockets = new Sockets(udp, frames);
        serve(udp);
      } catch (IOException failed) {
        became(String.valueOf(failed.getMessage()));
        sockets = null;
        pause();
      }
    }
    sockets = null;
  }

  private void serve(UdpSocket udp) throws IOException {
    long looked = System.nanoTime() - LOOK.toNanos();
    while (!closed) {
      if (System.nanoTime() - looked >= LOOK.toNanos()) {
        looked = System.nanoTime();
        ours = addresses();
        became(ours.isEmpty() ? linuxInterface + " has no IPv4 address" : "");
      }
      List<UdpSocket.Datagram> datagrams = udp.receive(LOOK);
      if (!datagrams.isEmpty()) {
        sink.accept(datagrams.stream().map(this::incoming).toList());
      }
    }
  }

  private Incoming incoming(UdpSocket.Datagram datagram) {
    boolean toUs = ours.contains(new Ipv4Address(datagram.destination()));
    Packet4.Cast cast = toUs ? Packet4.Cast.UNICAST : Packet4.Cast.BROADCAST;
    return new Incoming(
        Octets.owning(datagram.payload()), new Arrival(linuxInterface, ours, cast), this);
  }

  private List<Ipv4Address> addresses() throws IOException {
    NetworkInterface found = NetworkInterface.getByName(linuxInterface);
    if (found == null) {
      throw new IOException(linuxInterface + " does not exist");
    }
    List<Ipv4Address> addresses = new ArrayList<>();
    for (InterfaceAddress each : found.getInterfaceAddresses()) {
      if (each.getAddress() instanceof Inet4Address v4) {
        addresses.add(new Ipv4Address(ByteBuffer.wrap(v4.getAddress()).getInt()));
      }
    }
    return addresses;
  }

  private void became(String now) {
    if (!now.equals(trouble)) {
      trouble = now;
      if (now.isEmpty()) {
        log.info("SERVER-LINK-SERVED if={} addresses={}", linuxInterface, ours);
      } else {
        log.warn("SERVER-LINK-NOT-SERVED if={} reason={}", linuxInterface, now);
      }
    }
  }

  private void pause() {
    try {
      closed = stop.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      closed = true;
    }
  }

  /** Sends an answer. */
  void send(Outgoing answer) throws LinuxException {
    Sockets open = sockets;
    if (open == null) {
      throw new LinuxException("send", linuxInterface, Errno.ENODEV);
    }
    Octets octets = answer.octets();
    Delivery delivery = answer.delivery();
    if (delivery instanceof Delivery.ToHardware near) {
      byte[] packet = UnicastPacket.of(answer.from(), near.address(), octets);
      open.frames().send(packet, near.hardware().octets().toArray());
    } else if (delivery instanceof Delivery.ToClient client) {
      open.udp().send(octets.toArray(), client.address().bits(), UnicastPacket.CLIENT_PORT);
    } else if (delivery instanceof Delivery.ToRelay relay) {
      open.udp().send(octets.toArray(), relay.relay().bits(), UnicastPacket.SERVER_PORT);
    } else {
      open.udp().send(octets.toArray(), EVERYBODY, UnicastPacket.CLIENT_PORT);
    }
  }

  @Override
  public void close() {
    closed = true;
    replies.ifPresent(ReplyListener::close);
    arp.ifPresent(LinkArp::close);
    Sockets open = sockets;
    if (open != null) {
      open.udp().close();
    }
    stop.countDown();
    try {
      thread.join(STOP.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

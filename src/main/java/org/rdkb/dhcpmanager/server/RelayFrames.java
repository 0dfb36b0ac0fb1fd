package org.rdkb.dhcpmanager.server;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.relay.RelayStep;
import org.rdkb.dhcpmanager.linux.LinuxException;
import org.rdkb.dhcpmanager.linux.PacketSocket;

/** Sends answers to clients behind the relay, one socket for each of their links. */
final class RelayFrames implements AutoCloseable {
  private static final byte[] EVERYBODY = {-1, -1, -1, -1, -1, -1};
  private static final Ipv4Address BROADCAST = new Ipv4Address(-1);

  private final Map<String, PacketSocket> sockets = new HashMap<>();

  /** A link that went and came back has another number: the socket is then opened anew, once. */
  synchronized void send(RelayStep.Deliver answer) throws LinuxException {
    @Nullable PacketSocket open = sockets.get(answer.linuxInterface());
    if (open != null) {
      try {
        send(answer, open);
        return;
      } catch (LinuxException stale) {
        sockets.remove(answer.linuxInterface());
        open.close();
      }
    }
    PacketSocket fresh = PacketSocket.open(answer.linuxInterface());
    sockets.put(answer.linuxInterface(), fresh);
    send(answer, fresh);
  }

  private static void send(RelayStep.Deliver answer, PacketSocket socket) throws LinuxException {
    boolean alone = answer.to().isPresent();
    socket.send(
        UnicastPacket.of(answer.from(), answer.to().orElse(BROADCAST), answer.message()),
        alone ? answer.station().octets().toArray() : EVERYBODY);
  }

  @Override
  public synchronized void close() {
    sockets.values().forEach(PacketSocket::close);
    sockets.clear();
  }
}

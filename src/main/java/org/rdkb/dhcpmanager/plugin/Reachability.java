package org.rdkb.dhcpmanager.plugin;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** Whether plugins of this machine get to a port of it: what a firewall drops, nobody hears of. */
final class Reachability {
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private Reachability() {}

  /** What is in the way, in words; absent if nothing is. Waits half a second at most. */
  static Optional<String> trouble(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
      return Optional.empty();
    } catch (SocketTimeoutException silence) {
      return Optional.of("nothing comes back: a firewall drops it");
    } catch (IOException refused) {
      return Optional.of(
          isLoopbackUp()
              ? "it is refused: " + refused.getMessage() + "; look at the firewall"
              : "the loopback interface is down; ip link set lo up");
    }
  }

  private static boolean isLoopbackUp() {
    try {
      NetworkInterface loopback = NetworkInterface.getByName("lo");
      return loopback != null && loopback.isUp();
    } catch (SocketException unseen) {
      return true; // somebody else's words will have to do
    }
  }
}

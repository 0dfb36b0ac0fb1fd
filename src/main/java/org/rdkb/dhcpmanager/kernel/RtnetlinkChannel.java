package org.rdkb.dhcpmanager.kernel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.rdkb.dhcpmanager.linux.LinuxException;
import org.rdkb.dhcpmanager.linux.NetlinkSocket;
import org.rdkb.dhcpmanager.linux.NetworkNamespace;

/** Asks the kernel and waits for its verdict, one request at a time. Thread-safe. */
final class RtnetlinkChannel implements AutoCloseable {
  private static final int RECEIVE_BUFFER = 256 * 1024;

  /** The kernel answers while it takes the request; this is for the case that it does not. */
  private static final Duration BOUND = Duration.ofSeconds(2);

  private final NetlinkSocket socket;
  private int sequence;

  private RtnetlinkChannel(NetlinkSocket socket) {
    this.socket = socket;
  }

  /**
   * What came back.
   *
   * @param verdict of the whole
   * @param replies before it
   */
  record Answer(Verdict verdict, List<NetlinkMessage> replies) {}

  static RtnetlinkChannel open() throws LinuxException {
    return new RtnetlinkChannel(NetlinkSocket.open(List.of(), RECEIVE_BUFFER));
  }

  /** Of another namespace, for ever. */
  static RtnetlinkChannel open(NetworkNamespace namespace) throws LinuxException {
    return new RtnetlinkChannel(namespace.socket(List.of(), RECEIVE_BUFFER));
  }

  /** For requests with NLM_F_ACK or NLM_F_DUMP: their answers have an end. */
  synchronized Answer ask(NetlinkRequest request) {
    sequence++;
    try {
      socket.send(request.toBytes(sequence));
      return await();
    } catch (LinuxException e) {
      return new Answer(new Verdict.Refused(e.errno(), e.getMessage()), List.of());
    }
  }

  Verdict tell(NetlinkRequest request) {
    return ask(request).verdict();
  }

  private Answer await() throws LinuxException {
    List<NetlinkMessage> replies = new ArrayList<>();
    long deadline = System.nanoTime() + BOUND.toNanos();
    while (true) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      NetlinkSocket.Received received = socket.receive(left);
      if (!(received instanceof NetlinkSocket.Datagram datagram)) {
        String reason = "no answer of the kernel: " + received;
        return new Answer(new Verdict.Refused(0, reason), List.of());
      }
      for (NetlinkMessage message : NetlinkMessage.split(datagram.bytes())) {
        if (message.sequence() != sequence) {
          // A late answer to a request that was given up.
          continue;
        }
        if (message.type() == Rtnetlink.NLMSG_ERROR) {
          return new Answer(Verdict.read(message), replies);
        }
        if (message.type() == Rtnetlink.NLMSG_DONE) {
          return new Answer(new Verdict.Done(), replies);
        }
        replies.add(message);
      }
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}

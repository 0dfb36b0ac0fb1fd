package org.rdkb.dhcpmanager.plugin;

import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** A JeroMQ PULL socket on loopback. */
final class TcpIntake implements Intake {
  private static final int MOST_AT_ONCE = 64;

  /** Larger ones the library drops with their connection; up to here they are counted. */
  private static final long MOST_READ = 4L * Message.MOST_BYTES;

  private final ZMQ.Socket socket;
  private final String forPlugins;

  private TcpIntake(ZMQ.Socket socket, String forPlugins) {
    this.socket = socket;
    this.forPlugins = forPlugins;
  }

  /** Binds; throws {@link ZMQException} if the port is taken. */
  static TcpIntake open(ZContext context, MonitorAddress.Tcp address) {
    ZMQ.Socket socket = context.createSocket(SocketType.PULL);
    try {
      socket.setLinger(0);
      socket.setRcvHWM(MOST_AT_ONCE);
      socket.setMaxMsgSize(MOST_READ);
      socket.setHandshakeIvl(2000);
      socket.setIPv6(address.host().indexOf(':') >= 0);
      socket.bind(address.endpoint());
      String endpoint = socket.getLastEndpoint();
      int port = Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
      return new TcpIntake(socket, new MonitorAddress.Tcp(address.host(), port).forPlugins());
    } catch (RuntimeException failed) {
      socket.close();
      throw failed;
    }
  }

  @Override
  public void register(ZMQ.Poller poller) {
    poller.register(socket, ZMQ.Poller.POLLIN);
  }

  @Override
  public void receive(Receiver receiver) {
    for (int i = 0; i < MOST_AT_ONCE; i++) {
      byte[] bytes = socket.recv(ZMQ.DONTWAIT);
      if (bytes == null) {
        return;
      }
      if (!socket.hasReceiveMore()) {
        receiver.message(bytes); // a plugin waits for no answer
        continue;
      }
      int total = bytes.length;
      while (socket.hasReceiveMore()) { // JeroMQ delivers the parts of a message together
        byte[] part = socket.recv(ZMQ.DONTWAIT);
        total += part == null ? 0 : part.length;
      }
      receiver.refused(Refusal.PARTS, total);
    }
  }

  @Override
  public String forPlugins() {
    return forPlugins;
  }

  @Override
  public void close() {
    socket.close();
  }
}

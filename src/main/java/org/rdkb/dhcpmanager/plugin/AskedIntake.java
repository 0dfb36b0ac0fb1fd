package org.rdkb.dhcpmanager.plugin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * A JeroMQ ROUTER socket on loopback, for senders that want an answer: DEALER, or REQ with its
 * empty part. An answer that its sender does not take is dropped.
 */
final class AskedIntake implements Intake {
  private static final int MOST_AT_ONCE = 64;
  private static final int MOST_PARTS = 3;
  private static final long MOST_READ = 4L * Message.MOST_BYTES;

  private final ZMQ.Socket socket;
  private final Envelope envelope;
  private final MonitorAddress.Tcp address;

  private AskedIntake(ZMQ.Socket socket, Envelope envelope, MonitorAddress.Tcp address) {
    this.socket = socket;
    this.envelope = envelope;
    this.address = address;
  }

  /** Binds; throws {@link ZMQException} if the port is taken. */
  static AskedIntake open(ZContext context, Acknowledging acknowledging) {
    ZMQ.Socket socket = context.createSocket(SocketType.ROUTER);
    try {
      socket.setLinger(0);
      socket.setRcvHWM(MOST_AT_ONCE);
      socket.setSndHWM(MOST_AT_ONCE);
      socket.setMaxMsgSize(MOST_READ);
      socket.setHandshakeIvl(2000);
      socket.setIPv6(acknowledging.address().host().indexOf(':') >= 0);
      socket.bind(acknowledging.address().endpoint());
      return new AskedIntake(socket, new Envelope(acknowledging.key()), acknowledging.address());
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
      byte[] sender = socket.recv(ZMQ.DONTWAIT);
      if (sender == null) {
        return;
      }
      List<byte[]> parts = new ArrayList<>();
      int total = 0;
      boolean isBounded = true;
      while (socket.hasReceiveMore()) { // JeroMQ delivers the parts of a message together
        byte[] part = socket.recv(ZMQ.DONTWAIT);
        if (part != null) {
          total += part.length;
          isBounded = isBounded && parts.size() < MOST_PARTS;
          if (isBounded) {
            parts.add(part);
          }
        }
      }
      boolean isRequest = parts.size() > 1 && parts.get(0).length == 0;
      List<byte[]> enveloped = isRequest ? parts.subList(1, parts.size()) : parts;
      answer(sender, isRequest, said(isBounded ? enveloped : List.of(), total, receiver));
    }
  }

  private String said(List<byte[]> parts, int total, Receiver receiver) {
    Envelope.Opened opened = envelope.open(parts);
    if (opened instanceof Envelope.Opened.Refused refused) {
      receiver.refused(refused.reason(), total);
      return "refused " + refused.reason().word();
    }
    return receiver.message(((Envelope.Opened.Message) opened).content());
  }

  private void answer(byte[] sender, boolean isRequest, String words) {
    int more = ZMQ.SNDMORE | ZMQ.DONTWAIT;
    if (socket.send(sender, more) && (!isRequest || socket.send(new byte[0], more))) {
      socket.send(words.getBytes(StandardCharsets.US_ASCII), ZMQ.DONTWAIT);
    }
  }

  @Override
  public String forPlugins() {
    return address.forPlugins();
  }

  @Override
  public void close() {
    socket.close();
  }
}

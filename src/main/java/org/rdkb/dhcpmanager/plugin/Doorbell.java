package org.rdkb.dhcpmanager.plugin;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * How other threads wake the monitor's: which rows is a set, so that a thousand files are one
 * errand, and the inproc socket only rings. A ring that finds the queue full is not missed, since
 * earlier rings are still to be heard.
 */
final class Doorbell {
  private static final String ENDPOINT = "inproc://doorbell";
  private static final int MOST_RINGS = 16;

  private final ZContext context;
  private final Set<RowId> rows = ConcurrentHashMap.newKeySet();

  Doorbell(ZContext context) {
    this.context = context;
  }

  /** The inner side, for the monitor's thread. */
  ZMQ.Socket listen() {
    ZMQ.Socket socket = context.createSocket(SocketType.PULL);
    socket.setRcvHWM(MOST_RINGS);
    socket.bind(ENDPOINT);
    return socket;
  }

  /** An outer side, for the calling thread alone, which closes it. */
  ZMQ.Socket button() {
    ZMQ.Socket socket = context.createSocket(SocketType.PUSH);
    socket.setLinger(0);
    socket.setSndHWM(MOST_RINGS);
    socket.connect(ENDPOINT);
    return socket;
  }

  void ring(ZMQ.Socket button, Iterable<RowId> about) {
    about.forEach(rows::add);
    button.send(new byte[] {1}, ZMQ.DONTWAIT);
  }

  /** Silences the bell, then says which rows it was about. */
  Set<RowId> hear(ZMQ.Socket inner) {
    while (inner.recv(ZMQ.DONTWAIT) != null) {
      // each ring says the same
    }
    Set<RowId> about = Set.copyOf(rows);
    rows.removeAll(about);
    return about;
  }
}

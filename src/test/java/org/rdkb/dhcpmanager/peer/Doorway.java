package org.rdkb.dhcpmanager.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.rdkb.dhcpmanager.linux.LinuxException;
import org.rdkb.dhcpmanager.linux.NetworkNamespaceEntry;

/**
 * Leads from a port of this machine's loopback to one of a namespace's loopback: a browser stays
 * outside, where its test can steer it, and sees the page inside.
 */
final class Doorway implements AutoCloseable {
  private final ServerSocket outside;
  private final int inside;
  private final String namespace;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  Doorway(String namespace, int port) throws IOException {
    this.namespace = namespace;
    this.inside = port;
    this.outside = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    start("doorway", this::welcome);
  }

  String address() {
    return "http://127.0.0.1:" + outside.getLocalPort();
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** This thread lives inside: sockets belong to where they were made. */
  private void welcome() {
    try {
      NetworkNamespaceEntry.enter(namespace);
      while (true) {
        Socket guest = outside.accept();
        Socket host = new Socket();
        try {
          host.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), inside));
        } catch (IOException nobody) {
          guest.close();
          continue;
        }
        open.add(guest);
        open.add(host);
        start("doorway-in", () -> pass(guest, host));
        start("doorway-out", () -> pass(host, guest));
      }
    } catch (LinuxException refused) {
      throw new UncheckedIOException(new IOException(refused));
    } catch (IOException closed) {
      open.forEach(Doorway::quietly);
    }
  }

  private void pass(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException gone) {
      quietly(from);
    }
    quietly(to);
    open.remove(to);
  }

  private static void quietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @Override
  public void close() throws IOException {
    outside.close();
    open.forEach(Doorway::quietly);
  }
}

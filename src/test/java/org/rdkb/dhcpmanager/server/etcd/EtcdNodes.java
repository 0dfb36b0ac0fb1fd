package org.rdkb.dhcpmanager.server.etcd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Nodes of etcd on loopback, each a process of its own that can be stopped, continued and killed.
 */
final class EtcdNodes implements AutoCloseable {
  private final Path program;
  private final Path folder;
  private final List<Process> nodes = new ArrayList<>();
  private final List<URI> clients = new ArrayList<>();
  private final List<URI> peers = new ArrayList<>();

  EtcdNodes(Path program, Path folder, int count) throws IOException {
    this.program = program;
    this.folder = folder;
    for (int port : free(2 * count)) {
      (clients.size() < count ? clients : peers).add(URI.create("http://127.0.0.1:" + port));
    }
    for (int i = 0; i < count; i++) {
      nodes.add(start(i));
    }
  }

  private static List<Integer> free(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      sockets.add(socket);
      ports.add(socket.getLocalPort());
    }
    for (ServerSocket each : sockets) {
      each.close();
    }
    return ports;
  }

  private Process start(int number) throws IOException {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < peers.size(); i++) {
      all.append(i == 0 ? "" : ",").append("n").append(i).append('=').append(peers.get(i));
    }
    String client = clients.get(number).toString();
    String peer = peers.get(number).toString();
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--name=n" + number,
                "--data-dir=" + folder.resolve("n" + number),
                "--listen-client-urls=" + client,
                "--advertise-client-urls=" + client,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=" + all,
                "--heartbeat-interval=100",
                "--election-timeout=1000",
                "--unsafe-no-fsync",
                "--logger=zap",
                "--log-level=error")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("n" + number + ".log").toFile())
            .start();
    process.getOutputStream().close();
    return process;
  }

  List<URI> endpoints() {
    return List.copyOf(clients);
  }

  void stop(int number) throws IOException, InterruptedException {
    signal("STOP", number);
  }

  void go(int number) throws IOException, InterruptedException {
    signal("CONT", number);
  }

  private void signal(String name, int number) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(nodes.get(number).pid())).start();
    if (!kill.waitFor(10, TimeUnit.SECONDS)) {
      throw new IOException("kill hangs");
    }
  }

  void kill(int number) throws InterruptedException {
    nodes.get(number).destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    nodes.forEach(Process::destroyForcibly);
    nodes.forEach(node -> node.onExit().join());
  }
}

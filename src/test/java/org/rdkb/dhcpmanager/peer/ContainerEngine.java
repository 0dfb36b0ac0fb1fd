package org.rdkb.dhcpmanager.peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What Docker does to a remote network driver: the requests of libnetwork's protocol over a unix
 * socket, and namespaces in the lab's gateway as containers. Moves and names interfaces itself, as
 * an engine does.
 */
final class ContainerEngine implements AutoCloseable {
  private static final Duration RETRIES = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Lab lab;
  private final Path socket;
  private final List<Process> containers = new ArrayList<>();
  private Duration slowest = Duration.ZERO;

  ContainerEngine(Lab lab, Path socket) {
    this.lab = lab;
    this.socket = socket;
  }

  /**
   * The answer's body; a status other than 200 is in front of it. A connection that is not served
   * is tried again for a while, as Docker does: nothing here stands in for a request that was
   * answered.
   */
  String call(String method, String body) throws IOException {
    long begun = System.nanoTime();
    while (true) {
      long asked = System.nanoTime();
      try {
        String answer = callOnce(method, body);
        took(Duration.ofNanos(System.nanoTime() - asked));
        return answer;
      } catch (IOException noAnswer) {
        if (System.nanoTime() - begun > RETRIES.toNanos()) {
          throw noAnswer;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private String callOnce(String method, String body) throws IOException {
    String head =
        "POST /"
            + method
            + " HTTP/1.1\r\nHost: plugin\r\nConnection: close\r\n"
            + "Accept: application/vnd.docker.plugins.v1.2+json\r\nContent-Length: "
            + body.getBytes(StandardCharsets.UTF_8).length
            + "\r\n\r\n";
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(ByteBuffer.wrap((head + body).getBytes(StandardCharsets.UTF_8)));
      ByteBuffer buffer = ByteBuffer.allocate(8192);
      while (channel.read(buffer) >= 0) {
        answer.write(buffer.array(), 0, buffer.position());
        buffer.clear();
      }
    }
    String text = answer.toString(StandardCharsets.UTF_8);
    if (!text.contains("\r\n\r\n")) {
      throw new IOException("no whole answer: " + text);
    }
    String content = text.substring(text.indexOf("\r\n\r\n") + 4).strip();
    return text.startsWith("HTTP/1.1 200 ") ? content : text.substring(9, 12) + " " + content;
  }

  private synchronized void took(Duration time) {
    slowest = time.compareTo(slowest) > 0 ? time : slowest;
  }

  synchronized Duration slowest() {
    return slowest;
  }

  String createNetwork(String id, String generic) throws IOException {
    return call(
        "NetworkDriver.CreateNetwork",
        """
        {"NetworkID":"%s","Options":{"com.docker.network.enable_ipv6":false,
        "com.docker.network.generic":{%s}},"IPv4Data":[{"AddressSpace":"","Gateway":"0.0.0.0/0",
        "Pool":"0.0.0.0/0"}],"IPv6Data":[]}
        """
            .formatted(id, generic));
  }

  String createEndpoint(String network, String id) throws IOException {
    return call(
        "NetworkDriver.CreateEndpoint",
        """
        {"NetworkID":"%s","EndpointID":"%s","Interface":{"Address":"","AddressIPv6":"",
        "MacAddress":""},"Options":{"com.docker.network.endpoint.exposedports":[],
        "com.docker.network.portmap":[]}}
        """
            .formatted(network, id));
  }

  String join(String network, String id) throws IOException {
    return join(network, id, "/var/run/docker/netns/5d8b2f8f9f2c");
  }

  /** The namespace of a container, as an engine tells of it. */
  static String sandbox(long container) {
    return "/proc/" + container + "/ns/net";
  }

  String join(String network, String id, String sandbox) throws IOException {
    return call(
        "NetworkDriver.Join",
        """
        {"NetworkID":"%s","EndpointID":"%s","SandboxKey":"%s",
        "Options":{"com.docker.network.endpoint.exposedports":[]}}
        """
            .formatted(network, id, sandbox));
  }

  String endpointCall(String method, String network, String id) throws IOException {
    return call(
        "NetworkDriver." + method,
        "{\"NetworkID\":\"%s\",\"EndpointID\":\"%s\"}".formatted(network, id));
  }

  /** A container: a namespace with a process in it. Its number is what names it. */
  long container() throws IOException {
    Process process =
        lab.topology.start(
            lab.topology.inGateway("unshare", "-n", "sleep", "600"),
            lab.folder().resolve("container.log"));
    containers.add(process);
    Path comm = Path.of("/proc", Long.toString(process.pid()), "comm");
    Lab.within(5).until(() -> Files.readString(comm).strip().equals("sleep"));
    return process.pid();
  }

  /** Takes the interface that a Join named into a container, names it, and gives it an address. */
  void plug(String joined, long container, String name, String address) {
    plug(joined, container, name);
    in(container, "ip", "address", "add", address, "dev", name);
  }

  /** The same without an address: that is somebody else's to give. */
  void plug(String joined, long container, String name) {
    String source = joined.replaceAll("(?s).*\"SrcName\":\"([^\"]+)\".*", "$1");
    lab.run("ip", "link", "set", source, "netns", Long.toString(container));
    in(container, "ip", "link", "set", source, "name", name);
    in(container, "ip", "link", "set", name, "up");
  }

  String in(long container, String... command) {
    List<String> all = new ArrayList<>(List.of("nsenter", "-t", Long.toString(container), "-n"));
    all.addAll(List.of(command));
    return lab.run(all.toArray(String[]::new));
  }

  /** All containers end, and with them their interfaces. */
  void stopContainers() throws InterruptedException {
    for (Process process : containers) {
      process.destroyForcibly();
      process.waitFor();
    }
    containers.clear();
  }

  @Override
  public void close() {
    containers.forEach(Process::destroyForcibly);
  }
}

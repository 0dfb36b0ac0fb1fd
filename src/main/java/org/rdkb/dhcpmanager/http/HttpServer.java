package org.rdkb.dhcpmanager.http;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Serves HTTP/1.1 at one address. */
public final class HttpServer implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(HttpServer.class);
  private static final int MOST_THREADS = 8;
  private static final int MOST_CONNECTIONS = 64;
  private static final int MOST_HEAD = 8 * 1024;

  /** A request that comes slower than this has no good reason to. */
  private static final int LEAST_OCTETS_A_SECOND = 100;

  private static final Duration IDLE = Duration.ofSeconds(30);

  /** For answers under way; a connection that merely stays open is not waited for any longer. */
  private static final Duration STOP = Duration.ofMillis(200);

  private final Server server;
  private final HttpAddress address;

  private HttpServer(Server server, HttpAddress address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Starts to serve.
   *
   * @param name of its threads
   * @param address where; a socket file that nobody serves is replaced
   * @param handler what is answered
   * @return the server, which answers already
   * @throws IOException if the address cannot be had; the message says why
   */
  public static HttpServer open(String name, HttpAddress address, HttpHandler handler)
      throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 1, (int) IDLE.toMillis());
    threads.setName(name);
    threads.setDaemon(true);
    threads.setReservedThreads(0);
    Server server = new Server(threads);
    AbstractConnector connector = connector(server, address);
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setShutdownIdleTimeout(STOP.toMillis());
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
    SizeLimitHandler bounded = new SizeLimitHandler(HttpRequest.MOST_BODY, -1);
    bounded.setHandler(new Dispatch(handler));
    server.setHandler(bounded);
    server.setErrorHandler(Dispatch::refuse);
    server.setStopTimeout(STOP.toMillis());
    return start(server, address, connector);
  }

  private static HttpServer start(Server server, HttpAddress address, AbstractConnector connector)
      throws IOException {
    try {
      server.start();
      if (address instanceof HttpAddress.Unix unix) {
        Files.setPosixFilePermissions(unix.path(), PosixFilePermissions.fromString("rw-------"));
      }
    } catch (Exception failure) { // the library declares no less
      stop(server);
      throw new IOException(address + " cannot be served: " + reason(failure), failure);
    }
    HttpAddress bound =
        connector instanceof ServerConnector tcp && address instanceof HttpAddress.Tcp asked
            ? new HttpAddress.Tcp(asked.host(), tcp.getLocalPort())
            : address;
    log.info("HTTP-OPEN address={}", bound);
    return new HttpServer(server, bound);
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return String.valueOf(cause.getMessage());
  }

  private static AbstractConnector connector(Server server, HttpAddress address)
      throws IOException {
    HttpConnectionFactory http = new HttpConnectionFactory(configuration());
    if (address instanceof HttpAddress.Unix unix) {
      removeIfDead(unix.path());
      UnixDomainServerConnector connector = new UnixDomainServerConnector(server, 0, 1, http);
      connector.setUnixDomainPath(unix.path());
      return connector;
    }
    HttpAddress.Tcp tcp = (HttpAddress.Tcp) address;
    ServerConnector connector = new ServerConnector(server, 0, 1, http);
    connector.setHost(tcp.host());
    connector.setPort(tcp.port());
    return connector;
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MOST_HEAD);
    http.setMinRequestDataRate(LEAST_OCTETS_A_SECOND);
    return http;
  }

  private static void removeIfDead(Path socket) throws IOException {
    if (!Files.exists(socket)) {
      return;
    }
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      probe.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException nobody) {
      Files.delete(socket);
      return;
    }
    throw new IOException("unix://" + socket + " is served already");
  }

  /**
   * Where it is served.
   *
   * @return with the port that was given, if any free one was asked for
   */
  public HttpAddress address() {
    return address;
  }

  /** Ends all connections and streams, within a second. */
  @Override
  public void close() {
    stop(server);
    log.info("HTTP-CLOSED address={}", address);
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception failure) { // the library declares no less
      log.warn("HTTP-STOP-FAILED reason={}", failure.toString());
    }
    server.destroy();
  }
}

package org.rdkb.dhcpmanager;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.rdkb.dhcpmanager.attach.container.NetworkDriver;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.Provider;
import org.rdkb.dhcpmanager.http.HttpAddress;
import org.rdkb.dhcpmanager.http.HttpServer;
import org.rdkb.dhcpmanager.watch.Watch;

/**
 * What is served over HTTP. A class of its own: the Java virtual machine looks at all that a class
 * names when it first uses that class, and nothing of HTTP is loaded where nothing is served.
 */
final class HttpDoors {
  private HttpDoors() {}

  static AutoCloseable driver(Path socket, ContainerLinks links, ContainerClients clients)
      throws IOException {
    return HttpServer.open(
        "driver", new HttpAddress.Unix(socket), new NetworkDriver(links, clients));
  }

  /** Who is told of what goes to the bus. */
  static Consumer<BusEvent> watch(
      HttpAddress address,
      Path run,
      Provider provider,
      WatchSources.Parts parts,
      Consumer<AutoCloseable> toClose)
      throws IOException {
    Watch watch =
        Watch.start(
            address,
            run.resolve("watch-token"),
            provider,
            new WatchSources(parts),
            InstantSource.system());
    toClose.accept(watch);
    return watch::publish;
  }
}

package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;

/** The resolver's file, where the operator wants it written. */
class ResolverIT {
  private static final String FORMER = "nameserver 192.0.2.53\n";

  @Test
  void resolverFile_followsTheLease_andIsPutBackOnRelease()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("resolv")) {
      Path file = resolver(lab);
      lab.ready();
      lab.bind(Lab.ROW);
      awaitLeaseIn(file);
      lab.set(Lab.ROW + "X_RDK_Release", "true");
      Lab.within(10).until(() -> Files.readString(file).equals(FORMER));
    }
  }

  @Test
  void managerKilledWhileBound_resolverFileIsPutBackByTheNextOne()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("resolv2")) {
      Path file = resolver(lab);
      lab.ready();
      lab.bind(Lab.ROW);
      awaitLeaseIn(file);
      Lab.within(5).until(lab::isStored);
      lab.killManager();
      lab.ready();
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 5);
      assertTrue(Files.readString(file).contains("nameserver 198.51.100.1\n"));
      lab.set(Lab.ROW + "Enable", "false");
      Lab.within(10).until(() -> Files.readString(file).equals(FORMER));
    }
  }

  private static Path resolver(Lab lab) throws IOException {
    Path file = lab.folder().resolve("resolv.conf");
    Files.writeString(file, FORMER);
    lab.with("resolver.write=true").with("resolver.file=" + file).startServer();
    return file;
  }

  private static void awaitLeaseIn(Path file) throws IOException {
    Lab.within(5).until(() -> Files.readString(file).contains("nameserver 198.51.100.1\n"));
    String text = Files.readString(file);
    assertTrue(text.contains("search isp.example\n"), text);
    assertTrue(text.contains("nameserver 203.0.113.53\n"), text);
    assertEquals(-1, text.indexOf("192.0.2.53"));
  }
}

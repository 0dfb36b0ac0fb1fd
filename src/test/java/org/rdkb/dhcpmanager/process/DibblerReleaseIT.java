package org.rdkb.dhcpmanager.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.core.client.ClientSignal;
import org.rdkb.dhcpmanager.linux.Pidfd;

/**
 * Bug: a dibbler-client that was told to release just before it waited for packets did not see the
 * signal, and was killed without a RELEASE. The moment cannot be forced, so a process stands in.
 */
@Timeout(60)
class DibblerReleaseIT {
  @TempDir private Path folder;

  @Test
  void release_wakesTheClientAfterTheSignal() throws IOException, InterruptedException {
    // A process of its own: Java looks for IPv6 addresses in the namespace of its first thread.
    Process inside =
        new ProcessBuilder(
                List.of(
                    "unshare",
                    "--net",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    DibblerReleaseIT.class.getName()))
            .redirectErrorStream(true)
            .start();
    inside.getOutputStream().close();
    String said = new String(inside.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals("received ff\n", said);
    assertEquals(0, inside.waitFor());
  }

  @Test
  void withoutTheInterface_itIsStillSignalled() throws IOException, InterruptedException {
    release(folder, "no-such-link");
  }

  /** The stand-in's side, in a network namespace that goes with it. */
  public static void main(String... none) throws IOException, InterruptedException {
    run("ip", "link", "set", "lo", "up");
    run("ip", "link", "add", "wan0", "type", "veth", "peer", "name", "isp0");
    run("ip", "link", "set", "wan0", "up");
    run("ip", "link", "set", "isp0", "up");
    try (DatagramSocket client = socket()) {
      client.setSoTimeout(5000);
      release(Path.of("absent"), "wan0");
      DatagramPacket received = new DatagramPacket(new byte[10], 10);
      client.receive(received);
      byte[] octets = Arrays.copyOf(received.getData(), received.getLength());
      System.out.println("received " + HexFormat.of().formatHex(octets));
    }
  }

  private static void release(Path folder, String linuxInterface)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sleep", "60").start();
    try (Pidfd client = Pidfd.open((int) process.pid()).orElseThrow()) {
      DibblerDriver driver =
          new DibblerDriver(List.of(), folder, folder, "", ClientDuid.LINK_LAYER, folder);
      RowFolder row = new RowFolder(folder.resolve("v6-1"), folder.resolve("spool"));
      assertTrue(driver.signal(client, row, linuxInterface, ClientSignal.RELEASE));
      assertTrue(process.waitFor(5, TimeUnit.SECONDS), "TERM ends it");
    } finally {
      process.destroyForcibly();
    }
  }

  /** It can be had when the kernel has made sure that nobody else uses the address. */
  private static DatagramSocket socket() {
    return await()
        .ignoreExceptions()
        .until(() -> new DatagramSocket(546, linkLocal()), DatagramSocket::isBound);
  }

  private static InetAddress linkLocal() throws IOException {
    return NetworkInterface.getByName("wan0")
        .inetAddresses()
        .filter(Inet6Address.class::isInstance)
        .findFirst()
        .orElseThrow();
  }

  private static void run(String... command) throws IOException, InterruptedException {
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
  }
}

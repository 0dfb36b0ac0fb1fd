package org.rdkb.dhcpmanager.peer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.LinkState;
import org.rdkb.dhcpmanager.kernel.Link;
import org.rdkb.dhcpmanager.kernel.LinkWatch;

/** The real kernel's link events, in a network namespace of its own. */
@Timeout(60)
class LinkWatchIT {
  private final BlockingQueue<String> changes = new LinkedBlockingQueue<>();

  @Test
  void lifeOfALink_isFollowed()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    PrivateNetwork.inside(
        () -> {
          PrivateNetwork.command("ip link add wan0 type veth peer name isp0");
          PrivateNetwork.command("ip link set isp0 up");
          try (LinkWatch watch =
              LinkWatch.start(
                  (family, name, state) -> {
                    if (family == Family.V4) {
                      changes.add(name + " " + state);
                    }
                  })) {
            assertEquals(LinkState.DOWN, watch.state(Family.V4, "wan0"));
            assertEquals(LinkState.DOWN, watch.state(Family.V4, "lo"));
            assertEquals(LinkState.ABSENT, watch.state(Family.V4, "wan1"));
            PrivateNetwork.command("ip link set wan0 up");
            expect("wan0 READY");
            assertEquals(LinkState.READY, watch.state(Family.V4, "wan0"));

            // The other end goes down: up, but without carrier.
            PrivateNetwork.command("ip link set isp0 down");
            expect("wan0 DOWN");
            Link wan0 = watch.link("wan0").orElseThrow();
            assertEquals(
                "up true, running false", "up " + wan0.up() + ", running " + wan0.running());
            PrivateNetwork.command("ip link set isp0 up");
            expect("wan0 READY");

            PrivateNetwork.command("ip link set wan0 mtu 1400 address 02:00:00:00:00:99");
            await().until(() -> watch.link("wan0").orElseThrow().mtu() == 1400);
            await().until(() -> watch.link("wan0").orElseThrow().mac().equals("02:00:00:00:00:99"));

            PrivateNetwork.command("ip link set wan0 down");
            expect("wan0 DOWN");
            PrivateNetwork.command("ip link set wan0 name wan1");
            expect("wan0 ABSENT");
            expect("wan1 DOWN");
            PrivateNetwork.command("ip link del wan1");
            expect("wan1 ABSENT");
            assertEquals(LinkState.ABSENT, watch.state(Family.V4, "wan1"));
            assertEquals(1, watch.links().size());
          }
          assertFalse(
              Thread.getAllStackTraces().keySet().stream()
                  .anyMatch(thread -> thread.getName().equals("links")));
        });
  }

  @Test
  void moreEventsThanTheKernelKeeps_endWithWhatTheKernelHas(@TempDir Path folder)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    Path batch = folder.resolve("batch");
    Files.writeString(batch, "link set wan0 down\nlink set wan0 up\n".repeat(3000));
    CountDownLatch stormIsOver = new CountDownLatch(1);
    PrivateNetwork.inside(
        () -> {
          PrivateNetwork.command("ip link add wan0 type veth peer name isp0");
          PrivateNetwork.command("ip link set isp0 up");
          // The first event holds the thread, so that the kernel has to keep all others.
          try (LinkWatch watch = LinkWatch.start((family, name, state) -> hold(stormIsOver))) {
            PrivateNetwork.command("ip link set wan0 up");
            PrivateNetwork.command("ip -batch " + batch);
            PrivateNetwork.command("ip link del wan0");
            PrivateNetwork.command("ip link add wan9 type veth peer name wan0");
            PrivateNetwork.command("ip link set wan9 up");
            PrivateNetwork.command("ip link set wan0 up");
            stormIsOver.countDown();
            await().until(() -> watch.overruns() > 0);
            await().until(() -> watch.state(Family.V4, "isp0") == LinkState.ABSENT);
            await().until(() -> watch.state(Family.V4, "wan9") == LinkState.READY);
            await().until(() -> watch.state(Family.V4, "wan0") == LinkState.READY);
          }
        });
  }

  private static void hold(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The next change of wan0 or wan1; those of the other end are passed over. */
  private void expect(String change) throws InterruptedException {
    String next;
    do {
      next = Objects.requireNonNull(changes.poll(10, TimeUnit.SECONDS), "not seen: " + change);
    } while (next.startsWith("isp0"));
    assertEquals(change, next);
  }
}

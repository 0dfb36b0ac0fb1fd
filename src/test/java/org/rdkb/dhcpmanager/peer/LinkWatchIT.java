package org.rdkb.dhcpmanager.peer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
              LinkWatch.start((name, state) -> changes.add(name + " " + state))) {
            assertEquals(LinkState.DOWN, watch.state("wan0"));
            assertEquals(LinkState.DOWN, watch.state("lo"));
            assertEquals(LinkState.ABSENT, watch.state("wan1"));
            PrivateNetwork.command("ip link set wan0 up");
            expect("wan0 READY");
            assertEquals(LinkState.READY, watch.state("wan0"));

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
            assertEquals(LinkState.ABSENT, watch.state("wan1"));
            assertEquals(1, watch.links().size());
          }
          assertFalse(
              Thread.getAllStackTraces().keySet().stream()
                  .anyMatch(thread -> thread.getName().equals("links")));
        });
  }

  @Test
  void stormOfEvents_endsWithWhatTheKernelHas()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    PrivateNetwork.inside(
        () -> {
          PrivateNetwork.command("ip link add wan0 type veth peer name isp0");
          PrivateNetwork.command("ip link set isp0 up");
          try (LinkWatch watch = LinkWatch.start((name, state) -> changes.add(name))) {
            for (int i = 0; i < 100; i++) {
              PrivateNetwork.command("ip link set wan0 " + (i % 2 == 0 ? "up" : "down"));
            }
            PrivateNetwork.command("ip link set wan0 up");
            await().until(() -> watch.state("wan0") == LinkState.READY);
          }
        });
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

package org.rdkb.dhcpmanager.rbus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rdkb.dhcpmanager.rbus.contract.World.ROOT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.SubscribeRequest;
import org.rdkb.dhcpmanager.rbus.rtmessage.StockRequests;
import org.rdkb.dhcpmanager.rbus.wire.ControlJson;
import org.rdkb.dhcpmanager.rbus.wire.ControlTopic;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.HeaderVariant;
import org.rdkb.dhcpmanager.rbus.wire.RawClient;

/** Many at once, and one that is slow. */
final class LoadContract {
  private static final String EVENT = ROOT + "Event!";
  private static final BusProperty INT = new BusProperty(ROOT + "Int", BusValue.int32(7));

  /** Requests that librbus holds for certain while one of them is being answered. */
  private static final int AT_ONCE = 20;

  private static final int FAR_TOO_MANY = 41;
  private static final int KEPT_BY_LIBRBUS = 26;
  private static final String OTHER = "rbus.other.INBOX.1";
  private static final Duration QUIET = Duration.ofMillis(500);

  private LoadContract() {}

  static List<Case> cases() {
    Case.Group group = new Case.Group("load");
    for (String leaf : List.of("Int", "Str", "Flag", "Range")) {
      group.add(
          "of 8 threads: each get of " + leaf + " gets its own answer",
          world -> {
            BusValue expected = world.get(leaf);
            for (BusValue value : World.together(8, 100, () -> world.get(leaf))) {
              assertEquals(expected, value);
            }
          });
    }
    group.add("of 50 parallel consumers: everyone is answered", LoadContract::fiftyConsumers);
    group.add("of sets and gets together: only whole sets are seen", LoadContract::wholeSets);
    group.add("of a slow consumer holds up no other", LoadContract::slowConsumer);
    group.add("of a hanging disk: gets are answered soon", LoadContract::hangingDisk);
    group.add("of 60 threads at a slow provider: one consumer loses none", LoadContract::slowGets);
    group.add("of more than a provider holds, by others: what is kept", LoadContract::overflow);
    group.add("of rows and gets together loses nothing", LoadContract::rowsAndGets);
    return group.cases();
  }

  private static void fiftyConsumers(World world) throws Exception {
    List<BusConsumer> peers = new ArrayList<>();
    int peerCount = world.bus.has(ContractBus.Trait.MANY_PEERS) ? 50 : 6;
    for (int i = 0; i < peerCount; i++) {
      peers.add(world.until(world.bus.consumer("one-of-many-" + i)));
    }
    AtomicInteger next = new AtomicInteger();
    List<BusProperty> expected = List.of(new BusProperty(ROOT + "Int", BusValue.int32(42)));
    List<List<BusProperty>> answers =
        World.together(
            50,
            20,
            () -> {
              BusConsumer peer = peers.get(next.getAndIncrement() % peers.size());
              return peer.get(List.of(ROOT + "Int"));
            });
    assertEquals(1000, answers.size());
    answers.forEach(answer -> assertEquals(expected, answer));
  }

  /** Two parameters are always set to the same text; no reader may see two. */
  private static void wholeSets(World world) throws Exception {
    List<String> names = List.of(ROOT + "Str", ROOT + "Any");
    write(world, names, "0");
    AtomicInteger number = new AtomicInteger();
    World.together(
        4,
        25,
        () -> {
          int mine = number.getAndIncrement();
          if (mine % 2 == 0) {
            write(world, names, "value " + mine);
          } else {
            assertEquals(2, world.consumer.get(names).size());
          }
          return mine;
        });
    write(world, names, "last");
    assertEquals(
        List.of(BusValue.text("last"), BusValue.text("last")),
        world.consumer.get(names).stream().map(BusProperty::value).toList());
  }

  private static void write(World world, List<String> names, String text) throws Exception {
    world.consumer.set(
        names.stream().map(name -> new BusProperty(name, BusValue.text(text))).toList());
  }

  private static void slowConsumer(World world) throws Exception {
    BusConsumer slow = world.until(world.bus.consumer("slow"));
    BusConsumer quick = world.until(world.bus.consumer("quick"));
    CountDownLatch awake = new CountDownLatch(1);
    CountDownLatch asleep = new CountDownLatch(1);
    world.until(
        slow.subscribe(
            new SubscribeRequest(EVENT, false),
            event -> {
              asleep.countDown();
              await(awake);
            }));
    try {
      Heard heard = world.listen(quick, new SubscribeRequest(EVENT, false));
      for (int i = 0; i < 10; i++) {
        world.owner.publish(new BusEvent.General(EVENT, BusObject.EMPTY));
      }
      assertTrue(asleep.await(20, TimeUnit.SECONDS));
      heard.first(10);
      assertEquals(BusValue.int32(42), world.get("Int"));
    } finally {
      awake.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody woke the slow consumer");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** One set waits for the disk, as many gets come as librbus holds; none of them is lost. */
  private static void hangingDisk(World world) throws Exception {
    BusConsumer setter = world.until(world.bus.consumer("setter"));
    List<BusProperty> late =
        List.of(new BusProperty(ROOT + ContractProvider.ANY, ContractProvider.LATE));
    CompletableFuture<BusError> set = CompletableFuture.supplyAsync(() -> outcome(setter, late));
    World.soon(() -> world.provider.waiting() == 1);
    long start = System.nanoTime();
    World.together(AT_ONCE - 1, 3, () -> world.get("Int"));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(took.compareTo(Duration.ofSeconds(5)) < 0, took::toString);
    world.provider.openGate();
    BusError outcome = set.get(20, TimeUnit.SECONDS);
    assertTrue(outcome == BusError.SUCCESS || outcome == BusError.TIMEOUT, outcome::name);
    World.soon(() -> world.get(ContractProvider.ANY).equals(ContractProvider.LATE));
    World.soon(() -> outcome(setter, List.of(INT)) == BusError.SUCCESS);
  }

  /** A stock provider would drop the 27th, had we as many on the way. */
  private static void slowGets(World world) throws Exception {
    world.provider.hold(ContractProvider.Hold.A_MOMENT);
    List<BusValue> answers = World.together(60, 3, () -> world.get("Int"));
    assertEquals(Collections.nCopies(180, BusValue.int32(42)), answers);
  }

  /**
   * 41 requests of somebody else while the provider's handler hangs. Ours keeps them all. librbus
   * keeps the one in its handler and 25 more, drops the others, tells nobody, and goes on.
   */
  private static void overflow(World world) throws Exception {
    world.needs(ContractBus.Trait.FRAMES);
    world.provider.hold(ContractProvider.Hold.UNTIL_OPEN);
    List<Integer> answered = new ArrayList<>();
    try (RawClient other = new RawClient(world.bus.address(), HeaderVariant.ROUND_TRIP)) {
      other.register(OTHER);
      for (int i = 0; i < FAR_TOO_MANY; i++) {
        other.send(
            Frame.REQUEST | Frame.RAW_BINARY, ROOT + "Int", OTHER, StockRequests.get(ROOT + "Int"));
      }
      // The broker's own answer comes after it has passed all of them on.
      other.ask(ControlTopic.COMPONENTS, OTHER, ControlJson.nothing());
      World.soon(() -> world.provider.waiting() == 1);
      // With librbus it is also one connection: what was sent before has been read before.
      assertTrue(world.consumer.components().contains(OTHER));
      world.provider.openGate();
      for (Frame answer; (answer = other.poll(QUIET)) != null; ) {
        answered.add(answer.sequence());
      }
    }
    int kept = world.bus.has(ContractBus.Trait.REASONS) ? FAR_TOO_MANY : KEPT_BY_LIBRBUS;
    int first = answered.get(0);
    assertEquals(IntStream.range(first, first + kept).boxed().toList(), answered);
    assertEquals(BusValue.int32(42), world.get("Int"));
  }

  private static BusError outcome(BusConsumer setter, List<BusProperty> values) {
    try {
      setter.set(values);
      return BusError.SUCCESS;
    } catch (BusException refused) {
      return refused.error();
    }
  }

  private static void rowsAndGets(World world) throws Exception {
    AtomicInteger number = new AtomicInteger();
    List<Integer> rows =
        World.together(
            4,
            20,
            () -> {
              if (number.getAndIncrement() % 2 == 0) {
                return world.row("");
              }
              world.consumer.get(List.of(World.TABLE));
              return 0;
            });
    assertEquals(40, rows.stream().filter(row -> row > 0).distinct().count());
    assertEquals(40, world.consumer.rows(World.TABLE).size());
  }
}

package org.rdkb.dhcpmanager.rbus.contract;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.opentest4j.TestAbortedException;
import org.rdkb.dhcpmanager.bus.Bus;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.RowName;
import org.rdkb.dhcpmanager.bus.SubscribeRequest;
import org.rdkb.dhcpmanager.rbus.ProbeProvider;

/** What a case sees: a bus with one provider and one consumer, as new before each case. */
final class World implements AutoCloseable {
  static final String ROOT = ProbeProvider.ROOT;
  static final String TABLE = ProbeProvider.TABLE;
  static final String CONSUMER = "contractConsumer";
  static final Duration SOON = Duration.ofSeconds(20);

  final ContractBus bus;
  final ContractProvider provider = new ContractProvider();
  final Bus owner;
  final BusConsumer consumer;
  private final Deque<AutoCloseable> leftovers = new ArrayDeque<>();

  World(ContractBus bus) throws Exception {
    this.bus = bus;
    owner = bus.provider("eRT.contract.provider", provider);
    provider.publishTo(owner::publish);
    consumer = bus.consumer(CONSUMER);
  }

  /** Leaves the case out, visibly, where the bus itself cannot do what it is about. */
  void needs(ContractBus.Trait trait) {
    if (!bus.has(trait)) {
      throw new TestAbortedException("optional: this bus cannot: " + trait);
    }
  }

  void run(Case one) throws Exception {
    try {
      one.body().run(this);
    } finally {
      tidy();
    }
  }

  private void tidy() throws Exception {
    provider.openGate();
    while (!leftovers.isEmpty()) {
      leftovers.pop().close();
    }
    for (RowName row : provider.rows(TABLE)) {
      consumer.deleteRow(TABLE + row.instance());
    }
    provider.reset();
  }

  /** Closes something when the case ends. */
  <T extends AutoCloseable> T until(T resource) {
    leftovers.push(resource);
    return resource;
  }

  BusValue get(String leaf) throws BusException {
    List<BusProperty> found = consumer.get(List.of(ROOT + leaf));
    assertEquals(1, found.size());
    assertEquals(ROOT + leaf, found.get(0).name());
    return found.get(0).value();
  }

  void set(String leaf, BusValue value) throws BusException {
    consumer.set(List.of(new BusProperty(ROOT + leaf, value)));
  }

  /** Adds a row; answers its number. */
  int row(String alias) throws BusException {
    return consumer.addRow(TABLE, alias);
  }

  Heard listen(String name) throws BusException {
    return listen(new SubscribeRequest(name, false));
  }

  Heard listen(SubscribeRequest request) throws BusException {
    return listen(consumer, request);
  }

  Heard listen(BusConsumer by, SubscribeRequest request) throws BusException {
    Heard heard = new Heard();
    until(by.subscribe(request, heard::add));
    return heard;
  }

  /** A call that does something and answers nothing. */
  @FunctionalInterface
  interface Doing {
    void run() throws Exception;
  }

  static BusException refused(Doing call) {
    return assertThrows(BusException.class, call::run);
  }

  static void refusedWith(List<BusError> errors, Doing call) {
    BusException refused = refused(call);
    assertTrue(errors.contains(refused.error()), () -> refused.error() + " " + refused.reason());
  }

  static void refusedWith(BusError error, Doing call) {
    refusedWith(List.of(error), call);
  }

  /** A refusal whose element and words are compared where the bus carries them. */
  void refusedSaying(BusError error, String element, String reason, Doing call) {
    BusException refused = refused(call);
    assertEquals(error, refused.error());
    if (bus.has(ContractBus.Trait.REASONS)) {
      assertEquals(element, refused.element());
      assertEquals(reason, refused.reason());
    }
  }

  /** Runs the same call in many threads, and answers all results. */
  static <T> List<T> together(int threads, int times, Callable<T> call) throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<List<T>>> runs = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        runs.add(
            callers.submit(
                () -> {
                  List<T> results = new ArrayList<>();
                  for (int i = 0; i < times; i++) {
                    results.add(call.call());
                  }
                  return results;
                }));
      }
      List<T> all = new ArrayList<>();
      for (Future<List<T>> run : runs) {
        all.addAll(run.get());
      }
      return all;
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof Exception cause ? cause : failed;
    } finally {
      callers.shutdownNow();
    }
  }

  static void soon(Callable<Boolean> what) {
    await().atMost(SOON).pollInterval(Duration.ofMillis(5)).until(what);
  }

  @Override
  public void close() {
    consumer.close();
    owner.close();
  }
}

package org.rdkb.dhcpmanager.cli.bench;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;
import org.rdkb.dhcpmanager.bus.SubscribeRequest;

/** One consumer of one side; each operation gives its start and end by {@link System#nanoTime}. */
final class Client implements AutoCloseable {
  private static final long EVENT_SECONDS = 5;

  private final BusConsumer bus;
  private final String side;
  private final String root;
  // More than one waits only if a set was measured and nobody wants its event.
  private final BlockingQueue<Span> events = new ArrayBlockingQueue<>(8);
  private boolean subscribed;
  private int next;

  /** What can be measured. */
  enum Operation {
    GET("get of one parameter"),
    SET("set of one parameter"),
    TABLE("partial path, 64 rows of 20 parameters"),
    EVENT("event, published until received");

    final String text;

    Operation(String text) {
      this.text = text;
    }
  }

  /** From when to when, in nanoseconds of the steady clock. */
  record Span(long start, long end) {}

  Client(Sides.Side side, BusConsumer bus) {
    this.bus = bus;
    this.side = side.name();
    this.root = side.root();
  }

  String side() {
    return side;
  }

  Span measure(Operation operation) throws BusException, InterruptedException {
    long start = System.nanoTime();
    switch (operation) {
      case GET -> get(BenchTable.VALUE, 1);
      case SET -> set();
      case TABLE -> get(BenchTable.TABLE, BenchTable.ROWS * BenchTable.COLUMNS);
      case EVENT -> {
        return event();
      }
    }
    return new Span(start, System.nanoTime());
  }

  private void get(String path, int wanted) throws BusException {
    int got = bus.get(List.of(root + path)).size();
    if (got != wanted) {
      throw new BusException(BusError.BUS_ERROR, root + path, got + " values, not " + wanted);
    }
  }

  private void set() throws BusException {
    next++;
    bus.set(List.of(new BusProperty(root + BenchTable.VALUE, BusValue.int32(next))));
  }

  private Span event() throws BusException, InterruptedException {
    if (!subscribed) {
      bus.subscribe(new SubscribeRequest(root + BenchTable.TICK, false), this::received);
      subscribed = true;
    }
    set();
    Span span = events.poll(EVENT_SECONDS, TimeUnit.SECONDS);
    if (span == null) {
      throw new BusException(BusError.TIMEOUT, root + BenchTable.TICK, "the event did not arrive");
    }
    return span;
  }

  private void received(ReceivedEvent event) {
    long now = System.nanoTime();
    if (event.data().value("sent").orElse(null) instanceof BusValue.Whole sent) {
      events.add(new Span(sent.value(), now));
    }
  }

  @Override
  public void close() {
    bus.close();
  }
}

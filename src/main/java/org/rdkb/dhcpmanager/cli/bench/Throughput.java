package org.rdkb.dhcpmanager.cli.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.text.Console;

/** How many gets a second several consumers get together, each on a connection of its own. */
final class Throughput {
  private static final List<Integer> CONSUMERS = List.of(1, 2, 4, 8);
  private static final Duration EACH = Duration.ofSeconds(1);

  private final Console console;
  private final Joining joining;

  /** Joins a side as a consumer. */
  @FunctionalInterface
  interface Joining {
    Client join(Sides.Side side) throws BusException;
  }

  Throughput(Console console, Joining joining) {
    this.console = console;
    this.joining = joining;
  }

  void run(List<Sides.Side> sides) throws BusException, InterruptedException {
    for (int consumers : CONSUMERS) {
      for (Sides.Side side : sides) {
        long gets = together(side, consumers);
        console.jsonLine(
            line -> {
              line.writeStringField("bench", "bus: throughput of gets");
              line.writeStringField("side", side.name());
              line.writeNumberField("consumers", consumers);
              line.writeStringField("unit", "1/s");
              line.writeNumberField("gets", gets * 1_000 / EACH.toMillis());
            });
      }
    }
  }

  private long together(Sides.Side side, int consumers) throws BusException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(consumers);
    List<Client> clients = new ArrayList<>();
    try {
      List<Callable<Long>> all = new ArrayList<>();
      for (int i = 0; i < consumers; i++) {
        Client client = joining.join(side);
        clients.add(client);
        all.add(() -> gets(client));
      }
      long sum = 0;
      for (Future<Long> one : threads.invokeAll(all)) {
        sum += one.get();
      }
      return sum;
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof BusException refused
          ? refused
          : new BusException(BusError.BUS_ERROR, side.root(), String.valueOf(failed.getCause()));
    } finally {
      threads.shutdownNow();
      clients.forEach(Client::close);
    }
  }

  private static long gets(Client client) throws BusException, InterruptedException {
    long end = System.nanoTime() + EACH.toNanos();
    long count = 0;
    while (System.nanoTime() < end) {
      client.measure(Client.Operation.GET);
      count++;
    }
    return count;
  }
}

package org.rdkb.dhcpmanager.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.bench.Client.Operation;
import org.rdkb.dhcpmanager.cli.demo.BusConnector;
import org.rdkb.dhcpmanager.cli.text.Console;

/**
 * Measures the bus from a consumer's side: the same consumer meets each broker with each provider,
 * in alternating batches, so that a ratio compares what ran at the same time.
 */
public final class BusBench {
  private static final Duration CALL = Duration.ofSeconds(15);
  private static final int BATCHES = 20;
  private static final int WARM_UP_BATCHES = 15;
  // A whole table takes as long as some thirty single gets.
  private static final int TABLE_SHARE = 20;

  private final Console console;
  private final BusConnector buses;
  private final int perBatch;

  /**
   * A benchmark.
   *
   * @param console where figures go
   * @param buses joins a bus
   * @param perBatch calls in each of the 20 batches, positive
   */
  public BusBench(Console console, BusConnector buses, int perBatch) {
    this.console = console;
    this.buses = buses;
    this.perBatch = perBatch;
  }

  /**
   * Measures all that this machine can run.
   *
   * @param home root folder of the project
   * @param program command that starts this program, without verb
   * @throws IOException if our own side cannot be started
   * @throws BusException if a side does not answer
   * @throws InterruptedException if stopped
   */
  public void run(Path home, List<String> program)
      throws IOException, BusException, InterruptedException {
    Sides sides = new Sides(home, program, Files.createTempDirectory("dhcpmgr-bench"), buses);
    // Not at the end of this method: Ctrl-C must clean up too.
    Runtime.getRuntime().addShutdownHook(new Thread(sides::close, "bench-cleaner"));
    measure(sides);
  }

  private void measure(Sides sides) throws IOException, BusException, InterruptedException {
    sides.start();
    sides.missing().forEach(this::tellMissing);
    List<Client> clients = new ArrayList<>();
    try {
      for (Sides.Side side : sides.started()) {
        clients.add(join(side));
      }
      Memory before = Memory.of(sides.started());
      for (Operation operation : Operation.values()) {
        measure(operation, clients);
      }
      before.print(console, Memory.of(sides.started()));
    } finally {
      clients.forEach(Client::close);
    }
    new Throughput(console, this::join).run(sides.started());
  }

  private void tellMissing(String side, String why) {
    console.jsonLine(
        line -> {
          line.writeStringField("bench", "bus");
          line.writeStringField("side", side);
          line.writeStringField("not_run", why);
        });
  }

  private Client join(Sides.Side side) throws BusException {
    return new Client(side, buses.connect(side.address(), CALL));
  }

  private void measure(Operation operation, List<Client> clients)
      throws BusException, InterruptedException {
    int calls = operation == Operation.TABLE ? Math.max(1, perBatch / TABLE_SHARE) : perBatch;
    List<Measured> results =
        clients.stream().map(client -> new Measured(operation.text, client.side())).toList();
    for (int batch = -WARM_UP_BATCHES; batch < BATCHES; batch++) {
      for (int i = 0; i < clients.size(); i++) {
        List<Client.Span> spans = new ArrayList<>(calls);
        for (int call = 0; call < calls; call++) {
          spans.add(clients.get(i).measure(operation));
        }
        if (batch >= 0) {
          results.get(i).add(spans);
        }
      }
    }
    Optional<Measured> yardstick =
        results.stream().filter(result -> result.side().equals(Sides.YARDSTICK)).findFirst();
    for (Measured result : results) {
      result.print(console, yardstick);
    }
  }
}

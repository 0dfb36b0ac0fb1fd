package org.rdkb.dhcpmanager.cli.bench.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.cli.text.Console;

/** What was measured, told as it comes; then the ratios of one run. */
final class Results {
  private final Console console;
  private final List<Result> all = new ArrayList<>();

  /**
   * One server.
   *
   * @param highest exchanges a second below 1 % loss
   * @param saturation the most that it completed in a second
   * @param half the rate of the load
   * @param load at that rate
   * @param spent processor time of the server meanwhile
   */
  record Result(
      Contender contender, int highest, long saturation, int half, Load load, Duration spent) {}

  Results(Console console) {
    this.console = console;
  }

  void add(Result result) {
    all.add(result);
    Load load = result.load();
    load.figures("server")
        .print(
            console,
            line -> {
              line.writeStringField("server", result.contender().name());
              line.writeStringField("durable", result.contender().durable());
              line.writeNumberField("exchanges_per_second", result.highest());
              line.writeNumberField("at_saturation", result.saturation());
              line.writeNumberField("half", result.half());
              line.writeNumberField("lost_at_half", load.discovers() - load.acks());
              line.writeNumberField(
                  "processor_us_per_exchange",
                  result.spent().toNanos() / 1000 / Math.max(1, load.acks()));
            });
  }

  /** How many times the other's exchanges a second, if both were measured. */
  void ratio(Contender ours, Contender other, double goal) {
    Optional<Result> one = of(ours);
    Optional<Result> two = of(other).filter(result -> result.highest() > 0);
    if (one.isPresent() && two.isPresent()) {
      double ratio = (double) one.get().highest() / two.get().highest();
      console.jsonLine(
          line -> {
            line.writeStringField("bench", "server: ratio");
            line.writeStringField("server", ours.name());
            line.writeStringField("against", other.name());
            line.writeNumberField("ratio", Math.round(ratio * 100) / 100.0);
            line.writeNumberField("goal", goal);
          });
    }
  }

  private Optional<Result> of(Contender contender) {
    return all.stream().filter(result -> result.contender().equals(contender)).findFirst();
  }
}

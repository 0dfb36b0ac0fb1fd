package org.rdkb.dhcpmanager.cli.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.rdkb.dhcpmanager.cli.text.Console;
import org.rdkb.dhcpmanager.cli.text.Figures;

/** One operation on one side: all figures, and the median of each batch. */
final class Measured {
  private final String side;
  private final Figures all;
  private final List<Long> batchMedians = new ArrayList<>();

  Measured(String operation, String side) {
    this.side = side;
    this.all = new Figures("bus: " + operation);
  }

  String side() {
    return side;
  }

  /** Adds what one batch took; batches of different sides alternate. */
  void add(List<Client.Span> spans) {
    Figures batch = new Figures("batch");
    for (Client.Span span : spans) {
      batch.addSince(span.start(), span.end());
      all.addSince(span.start(), span.end());
    }
    batchMedians.add(batch.quantile(0.5));
  }

  /**
   * How many times as long as the other: the median over batches of the ratio of their medians, so
   * that what disturbs the machine for a while disturbs both.
   */
  private OptionalDouble against(Measured other) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < Math.min(batchMedians.size(), other.batchMedians.size()); i++) {
      if (other.batchMedians.get(i) > 0) {
        ratios.add((double) batchMedians.get(i) / other.batchMedians.get(i));
      }
    }
    Collections.sort(ratios);
    return ratios.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(ratios.get(ratios.size() / 2));
  }

  void print(Console console, Optional<Measured> yardstick) {
    OptionalDouble ratio = yardstick.map(this::against).orElse(OptionalDouble.empty());
    all.print(
        console,
        line -> {
          line.writeStringField("side", side);
          if (ratio.isPresent()) {
            line.writeNumberField("against_c", Math.round(ratio.getAsDouble() * 1000) / 1000.0);
          }
        });
  }
}

package org.rdkb.dhcpmanager.watch;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rdkb.dhcpmanager.http.HttpAnswer;

/** Figures in the text forms that Prometheus reads: its own and OpenMetrics, as asked for. */
final class Metrics {
  private static final ExpositionFormats FORMS = ExpositionFormats.init();

  private Metrics() {}

  /**
   * All figures.
   *
   * @param accept what the asker can read; empty: Prometheus' own form
   */
  static HttpAnswer answer(List<Figure> figures, String accept) {
    ExpositionFormatWriter writer =
        accept.contains("openmetrics-text")
            ? FORMS.getOpenMetricsTextFormatWriter()
            : FORMS.getPrometheusTextFormatWriter();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      writer.write(text, snapshots(figures), EscapingScheme.UNDERSCORE_ESCAPING);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new HttpAnswer.Whole(
        200, writer.getContentType(), text.toString(StandardCharsets.UTF_8), Map.of());
  }

  private static MetricSnapshots snapshots(List<Figure> figures) {
    Map<String, List<Figure>> byName = new LinkedHashMap<>();
    figures.forEach(f -> byName.computeIfAbsent(f.name(), name -> new ArrayList<>()).add(f));
    List<MetricSnapshot> all = new ArrayList<>(byName.size());
    byName.values().forEach(same -> all.add(snapshot(same)));
    return new MetricSnapshots(all);
  }

  private static MetricSnapshot snapshot(List<Figure> same) {
    Figure first = same.get(0);
    if (first.kind() == Figure.Kind.COUNTER) {
      CounterSnapshot.Builder counter =
          CounterSnapshot.builder().name(first.name()).help(first.help());
      for (Figure one : same) {
        counter.dataPoint(
            CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(labels(one))
                .value(one.value().doubleValue())
                .build());
      }
      return counter.build();
    }
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(first.name()).help(first.help());
    for (Figure one : same) {
      gauge.dataPoint(
          GaugeSnapshot.GaugeDataPointSnapshot.builder()
              .labels(labels(one))
              .value(one.value().doubleValue())
              .build());
    }
    return gauge.build();
  }

  private static Labels labels(Figure figure) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    new TreeMap<>(figure.labels())
        .forEach(
            (name, value) -> {
              names.add(name);
              values.add(value);
            });
    return Labels.of(names, values);
  }
}

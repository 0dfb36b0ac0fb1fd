package org.rdkb.dhcpmanager.watch;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
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
  static HttpAnswer answer(List<Figure> figures, List<Spread> spreads, String accept) {
    ExpositionFormatWriter writer =
        accept.contains("openmetrics-text")
            ? FORMS.getOpenMetricsTextFormatWriter()
            : FORMS.getPrometheusTextFormatWriter();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      writer.write(text, snapshots(figures, spreads), EscapingScheme.UNDERSCORE_ESCAPING);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new HttpAnswer.Whole(
        200, writer.getContentType(), text.toString(StandardCharsets.UTF_8), Map.of());
  }

  private static MetricSnapshots snapshots(List<Figure> figures, List<Spread> spreads) {
    Map<String, List<Figure>> byName = new LinkedHashMap<>();
    figures.forEach(f -> byName.computeIfAbsent(f.name(), name -> new ArrayList<>()).add(f));
    Map<String, List<Spread>> spreadByName = new LinkedHashMap<>();
    spreads.forEach(s -> spreadByName.computeIfAbsent(s.name(), name -> new ArrayList<>()).add(s));
    List<MetricSnapshot> all = new ArrayList<>(byName.size() + spreadByName.size());
    byName.values().forEach(same -> all.add(snapshot(same)));
    spreadByName.values().forEach(same -> all.add(histogram(same)));
    return new MetricSnapshots(all);
  }

  private static MetricSnapshot histogram(List<Spread> same) {
    HistogramSnapshot.Builder histogram =
        HistogramSnapshot.builder().name(same.get(0).name()).help(same.get(0).help());
    for (Spread one : same) {
      ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
      for (int i = 0; i < one.bounds().size(); i++) {
        buckets.bucket(one.bounds().get(i), one.counts().get(i));
      }
      buckets.bucket(Double.POSITIVE_INFINITY, one.counts().get(one.bounds().size()));
      histogram.dataPoint(
          HistogramSnapshot.HistogramDataPointSnapshot.builder()
              .labels(labels(one.labels()))
              .classicHistogramBuckets(buckets.build())
              .sum(one.sum())
              .build());
    }
    return histogram.build();
  }

  private static MetricSnapshot snapshot(List<Figure> same) {
    Figure first = same.get(0);
    if (first.kind() == Figure.Kind.COUNTER) {
      CounterSnapshot.Builder counter =
          CounterSnapshot.builder().name(first.name()).help(first.help());
      for (Figure one : same) {
        counter.dataPoint(
            CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(labels(one.labels()))
                .value(one.value().doubleValue())
                .build());
      }
      return counter.build();
    }
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(first.name()).help(first.help());
    for (Figure one : same) {
      gauge.dataPoint(
          GaugeSnapshot.GaugeDataPointSnapshot.builder()
              .labels(labels(one.labels()))
              .value(one.value().doubleValue())
              .build());
    }
    return gauge.build();
  }

  private static Labels labels(Map<String, String> labels) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    new TreeMap<>(labels)
        .forEach(
            (name, value) -> {
              names.add(name);
              values.add(value);
            });
    return Labels.of(names, values);
  }
}

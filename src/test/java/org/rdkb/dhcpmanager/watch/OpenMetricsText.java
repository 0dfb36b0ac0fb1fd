package org.rdkb.dhcpmanager.watch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the OpenMetrics text form as strictly as its specification (1.0.0) is written, where other
 * readers look away: families are whole and come once, each sample belongs to its family's type,
 * buckets add up, nothing follows the end.
 */
public final class OpenMetricsText {
  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final Pattern META = Pattern.compile("# (TYPE|HELP|UNIT) (" + NAME + ") (.+)");
  private static final Pattern SAMPLE =
      Pattern.compile("(" + NAME + ")(?:\\{(.*)})? (\\S+)(?: ([0-9.]+))?");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"(,|$)");
  private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram", "unknown");

  /** Family name → type. */
  public final Map<String, String> types = new LinkedHashMap<>();

  /** Sample with its labels → value. */
  public final Map<String, Double> samples = new LinkedHashMap<>();

  private final Set<String> names = new HashSet<>();
  private String family = "";
  private final Map<String, List<double[]>> buckets = new LinkedHashMap<>();

  private OpenMetricsText() {}

  /** Throws with the line and what is wrong with it. */
  public static OpenMetricsText parse(String text) {
    OpenMetricsText read = new OpenMetricsText();
    require(text.endsWith("# EOF\n"), "the end", "the last line must be # EOF");
    List<String> lines =
        List.of(text.substring(0, text.length() - "# EOF\n".length()).split("\n", -1));
    for (String line : lines.subList(0, lines.size() - 1)) {
      if (line.startsWith("#")) {
        read.meta(line);
      } else {
        read.sample(line);
      }
    }
    require(lines.get(lines.size() - 1).isEmpty(), "the end", "a line is not ended");
    read.bucketsAddUp();
    return read;
  }

  /**
   * Names as queries have them: with {@code _total}, {@code _bucket}, {@code _count}, {@code _sum}.
   */
  public Set<String> sampleNames() {
    return names;
  }

  private static void require(boolean holds, String line, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what + ": " + line);
    }
  }

  private void meta(String line) {
    Matcher meta = META.matcher(line);
    require(meta.matches(), line, "neither TYPE nor HELP nor UNIT");
    String name = meta.group(2);
    if (meta.group(1).equals("TYPE")) {
      require(TYPES.contains(meta.group(3)), line, "no type that we have");
      require(!types.containsKey(name), line, "a family comes twice");
      types.put(name, meta.group(3));
      family = name;
    } else {
      require(name.equals(family), line, "HELP and UNIT follow their TYPE");
      require(
          !meta.group(1).equals("UNIT") || name.endsWith("_" + meta.group(3)),
          line,
          "the unit is no suffix");
    }
  }

  private void sample(String line) {
    Matcher sample = SAMPLE.matcher(line);
    require(sample.matches(), line, "no sample");
    String name = sample.group(1);
    String type = types.getOrDefault(family, "");
    String suffix = name.startsWith(family) ? name.substring(family.length()) : "?";
    boolean belongs =
        switch (type) {
          case "counter" -> suffix.equals("_total") || suffix.equals("_created");
          case "histogram" -> Set.of("_bucket", "_count", "_sum", "_created").contains(suffix);
          default -> suffix.isEmpty();
        };
    require(belongs, line, "belongs to no family, or interrupts one");
    Map<String, String> labels = labels(sample.group(2), line);
    double value =
        sample.group(3).equals("+Inf")
            ? Double.POSITIVE_INFINITY
            : Double.parseDouble(sample.group(3));
    require(!type.equals("counter") || value >= 0, line, "a counter below 0");
    String key = name + labels;
    require(samples.put(key, value) == null, line, "the same sample twice");
    names.add(name);
    if (type.equals("histogram")) {
      bucket(suffix, labels, value, line);
    }
  }

  private Map<String, String> labels(String text, String line) {
    Map<String, String> labels = new LinkedHashMap<>();
    if (text == null) {
      return labels;
    }
    Matcher label = LABEL.matcher(text);
    int end = 0;
    while (label.find() && label.start() == end) {
      require(labels.put(label.group(1), label.group(2)) == null, line, "a label twice");
      end = label.end();
    }
    require(end == text.length() && !text.isEmpty(), line, "malformed labels");
    return labels;
  }

  private void bucket(String suffix, Map<String, String> labels, double value, String line) {
    Map<String, String> others = new LinkedHashMap<>(labels);
    String bound = others.remove("le");
    require(suffix.equals("_bucket") == (bound != null), line, "le belongs to buckets");
    List<double[]> of = buckets.computeIfAbsent(family + others, key -> new ArrayList<>());
    if (bound != null) {
      double upper = bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound);
      if (!of.isEmpty()) {
        double[] before = of.get(of.size() - 1);
        require(upper > before[0] && value >= before[1], line, "buckets must grow");
      }
      of.add(new double[] {upper, value});
    } else if (suffix.equals("_count")) {
      of.add(new double[] {Double.NaN, value});
    }
  }

  /** The last bucket is without bound and counts all. */
  private void bucketsAddUp() {
    buckets.forEach(
        (key, of) -> {
          int last = of.size() - 1;
          require(last >= 1 && Double.isNaN(of.get(last)[0]), key, "buckets without a count");
          require(Double.isInfinite(of.get(last - 1)[0]), key, "no bucket without bound");
          require(of.get(last - 1)[1] == of.get(last)[1], key, "the last bucket is not the count");
        });
  }
}

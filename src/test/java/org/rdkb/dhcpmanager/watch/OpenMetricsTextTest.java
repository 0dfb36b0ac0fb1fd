package org.rdkb.dhcpmanager.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reader that judges our metrics refuses what is malformed. */
class OpenMetricsTextTest {
  private static final String END = "# EOF\n";

  @Test
  void wholeFamilies_areRead() {
    OpenMetricsText read =
        OpenMetricsText.parse(
            "# TYPE a counter\n# HELP a b\na_total{x=\"y \\\"z\\\"\"} 1\n# TYPE g gauge\ng 2.5\n"
                + END);
    assertEquals(1.0, read.samples.get("a_total{x=y \\\"z\\\"}"));
    assertEquals(2.5, read.samples.get("g{}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "# TYPE a counter;a 1 | belongs to no family",
        "# TYPE a counter;a_total -1 | a counter below 0",
        "# TYPE a gauge;a 1;a 1 | the same sample twice",
        "# TYPE a gauge;a 1;# TYPE a gauge | a family comes twice",
        "# TYPE a gauge;b 1 | belongs to no family",
        "# TYPE a gauge;a{x=\"1\",x=\"2\"} 1 | a label twice",
        "# TYPE a gauge;a{x=1} 1 | malformed labels",
        "# TYPE a gauge;a{x=\"1\"}1 | no sample",
        "# TYPE a what;a 1 | no type that we have",
        "# HELP a text | HELP and UNIT follow their TYPE",
        "# TYPE a histogram;a_bucket{le=\"1.0\"} 2;a_bucket{le=\"+Inf\"} 1;a_count 1 | buckets must grow",
        "# TYPE a histogram;a_bucket{le=\"1.0\"} 2;a_count 2 | no bucket without bound",
        "# TYPE a histogram;a_bucket{le=\"+Inf\"} 2;a_count 3 | the last bucket is not the count"
      })
  void malformedText_isRefused(String lines, String reason) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> OpenMetricsText.parse(lines.replace(';', '\n') + "\n" + END));
    assertTrue(String.valueOf(refused.getMessage()).contains(reason), refused.getMessage());
  }

  @Test
  void textWithoutItsEnd_isRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> OpenMetricsText.parse("# TYPE a gauge\na 1\n"));
  }
}

package org.rdkb.dhcpmanager.cli.bench.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateSearchTest {
  private int runs;

  private Load upTo(int capacity, int rate) {
    runs++;
    return new Load(rate, rate, Math.min(rate, capacity), 1, List.of(), List.of());
  }

  @ParameterizedTest
  @ValueSource(ints = {137, 1170, 16_600, 37_800})
  void capacity_isFound_toFivePercent(int capacity) throws IOException, InterruptedException {
    RateSearch search = new RateSearch(rate -> upTo(capacity, rate));
    int found = search.highest();
    assertTrue(found <= capacity * 1.011 && found >= capacity * 0.95, found + "/s");
    assertEquals(capacity, search.saturation());
    assertTrue(runs <= 22, runs + " runs");
  }

  @Test
  void oneBadRun_isNotBelieved() throws IOException, InterruptedException {
    int found = new RateSearch(rate -> runs == 2 ? upTo(0, rate) : upTo(5000, rate)).highest();
    assertTrue(found >= 4700, found + "/s");
  }

  @Test
  void tooSlow_isZero_andTooFastEnds() throws IOException, InterruptedException {
    assertEquals(0, new RateSearch(rate -> upTo(50, rate)).highest());
    assertEquals(51_200, new RateSearch(rate -> upTo(1_000_000, rate)).highest());
  }
}

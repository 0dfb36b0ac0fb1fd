package org.rdkb.dhcpmanager.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.server.Pace.Setting;

class PaceTest {
  private static final int STEP = 10;

  private final Pace pace = new Pace();
  private long now;

  /** A steady load for a time; how often something was adjusted. */
  private int load(int perSecond, int waiting, int millis) {
    int adjusted = 0;
    for (long end = now + millis; now < end; now += STEP) {
      adjusted += pace.learn(perSecond * STEP / 1000, waiting, now).isPresent() ? 1 : 0;
    }
    return adjusted;
  }

  @Test
  void quiet_nothingIsAdjusted() {
    assertEquals(0, load(100, 0, 10_000));
    assertEquals(Setting.QUIET, pace.setting());
  }

  @Test
  void load_thatDoubles_isMetWithinTwoSeconds() {
    load(500, 0, 5000);
    assertEquals(2048, pace.setting().remembered());
    load(1000, 20, 2000);
    assertEquals(4096, pace.setting().remembered());
    assertEquals(32, pace.setting().width());
  }

  @Test
  void flood_growsWithinBounds() {
    load(1_000_000, 4096, 60_000);
    assertEquals(new Setting(Pace.MOST_WIDTH, Pace.MOST_REMEMBERED), pace.setting());
  }

  @Test
  void afterFlood_shrinksToWhatItWas_andThenRests() {
    load(1_000_000, 4096, 10_000);
    int adjusted = load(100, 0, 10_000);
    assertEquals(Setting.QUIET, pace.setting());
    assertTrue(adjusted >= 3, adjusted + " adjustments");
    assertEquals(0, load(100, 0, 10_000));
  }

  @Test
  void adjustment_isTold_andSaysWhetherItIsLarger() {
    assertEquals(Optional.empty(), pace.learn(1, 100, 0));
    Optional<Setting> wider = pace.learn(1, 0, Pace.WINDOW_MILLIS);
    assertEquals(Optional.of(new Setting(32, Pace.LEAST_REMEMBERED)), wider);
    assertTrue(wider.orElseThrow().isLargerThan(Setting.QUIET));
    assertTrue(!Setting.QUIET.isLargerThan(wider.orElseThrow()));
  }
}

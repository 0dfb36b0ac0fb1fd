package org.rdkb.dhcpmanager.cli.bench.server;

import java.io.IOException;

/**
 * Looks for the highest rate that a server keeps up with: twice as much each time, then halving
 * what is left, by ratio. A rate counts as too high when it was so twice, because something else
 * may have run on the machine.
 */
final class RateSearch {
  private static final int LEAST = 100;
  private static final int MOST = 60_000;
  private static final int HALVINGS = 4;
  private static final int TRIES = 2;

  private final Attempt attempt;
  private long saturation;

  /** Loads a server. */
  @FunctionalInterface
  interface Attempt {
    Load at(int rate) throws IOException, InterruptedException;
  }

  RateSearch(Attempt attempt) {
    this.attempt = attempt;
  }

  /** Exchanges a second; 0 if it does not keep up with 100. */
  int highest() throws IOException, InterruptedException {
    int good = 0;
    int bad = LEAST;
    while (bad <= MOST && keepsUp(bad)) {
      good = bad;
      bad *= 2;
    }
    for (int i = 0; i < HALVINGS && good > 0 && bad <= MOST; i++) {
      int middle = (int) Math.round(Math.sqrt((double) good * bad));
      if (keepsUp(middle)) {
        good = middle;
      } else {
        bad = middle;
      }
    }
    return good;
  }

  /** The most that it completed in a second, whatever it lost then. */
  long saturation() {
    return saturation;
  }

  private boolean keepsUp(int rate) throws IOException, InterruptedException {
    boolean kept = false;
    for (int i = 0; i < TRIES && !kept; i++) {
      Load load = attempt.at(rate);
      saturation = Math.max(saturation, load.perSecond());
      kept = load.keepsUpWith(rate);
    }
    return kept;
  }
}

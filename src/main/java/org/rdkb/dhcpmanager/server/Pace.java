package org.rdkb.dhcpmanager.server;

import java.util.Optional;

/**
 * How many messages are decided on at once, and how many answers are remembered: as many as the
 * last half second calls for, within bounds. Belongs to the deciding thread.
 */
final class Pace {
  /** How long is looked at before something is changed, so that a doubled load is met in time. */
  static final long WINDOW_MILLIS = 500;

  static final int LEAST_WIDTH = 16;
  static final int MOST_WIDTH = 512;
  static final int LEAST_REMEMBERED = 1024;
  static final int MOST_REMEMBERED = 8_192;

  /** What is remembered covers the first time that a client waits (RFC 2131 4.1). */
  private static final int REMEMBERED_SECONDS = 4;

  private static final int SECOND_MILLIS = 1000;

  /**
   * What is adjusted.
   *
   * @param width messages of a batch
   * @param remembered answers
   */
  record Setting(int width, int remembered) {
    static final Setting QUIET = new Setting(LEAST_WIDTH, LEAST_REMEMBERED);

    boolean isLargerThan(Setting other) {
      return width > other.width || remembered > other.remembered;
    }
  }

  private Setting setting = Setting.QUIET;
  private long begun;
  private long messages;
  private int longest;

  Setting setting() {
    return setting;
  }

  /**
   * Learns what one batch was.
   *
   * @param decided messages in it
   * @param waiting still
   * @param now milliseconds since boot
   * @return the setting, if it is another from now on
   */
  Optional<Setting> learn(int decided, int waiting, long now) {
    messages += decided;
    longest = Math.max(longest, waiting);
    long passed = now - begun;
    if (passed < WINDOW_MILLIS) {
      return Optional.empty();
    }
    Setting next = new Setting(width(), remembered(passed));
    begun = now;
    messages = 0;
    longest = 0;
    if (next.equals(setting)) {
      return Optional.empty();
    }
    setting = next;
    return Optional.of(next);
  }

  /** Wider when more than one batch was waiting, narrower when not even a quarter of one was. */
  private int width() {
    if (longest > setting.width()) {
      return Math.min(MOST_WIDTH, 2 * setting.width());
    }
    return longest < setting.width() / 4
        ? Math.max(LEAST_WIDTH, setting.width() / 2)
        : setting.width();
  }

  /** A power of two; shrinks by halves, so that a lull forgets little. */
  private int remembered(long passedMillis) {
    long wanted = messages * SECOND_MILLIS / passedMillis * REMEMBERED_SECONDS;
    int least = Math.max(LEAST_REMEMBERED, setting.remembered() / 2);
    int room = least;
    while (room < wanted && room < MOST_REMEMBERED) {
      room *= 2;
    }
    return room;
  }
}

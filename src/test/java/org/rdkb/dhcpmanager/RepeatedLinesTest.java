package org.rdkb.dhcpmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Filter.Result;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;

class RepeatedLinesTest {
  private static final long MINUTE = 60_000_000_000L;

  private long now;
  private final RepeatedLines lines = new RepeatedLines(() -> now);

  private int admitted(Level level, String line, int times) {
    int admitted = 0;
    for (int i = 0; i < times; i++) {
      Log4jLogEvent event =
          Log4jLogEvent.newBuilder()
              .setLevel(level)
              .setMessage(new SimpleMessage(line + " attempt=" + i))
              .build();
      admitted += lines.filter(event) == Result.NEUTRAL ? 1 : 0;
    }
    return admitted;
  }

  @Test
  void sameOfTheSameRow_isCut_andCounted_othersAreNot() {
    assertEquals(RepeatedLines.MOST, admitted(Level.WARN, "CLIENT-FAULT row=v4-1", 100));
    assertEquals(1, admitted(Level.WARN, "CLIENT-FAULT row=v4-2", 1));
    assertEquals(1, admitted(Level.WARN, "ROW-MOVED row=v4-1", 1));
    assertEquals(Map.of("CLIENT-FAULT row=v4-1", 70L), lines.takeLeftOut());
    assertEquals(Map.of(), lines.takeLeftOut());
  }

  @Test
  void aMinuteLater_itIsWrittenAgain() {
    admitted(Level.ERROR, "ROW-BUG row=v4-1", 31);
    now += MINUTE;
    assertEquals(0, admitted(Level.ERROR, "ROW-BUG row=v4-1", 1));
    now++;
    assertEquals(RepeatedLines.MOST, admitted(Level.ERROR, "ROW-BUG row=v4-1", 40));
  }

  @Test
  void debug_isNeverCut() {
    assertEquals(500, admitted(Level.DEBUG, "ROW-EVENT row=v4-1", 500));
  }

  @Test
  void kindsOfLines_areBounded_theOldestIsForgotten() {
    admitted(Level.INFO, "FIRST row=0", 31);
    for (int i = 0; i < RepeatedLines.MOST_KINDS; i++) {
      admitted(Level.INFO, "OTHER row=" + i, 1);
    }
    assertEquals(Map.of(), lines.takeLeftOut());
    assertEquals(1, admitted(Level.INFO, "FIRST row=0", 1));
  }
}

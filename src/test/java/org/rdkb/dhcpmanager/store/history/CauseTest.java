package org.rdkb.dhcpmanager.store.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CauseTest {
  private static SortedMap<String, String> lines(String text) {
    SortedMap<String, String> lines = new TreeMap<>();
    for (String line : text.split(";", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        lines.put(line.substring(0, equals).strip(), line.substring(equals + 1));
      }
    }
    return lines;
  }

  @ParameterizedTest
  @CsvSource({
    "'', held=true;address=192.0.2.1, OBTAINED",
    "held=false, held=true;address=192.0.2.1, OBTAINED",
    "held=true;address=192.0.2.1;obtained.steady=1, held=true;address=192.0.2.1;obtained.steady=2,"
        + " RENEWED",
    "held=true;address=192.0.2.1;obtained.steady=1, held=true;address=192.0.2.9;obtained.steady=2,"
        + " REPLACED",
    "held=true;addresses=2001:db8::1 60 90;obtained.steady=1,"
        + " held=true;addresses=2001:db8::1 30 60;obtained.steady=2, RENEWED",
    "held=true;addresses=2001:db8::1 60 90, held=true;addresses=2001:db8::2 60 90, REPLACED",
    "held=true;prefixes=2001:db8::/56 60 90, held=true;prefixes=2001:db8::/60 60 90, REPLACED",
    "held=true;address=192.0.2.1;released=false, held=false;released=true, RELEASED",
    "held=true;address=192.0.2.1;released=false, held=false;released=false, ENDED",
    "held=true;address=192.0.2.1;obtained.steady=1, held=true;address=192.0.2.1;obtained.steady=1,"
        + " NOTED",
    "held=false;released=true, held=false;released=false, NOTED",
    "held=true;address=192.0.2.1, '', ROW_DELETED",
  })
  void cause_isToldByTheLines(String before, String after, Cause cause) {
    assertEquals(cause, Cause.of(lines(before), lines(after)));
  }
}

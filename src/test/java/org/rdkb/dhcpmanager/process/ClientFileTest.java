package org.rdkb.dhcpmanager.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFileTest {
  private static final ClientFile CLIENT =
      new ClientFile(
          42, 4711, "b-1", "/bin/busy\nbox", List.of("/sbin/udhcpc", "-V", "", "a\\n\n=\\"));
  private static final String TEXT =
      """
      pid=42
      startTicks=4711
      bootId=b-1
      executable=/bin/busy\\nbox
      arg=/sbin/udhcpc
      arg=-V
      arg=
      arg=a\\\\n\\n=\\\\
      end=
      """;

  @Test
  void client_isWrittenAndRead() {
    assertEquals(TEXT, CLIENT.format());
    assertEquals(Optional.of(CLIENT), ClientFile.parse(TEXT));
  }

  @Test
  void eachCutOff_isRefused() {
    for (int length = 0; length < TEXT.length(); length++) {
      assertEquals(Optional.empty(), ClientFile.parse(TEXT.substring(0, length)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pid=1\nstartTicks=1\nbootId=b\nexecutable=e\narg=a\nend=\n",
        "pid=0\nstartTicks=1\nbootId=b\nexecutable=e\narg=a\nend=\n",
        "pid=-5\nstartTicks=1\nbootId=b\nexecutable=e\narg=a\nend=\n",
        "pid=99999999999\nstartTicks=1\nbootId=b\nexecutable=e\narg=a\nend=\n",
        "pid=2\npid=3\nstartTicks=1\nbootId=b\nexecutable=e\narg=a\nend=\n",
        "pid=2\nstartTicks=-1\nbootId=b\nexecutable=e\narg=a\nend=\n",
        "pid=2\nstartTicks=1\nbootId=b\narg=a\nend=\n",
        "pid=2\nstartTicks=1\nexecutable=e\narg=a\nend=\n",
        "pid=2\nstartTicks=1\nbootId=b\nexecutable=e\nend=\n",
        "pid=2\nstartTicks=1\nbootId=b\nexecutable=e\nmore=1\narg=a\nend=\n",
        "pid=2\nstartTicks=1\nbootId=b\nexecutable=e\nnoise\narg=a\nend=\n",
        "pid=2\nstartTicks=1\nbootId=b\nexecutable=e\narg=a\nend=\ntrailing"
      })
  void damaged_isRefused(String text) {
    assertEquals(Optional.empty(), ClientFile.parse(text));
  }
}

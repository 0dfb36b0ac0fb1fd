package org.rdkb.dhcpmanager.linux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProcessIdentityTest {
  private static final String TAIL = " 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4711 20 21";

  static Stream<Arguments> stats() {
    return Stream.of(
        Arguments.of("42 (udhcpc) S" + TAIL, new ProcessIdentity(42, 4711)),
        Arguments.of("42 (a) (b) R) D" + TAIL + "\n", new ProcessIdentity(42, 4711)),
        Arguments.of("42 (udhcpc) Z" + TAIL, null),
        Arguments.of("42 (udhcpc) X" + TAIL, null),
        Arguments.of("42 (udhcpc) S 1 2 3", null),
        Arguments.of("-1 (udhcpc) S" + TAIL, null),
        Arguments.of("x (udhcpc) S" + TAIL, null),
        Arguments.of("42 (udhcpc", null),
        Arguments.of("42 udhcpc) S" + TAIL, null),
        Arguments.of("", null));
  }

  @ParameterizedTest
  @MethodSource("stats")
  void stat_isReadOrRefused(String stat, ProcessIdentity expected) {
    assertEquals(Optional.ofNullable(expected), ProcessIdentity.parse(stat.getBytes(UTF_8)));
  }

  @Test
  void commandLine_isSplitAtNul() {
    assertEquals(List.of("a", "", "b c"), ProcessIdentity.splitAtNul("a\0\0b c\0".getBytes(UTF_8)));
    assertEquals(List.of("a", "b"), ProcessIdentity.splitAtNul("a\0b".getBytes(UTF_8)));
    assertEquals(List.of(), ProcessIdentity.splitAtNul(new byte[0]));
  }

  @Test
  void ourselves_areFound() throws IOException {
    int pid = (int) ProcessHandle.current().pid();
    assertEquals(pid, ProcessIdentity.read(pid).orElseThrow().pid());
    assertTrue(ProcessIdentity.argv(pid).get(0).endsWith("java"));
    assertTrue(ProcessIdentity.pids().contains(pid));
  }
}

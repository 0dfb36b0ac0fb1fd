package org.rdkb.dhcpmanager.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UdhcpcArgumentsTest {
  static Stream<Arguments> commands() {
    return Stream.of(
        Arguments.of("/sbin/udhcpc -f -i eth1 -p /run/pid -s /x", "eth1 /run/pid"),
        Arguments.of("udhcpc -ieth10 -p/run/pid", "eth10 /run/pid"),
        Arguments.of("udhcpc -fbi eth1", "eth1 -"),
        Arguments.of("udhcpc -x 0x3d:01 -O -i -i wan0", "wan0 -"),
        Arguments.of("udhcpc --interface eth2 --pidfile=/p", "eth2 /p"),
        Arguments.of("udhcpc --interface=eth2 --now", "eth2 -"),
        Arguments.of("busybox udhcpc -i eth3", "eth3 -"),
        Arguments.of("/bin/busybox udhcpc", "eth0 -"),
        Arguments.of("udhcpc -i", " -"),
        Arguments.of("busybox sh -i eth3", "none"),
        Arguments.of("busybox", "none"),
        Arguments.of("udhcpc6 -i eth3", "none"),
        Arguments.of("grep udhcpc -i eth3", "none"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void commandLine_isUnderstood(String command, String expected) {
    String actual =
        UdhcpcArguments.parse(List.of(command.split(" ", -1)))
            .map(it -> it.linuxInterface() + " " + it.pidFile().orElse("-"))
            .orElse("none");
    assertEquals(expected, actual);
  }

  @Test
  void noWords_areNoClient() {
    assertEquals(Optional.empty(), UdhcpcArguments.parse(List.of()));
  }
}

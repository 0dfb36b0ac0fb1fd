package org.rdkb.dhcpmanager.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.SentOption;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;

class UdhcpcCommandTest {
  private static final List<String> START =
      List.of(
          "/sbin/udhcpc -f -i erouter0 -p /run/v4-1/pid -s /plugins/udhcpc -t 3 -T 3 -A 10 -o"
              .split(" ", -1));

  @Test
  void nothingConfigured_sendsNothingBuiltIn() {
    assertEquals(then("-C", "-V", ""), argv(List.of(), List.of(), Optional.empty()));
  }

  @Test
  void requestedAndSentOptions_keepTheirOrder() {
    List<SentOption> sent =
        List.of(
            new SentOption(125, Octets.of(new byte[] {0, 0, 0x0d, (byte) 0xe9})),
            new SentOption(12, Octets.utf8("a b")),
            new SentOption(12, Octets.EMPTY));
    assertEquals(
        then(
            "-O 121 -O 3 -x 0x7d:00000de9 -x 0x0c:612062 -x 0x0c: -C -V  -r 192.0.2.7"
                .split(" ", -1)),
        argv(List.of(121, 3), sent, Ipv4Address.parse("192.0.2.7")));
  }

  @Test
  void ownClientIdentifierAndVendorClass_replaceTheBuiltInOnes() {
    List<SentOption> sent =
        List.of(
            new SentOption(61, Octets.of(new byte[] {1, 2})), new SentOption(60, Octets.utf8("A")));
    assertEquals(
        then("-x", "0x3d:0102", "-x", "0x3c:41", "-V", ""),
        argv(List.of(), sent, Optional.empty()));
  }

  @Test
  void requestedAddress_isNotPartOfWhatAClientServes() {
    List<String> without = argv(List.of(3), List.of(), Optional.empty());
    List<String> with = argv(List.of(3), List.of(), Ipv4Address.parse("192.0.2.7"));
    assertEquals(without, UdhcpcCommand.withoutRequestedAddress(with));
    assertEquals(without, UdhcpcCommand.withoutRequestedAddress(without));
    assertEquals(List.of("-r"), UdhcpcCommand.withoutRequestedAddress(List.of("-r")));
  }

  @Test
  void probe_isTold_inMilliseconds() {
    List<String> argv =
        UdhcpcCommand.argv(
            Path.of("/sbin/udhcpc"),
            Path.of("/run/v4-1/pid"),
            Path.of("/plugins/udhcpc"),
            Duration.ofMillis(500),
            new ClientConfiguration(true, "erouter0", "", List.of(), List.of()),
            Optional.empty());
    assertTrue(argv.contains("-a500"), argv.toString());
    assertEquals(
        Optional.of(new UdhcpcArguments("erouter0", Optional.of("/run/v4-1/pid"))),
        UdhcpcArguments.parse(argv));
  }

  private static List<String> argv(
      List<Integer> requested, List<SentOption> sent, Optional<Ipv4Address> address) {
    return UdhcpcCommand.argv(
        Path.of("/sbin/udhcpc"),
        Path.of("/run/v4-1/pid"),
        Path.of("/plugins/udhcpc"),
        Duration.ZERO,
        new ClientConfiguration(true, "erouter0", "", requested, sent),
        address);
  }

  private static List<String> then(String... rest) {
    return Stream.concat(START.stream(), Arrays.stream(rest)).toList();
  }
}

package org.rdkb.dhcpmanager.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdkb.dhcpmanager.core.attach.LinkKind;
import org.rdkb.dhcpmanager.core.attach.LinkSpec;
import org.rdkb.dhcpmanager.kernel.LinkRequests.Target;

/**
 * What makes links, byte by byte as iproute2 and can-utils send it, on a little-endian machine: the
 * file says for which command. This is all that can be tested of a kind that the kernel lacks.
 */
class LinkRequestBytesTest {
  private static final OptionalInt BR0 = OptionalInt.of(2);
  private static final OptionalInt NONE = OptionalInt.empty();
  private static final int PID = 24010;

  private static Map<String, String> captured() throws IOException {
    Map<String, String> lines = new LinkedHashMap<>();
    try (InputStream file = LinkRequestBytesTest.class.getResourceAsStream("/netlink/links.txt")) {
      new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" \\| ", 2))
          .forEach(halves -> lines.put(halves[0], halves[1]));
    }
    return lines;
  }

  private static Map<String, NetlinkRequest> requests() {
    Map<String, NetlinkRequest> all = new LinkedHashMap<>();
    all.put(
        "ip link add link br0 name br0.5 type vlan id 5",
        here(new LinkSpec(LinkKind.VLAN, "br0.5").on("br0").withId(5), BR0));
    all.put(
        "ip link add link br0 name br0.6 address 02:00:00:00:00:06 mtu 1400 type vlan id 6",
        here(
            new LinkSpec(LinkKind.VLAN, "br0.6")
                .on("br0")
                .withId(6)
                .withMtu(1400)
                .withMac("02:00:00:00:00:06"),
            BR0));
    all.put(
        "ip link add link br0 name mv0 type macvlan mode bridge",
        here(new LinkSpec(LinkKind.MACVLAN, "mv0").on("br0"), BR0));
    all.put(
        "ip link add link br0 name iv0 type ipvlan mode l2",
        here(new LinkSpec(LinkKind.IPVLAN, "iv0").on("br0"), BR0));
    all.put(
        "ip link add name ve0 type veth peer name ve1",
        here(new LinkSpec(LinkKind.VETH, "ve0").withPeer("ve1"), NONE));
    all.put(
        "ip link add name ve2 address 02:00:00:00:00:02 mtu 1400 type veth peer name ve3 mtu 1400",
        here(
            new LinkSpec(LinkKind.VETH, "ve2")
                .withPeer("ve3")
                .withMtu(1400)
                .withMac("02:00:00:00:00:02"),
            NONE));
    all.put("ip link add name br1 type bridge", here(new LinkSpec(LinkKind.BRIDGE, "br1"), NONE));
    all.put("ip link add name du0 type dummy", here(new LinkSpec(LinkKind.DUMMY, "du0"), NONE));
    all.put("ip link add name vc0 type vcan", here(new LinkSpec(LinkKind.VCAN, "vc0"), NONE));
    all.put(
        "ip link add name vx0 type vxcan peer name vx1",
        here(new LinkSpec(LinkKind.VXCAN, "vx0").withPeer("vx1"), NONE));
    all.put(
        "ip link add link br0 name mv2 netns PID type macvlan mode bridge",
        LinkRequests.make(
            new LinkSpec(LinkKind.MACVLAN, "mv2").on("br0"),
            BR0,
            Optional.of(Target.process(PID))));
    all.put(
        "ip link add link br0 name mv3 netns box type macvlan mode bridge",
        LinkRequests.make(
            new LinkSpec(LinkKind.MACVLAN, "mv3").on("br0"),
            BR0,
            Optional.of(Target.descriptor(4))));
    all.put(
        "ip link add name ve4 type veth peer name ve5 netns PID",
        LinkRequests.make(
            new LinkSpec(LinkKind.VETH, "ve4").withPeer("ve5"),
            NONE,
            Optional.of(Target.process(PID))));
    all.put("ip link set dev br1 up", LinkRequests.raise(9));
    all.put("ip link set dev ve0 master br1", LinkRequests.join(6, 9));
    all.put("ip link set dev ve0 nomaster", LinkRequests.join(6, 0));
    all.put("ip link del dev br1", LinkRequests.remove(9));
    all.put("ip link set dev ve0 netns PID", LinkRequests.move(6, Target.process(PID)));
    all.put("ip link set dev ve2 name eth7", LinkRequests.rename(8, "eth7"));
    all.put("cangw -A -s br0 -d br1 -e", CanRules.add(2, 3));
    all.put("cangw -D -s br0 -d br1 -e", CanRules.remove(2, 3));
    return all;
  }

  static Iterable<String> commands() {
    return requests().keySet();
  }

  private static NetlinkRequest here(LinkSpec spec, OptionalInt parent) {
    return LinkRequests.make(spec, parent, Optional.empty());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  void request_hasTheBytesThatWereCaptured(String command) throws IOException {
    String actual =
        HexFormat.of().formatHex(Objects.requireNonNull(requests().get(command)).toBytes(0));
    assertEquals(captured().get(command), actual);
  }

  /** As linux/can/gw.h and cangw -L: no kernel here has a CAN gateway, so nothing was captured. */
  @Test
  void listOfCanRules_isADumpOfTheFamilyAndTypeOfGwH() {
    assertEquals(
        "14000000" + "1a00" + "0103" + "00000000" + "00000000" + "1d010000",
        HexFormat.of().formatHex(CanRules.list().toBytes(0)));
  }

  @Test
  void canRuleOfAList_isRead_andAnythingElseIsNot() {
    // RTM_NEWROUTE of cgw_put_job: handled, dropped, filter, source, destination.
    String rule = "18000000" + "0200" + "0000" + "01000000" + "00000000"; // header of another type
    assertEquals(Optional.empty(), canRule(rule + "1d010100" + "00000000"));
    String job = "1d010100" + "0800070005000000" + "08000900" + "02000000" + "08000a0003000000";
    assertEquals(
        Optional.of(new CanRules.Rule(2, 3)),
        canRule("2c000000" + "1800" + "0200" + "01000000" + "00000000" + job));
    String ip = "02180000" + "fe030001" + "00000000" + "0800090002000000" + "08000a0003000000";
    assertEquals(
        Optional.empty(), canRule("2c000000" + "1800" + "0200" + "01000000" + "00000000" + ip));
    String cut = "1d010100" + "0800070005000000" + "08000900" + "02000000";
    assertEquals(
        Optional.empty(), canRule("24000000" + "1800" + "0200" + "01000000" + "00000000" + cut));
  }

  private static Optional<CanRules.Rule> canRule(String hex) {
    return NetlinkMessage.split(HexFormat.of().parseHex(hex)).stream()
        .flatMap(message -> CanRules.read(message).stream())
        .findFirst();
  }

  @Test
  void everyCapturedCommand_isComparedWithARequest() throws IOException {
    assertEquals(captured().keySet(), requests().keySet());
  }
}

package org.rdkb.dhcpmanager.core.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer.Cause;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer.Failed;
import org.rdkb.dhcpmanager.core.attach.RecoveryPlan.Owner;
import org.rdkb.dhcpmanager.core.attach.Sighting.Peer;

class RecoveryPlanTest {
  private static final LinkSpec VLAN = new LinkSpec(LinkKind.VLAN, "eth0.5").on("eth0").withId(5);
  private static final LinkSpec PAIR = new LinkSpec(LinkKind.VETH, "a").withPeer("b").on("br0");

  private static Sighting seen(String kind, boolean up, boolean joined, Peer peer) {
    return new Sighting(OptionalInt.of(7), kind, up, joined, peer);
  }

  private static Sighting missing(Peer peer) {
    return new Sighting(OptionalInt.empty(), "", false, false, peer);
  }

  static Stream<Arguments> situations() {
    return Stream.of(
        Arguments.of("nothing there", VLAN, missing(Peer.NONE), Owner.OTHERS, "[MAKE, RAISE]"),
        Arguments.of("all there", VLAN, seen("vlan", true, true, Peer.NONE), Owner.OTHERS, "[]"),
        Arguments.of("down", VLAN, seen("vlan", false, true, Peer.NONE), Owner.OTHERS, "[RAISE]"),
        Arguments.of(
            "another kind",
            VLAN,
            seen("dummy", true, true, Peer.NONE),
            Owner.OTHERS,
            "FATAL eth0.5 is there, but is a dummy and no vlan"),
        Arguments.of(
            "hardware",
            VLAN,
            seen("", true, true, Peer.NONE),
            Owner.OTHERS,
            "FATAL eth0.5 is there, but is no link of that kind and no vlan"),
        Arguments.of("no pair", PAIR, missing(Peer.MISSING), Owner.OTHERS, "[MAKE, JOIN, RAISE]"),
        Arguments.of(
            "half of ours", PAIR, missing(Peer.UP), Owner.US, "[REMOVE_PEER, MAKE, JOIN, RAISE]"),
        Arguments.of(
            "half of others",
            PAIR,
            missing(Peer.DOWN),
            Owner.OTHERS,
            "RECOVERABLE its peer b is there without it, and is not ours"),
        Arguments.of(
            "our peer is gone",
            PAIR,
            seen("veth", true, true, Peer.MISSING),
            Owner.US,
            "RECOVERABLE its peer b is not where it is declared"),
        Arguments.of(
            "a container has the peer",
            PAIR,
            seen("veth", true, true, Peer.HANDED_OVER),
            Owner.US,
            "[]"),
        Arguments.of(
            "not in its bridge", PAIR, seen("veth", true, false, Peer.UP), Owner.US, "[JOIN]"),
        Arguments.of(
            "peer is down", PAIR, seen("veth", true, true, Peer.DOWN), Owner.OTHERS, "[RAISE]"),
        Arguments.of(
            "no parent",
            new LinkSpec(LinkKind.MACVLAN, "m"),
            missing(Peer.NONE),
            Owner.US,
            "FATAL Parent is empty; a macvlan needs one"),
        Arguments.of(
            "no id",
            new LinkSpec(LinkKind.VLAN, "v").on("eth0"),
            missing(Peer.NONE),
            Owner.US,
            "FATAL Id is 0; a vlan needs 1 to 4094"),
        Arguments.of(
            "no peer",
            new LinkSpec(LinkKind.VXCAN, "v"),
            missing(Peer.NONE),
            Owner.US,
            "FATAL Peer is empty; a vxcan has two ends"),
        Arguments.of(
            "itself",
            new LinkSpec(LinkKind.IPVLAN, "v").on("v"),
            missing(Peer.NONE),
            Owner.US,
            "FATAL Parent is the link itself"),
        Arguments.of(
            "a group's address",
            new LinkSpec(LinkKind.DUMMY, "v").withMac("01:00:5e:00:00:01"),
            missing(Peer.NONE),
            Owner.US,
            "FATAL MACAddress is that of a group"),
        Arguments.of(
            "CAN in a bridge",
            new LinkSpec(LinkKind.VCAN, "v").on("br0"),
            missing(Peer.NONE),
            Owner.US,
            "FATAL Parent is set; no bridge takes a vcan"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("situations")
  void situation_givesThesePlans(
      String what, LinkSpec spec, Sighting seen, Owner owner, String expected) {
    RecoveryPlan plan = RecoveryPlan.of(spec, seen, owner);
    String actual =
        plan.obstacle().map(it -> it.trouble() + " " + it.reason()).orElse(plan.steps().toString());
    assertEquals(expected, actual, what);
  }

  @Test
  void chain_putsTheNetworkFirst_andFillsInTheParent() {
    Attachment lan = attachment(1, "lan", "", new LinkSpec(LinkKind.BRIDGE, "br0"));
    Attachment end = endpoint("lan", new LinkSpec(LinkKind.VETH, "a").withPeer("b"));
    Declared.Chain chain = new Declared(List.of(lan, end)).chain(end);
    assertEquals(List.of("br0", "a"), names(chain));
    assertEquals(Optional.of("br0"), chain.links().get(1).link().parent());
  }

  @Test
  void chain_withoutItsNetwork_isFatal() {
    Attachment end = endpoint("wan", new LinkSpec(LinkKind.VETH, "a").withPeer("b"));
    assertEquals(
        Optional.of(new Failed(Cause.UNKNOWN_NETWORK, "there is no enabled network wan")),
        new Declared(List.of(end)).chain(end).objection());
  }

  @Test
  void chain_goesDownThroughDeclaredParents_butNotInCircles() {
    Attachment low = attachment(1, "x", "", new LinkSpec(LinkKind.MACVLAN, "m1").on("eth0"));
    Attachment top = attachment(2, "y", "", new LinkSpec(LinkKind.VLAN, "v").on("m1").withId(2));
    assertEquals(List.of("m1", "v"), names(new Declared(List.of(low, top)).chain(top)));
    Attachment circle = attachment(1, "x", "", new LinkSpec(LinkKind.MACVLAN, "m1").on("v"));
    assertEquals(
        Optional.of(new Failed(Cause.MISDECLARED, "it sits on itself, by way of m1")),
        new Declared(List.of(circle, top)).chain(top).objection());
  }

  @Test
  void lastingMac_isTheSameEachTime_unlikeThatOfAnotherMachine_andLocal() {
    LinkSpec spec = new LinkSpec(LinkKind.MACVLAN, "m").on("eth0");
    assertEquals(spec.withLastingMac("seed"), spec.withLastingMac("seed"));
    assertNotEquals(spec.withLastingMac("seed"), spec.withLastingMac("other"));
    int first =
        Integer.parseInt(spec.withLastingMac("seed").mac().orElseThrow().substring(0, 2), 16);
    assertEquals(2, first & 3);
    assertEquals(VLAN, VLAN.withLastingMac("seed"));
    assertEquals(
        Optional.of("02:00:00:00:00:01"),
        spec.withMac("02:00:00:00:00:01").withLastingMac("seed").mac());
  }

  private static List<String> names(Declared.Chain chain) {
    return chain.links().stream().map(one -> one.link().name()).toList();
  }

  private static Attachment endpoint(String network, LinkSpec link) {
    return new Attachment(
        new AttachmentId(AttachmentId.Table.ENDPOINT, 1),
        "end",
        true,
        Optional.of(network),
        link,
        "");
  }

  private static Attachment attachment(int row, String alias, String objection, LinkSpec link) {
    return new Attachment(
        new AttachmentId(AttachmentId.Table.NETWORK, row),
        alias,
        true,
        Optional.empty(),
        link,
        objection);
  }
}

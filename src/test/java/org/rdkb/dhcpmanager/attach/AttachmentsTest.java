package org.rdkb.dhcpmanager.attach;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.attach.Attachment;
import org.rdkb.dhcpmanager.core.attach.AttachmentArchive;
import org.rdkb.dhcpmanager.core.attach.AttachmentCondition.Status;
import org.rdkb.dhcpmanager.core.attach.AttachmentId;
import org.rdkb.dhcpmanager.core.attach.AttachmentRecord;
import org.rdkb.dhcpmanager.core.attach.CheckExtent;
import org.rdkb.dhcpmanager.core.attach.Declared;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer.Cause;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer.Failed;
import org.rdkb.dhcpmanager.core.attach.LinkKind;
import org.rdkb.dhcpmanager.core.attach.LinkSpec;

class AttachmentsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final AttachmentId END = new AttachmentId(AttachmentId.Table.ENDPOINT, 1);
  private static final AttachmentId LAN = new AttachmentId(AttachmentId.Table.NETWORK, 1);
  private static final Attachment BRIDGE =
      new Attachment(LAN, "lan", true, Optional.empty(), new LinkSpec(LinkKind.BRIDGE, "br0"), "");
  private static final Attachment PAIR =
      new Attachment(
          END, "end", true, Optional.of("lan"), new LinkSpec(LinkKind.VETH, "a").withPeer("b"), "");
  private static final Declared BOTH = new Declared(List.of(BRIDGE, PAIR));

  private final FakeLinks links = new FakeLinks();
  private final Memory memory = new Memory();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private Attachments attachments = open(true, false);

  /** What the disk would keep. */
  private static final class Memory implements AttachmentArchive {
    private List<AttachmentRecord> records = List.of();

    @Override
    public synchronized List<AttachmentRecord> load() {
      return records;
    }

    @Override
    public String seed() {
      return "seed";
    }

    @Override
    public synchronized void save(List<AttachmentRecord> now) {
      records = List.copyOf(now);
    }
  }

  private Attachments open(boolean autoRecover, boolean proactive) {
    return new Attachments(
        new Attachments.Ports(
            links,
            links.gateway(),
            memory,
            (name, reason) -> told.add(name + " " + reason),
            InstantSource.fixed(NOW)),
        new Switches(autoRecover, Duration.ZERO, proactive));
  }

  private void restart(boolean autoRecover, boolean proactive) {
    attachments.close();
    attachments = open(autoRecover, proactive);
  }

  @AfterEach
  void close() {
    attachments.close();
  }

  private void awaitStatus(AttachmentId id, Status status) {
    await().atMost(Duration.ofSeconds(5)).until(() -> attachments.condition(id).status() == status);
  }

  @Test
  void nothingIsMade_untilSomebodyNeedsIt_thenItsNetworkFirst() {
    attachments.declare(BOTH);
    assertFalse(attachments.need("eth0"), "nobody declared it");
    assertEquals(List.of(), links.calls());
    assertTrue(attachments.need("a"));
    awaitStatus(END, Status.MADE);
    assertEquals(List.of("make br0", "raise br0", "make a", "join a", "raise a"), links.calls());
    assertEquals(1, attachments.condition(END).recoveries());
    assertEquals(Optional.of(NOW), attachments.condition(END).lastRecovery());
    assertEquals(Map.of("bridge", 1L, "veth", 1L), attachments.counters().recreations());
  }

  private static Attachment can(int instance, String name, boolean enable) {
    LinkSpec link = new LinkSpec(LinkKind.VXCAN, name).withPeer("p" + name);
    AttachmentId id = new AttachmentId(AttachmentId.Table.ENDPOINT, instance);
    return new Attachment(id, name, enable, Optional.of("bus"), link, "");
  }

  private static Declared canNetwork(boolean isThirdEnabled) {
    LinkSpec bus = new LinkSpec(LinkKind.VCAN, "vc0");
    return new Declared(
        List.of(
            new Attachment(LAN, "bus", true, Optional.empty(), bus, ""),
            can(1, "a", true),
            can(2, "b", true),
            can(3, "c", isThirdEnabled)));
  }

  @Test
  void canLinksOfANetwork_areWiredBothWays_whoIsMissingWhenItComes() {
    attachments.declare(canNetwork(true));
    attachments.need("a");
    awaitStatus(END, Status.MADE);
    await().until(() -> links.rules().equals(Set.of("a>vc0", "vc0>a")));
    attachments.need("b");
    await()
        .until(
            () -> links.rules().equals(Set.of("a>vc0", "vc0>a", "b>vc0", "vc0>b", "a>b", "b>a")));
    await().until(() -> attachments.forwarding().size() == 6);
  }

  @Test
  void rulesThatAreGoneDoubledOrStale_areMended_andThoseOfOthersStay() {
    attachments.declare(canNetwork(false));
    attachments.need("a");
    attachments.need("b");
    await().until(() -> links.rules().size() == 6);
    links.changesRules(
        List.of("a>b", "a>b", "b>a", "a>c", "x>y", "b>vc0", "vc0>b", "a>vc0")); // not vc0>a
    long checks = attachments.counters().checks();
    attachments.check(CheckExtent.IN_USE);
    await().until(() -> attachments.counters().checks() > checks);
    assertEquals(
        List.of("a>b", "a>vc0", "b>a", "b>vc0", "vc0>a", "vc0>b", "x>y"), links.allRules());
  }

  @Test
  void kernelWithoutAGateway_isSaidOfTheEndpoint() {
    links.hasNoGateway();
    attachments.declare(canNetwork(false));
    attachments.need("a");
    awaitStatus(END, Status.ERROR_MISCONFIGURED);
    assertEquals(Map.of("vxcan no_such_kind", 1L), attachments.counters().failures());
  }

  @Test
  void secondNeed_doesNothing() {
    attachments.declare(BOTH);
    attachments.need("a");
    awaitStatus(END, Status.MADE);
    links.calls();
    long checks = attachments.counters().checks();
    attachments.need("a");
    attachments.check(CheckExtent.IN_USE);
    await().until(() -> attachments.counters().checks() > checks);
    assertEquals(List.of(), links.calls());
    assertEquals(1, attachments.condition(END).recoveries());
  }

  @Test
  void proactive_makesAllAtTheStart() {
    restart(true, true);
    attachments.declare(BOTH);
    awaitStatus(END, Status.MADE);
    awaitStatus(LAN, Status.MADE);
  }

  @Test
  void checkFindsWhatIsGone_andMakesItAgain() {
    attachments.declare(BOTH);
    attachments.need("a");
    awaitStatus(END, Status.MADE);
    links.loses("a");
    links.loses("b");
    attachments.check(CheckExtent.IN_USE);
    await().until(() -> attachments.condition(END).recoveries() == 2);
    assertTrue(links.isThere("a"));
  }

  @Test
  void halfOfOurPair_isCompleted() {
    attachments.declare(BOTH);
    attachments.need("a");
    awaitStatus(END, Status.MADE);
    links.loses("a");
    links.calls();
    attachments.check(CheckExtent.IN_USE);
    await().until(() -> attachments.condition(END).recoveries() == 2);
    assertEquals(List.of("remove b", "make a", "join a", "raise a"), links.calls());
  }

  @Test
  void somebodyElseIsFaster_countsAsSuccess_andTheLinkIsTheirs() {
    attachments.declare(new Declared(List.of(BRIDGE)));
    links.isBeatenBy("bridge");
    attachments.need("br0");
    awaitStatus(LAN, Status.FOUND);
    assertEquals(0, attachments.condition(LAN).recoveries());
    attachments.declare(Declared.NOTHING);
    attachments.close();
    assertTrue(links.isThere("br0"));
  }

  @Test
  void fatalTrouble_isToldAtOnce_andNotTriedAgainByItself() {
    links.refuses(Optional.of(new Failed(Cause.NO_SUCH_KIND, "no such kind")));
    attachments.declare(BOTH);
    attachments.need("a");
    awaitStatus(END, Status.ERROR_MISCONFIGURED);
    assertEquals(List.of("a cannot be made: br0: no such kind"), told);
    assertEquals("no such kind", attachments.condition(LAN).reason());
    assertEquals("br0: no such kind", attachments.condition(END).reason());
    assertEquals(Map.of("bridge no_such_kind", 1L), attachments.counters().failures());
  }

  @Test
  void recoverableTrouble_isTriedAgainWhenLinksChange() {
    links.refuses(Optional.of(new Failed(Cause.KERNEL, "busy")));
    attachments.declare(BOTH);
    attachments.need("a");
    awaitStatus(END, Status.ERROR);
    assertEquals(List.of("a is not there yet: br0: busy"), told);
    links.refuses(Optional.empty());
    attachments.linkChanged("other");
    awaitStatus(END, Status.MADE);
  }

  @Test
  void withoutAutoRecovery_itFailsFast_andRepairMakesIt() {
    restart(false, false);
    attachments.declare(BOTH);
    attachments.need("a");
    awaitStatus(END, Status.ERROR);
    assertEquals(
        List.of("a is not there yet: br0: is missing, and attach.autoRecover=false"), told);
    assertEquals(List.of(), links.calls());
    attachments.check(CheckExtent.ALL);
    awaitStatus(END, Status.MADE);
  }

  @Test
  void whatWeMade_goesWithItsDeclaration_alsoAfterARestart() {
    links.has("br0", "bridge");
    attachments.declare(BOTH);
    attachments.need("a");
    awaitStatus(END, Status.MADE);
    assertEquals(Status.FOUND, attachments.condition(LAN).status());
    restart(true, false);
    attachments.declare(BOTH);
    awaitStatus(END, Status.MADE);
    attachments.declare(new Declared(List.of(BRIDGE)));
    await().until(() -> !links.isThere("a"));
    attachments.declare(Declared.NOTHING);
    attachments.close();
    assertTrue(links.isThere("br0"));
    assertEquals(List.of(), new ArrayList<>(memory.load()));
  }

  @Test
  void otherDeclaration_replacesTheLink() {
    attachments.declare(new Declared(List.of(BRIDGE)));
    attachments.need("br0");
    awaitStatus(LAN, Status.MADE);
    links.calls();
    LinkSpec other = BRIDGE.link().withMtu(1400);
    attachments.declare(
        new Declared(List.of(new Attachment(LAN, "lan", true, Optional.empty(), other, ""))));
    await().until(() -> attachments.condition(LAN).recoveries() == 2);
    assertEquals(List.of("remove br0", "make br0", "raise br0"), links.calls());
  }

  @Test
  void disabled_isRemoved_andSaysSo() {
    attachments.declare(new Declared(List.of(BRIDGE)));
    attachments.need("br0");
    awaitStatus(LAN, Status.MADE);
    attachments.declare(
        new Declared(
            List.of(new Attachment(LAN, "lan", false, Optional.empty(), BRIDGE.link(), ""))));
    awaitStatus(LAN, Status.DISABLED);
    assertFalse(links.isThere("br0"));
  }
}

package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rdkb.dhcpmanager.core.attach.ForwardingRule;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer.Trouble;
import org.rdkb.dhcpmanager.core.attach.LinkKind;
import org.rdkb.dhcpmanager.core.attach.LinkSpec;
import org.rdkb.dhcpmanager.core.attach.Sighting;
import org.rdkb.dhcpmanager.kernel.KernelCanGateway;
import org.rdkb.dhcpmanager.kernel.LinkMaker;

/** The real kernel, in a network namespace of its own; what it did is read by {@code ip}. */
@Timeout(60)
class LinkMakerIT {

  /** A test's body. */
  private interface Body {
    void run(LinkMaker links) throws IOException, InterruptedException;
  }

  private static void inside(Body body)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    PrivateNetwork.inside(
        () -> {
          try (LinkMaker links = LinkMaker.open()) {
            body.run(links);
          }
        });
  }

  private static void done(LinkAnswer answer) {
    assertInstanceOf(LinkAnswer.Done.class, answer, answer.toString());
  }

  @Test
  void bridgeVethAndMacvlan_areMadeJoinedRaisedAndRemoved()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    inside(
        links -> {
          LinkSpec bridge = new LinkSpec(LinkKind.BRIDGE, "br0").withMac("02:00:00:00:00:10");
          LinkSpec pair =
              new LinkSpec(LinkKind.VETH, "ve0").withPeer("ve1").on("br0").withMtu(1400);
          LinkSpec macvlan =
              new LinkSpec(LinkKind.MACVLAN, "mv0").on("br0").withMac("02:00:00:00:00:11");
          assertEquals(Sighting.Peer.MISSING, links.look(pair).peer());
          done(links.make(bridge));
          assertInstanceOf(LinkAnswer.WasThere.class, links.make(bridge));
          done(links.make(pair));
          assertFalse(links.look(pair).joined());
          done(links.join(pair));
          done(links.raise(pair));
          done(links.raise(bridge));
          done(links.make(macvlan));
          done(links.raise(macvlan));
          String all = PrivateNetwork.command("ip -o -d link");
          assertTrue(all.matches("(?s).*ve0@ve1: <[^>]*,UP[^>]*> mtu 1400 .*master br0.*"), all);
          assertTrue(all.matches("(?s).*ve1@ve0: <[^>]*,UP[^>]*> mtu 1400 .*"), all);
          assertTrue(
              all.matches("(?s).*mv0@br0: <[^>]*,UP.*02:00:00:00:00:11.*macvlan mode bridge.*"),
              all);
          Sighting seen = links.look(pair);
          assertTrue(seen.up() && seen.joined() && seen.kind().equals("veth"), seen.toString());
          assertEquals(Sighting.Peer.UP, seen.peer());
          done(links.remove(bridge));
          assertInstanceOf(LinkAnswer.WasThere.class, links.remove(bridge));
          String left = PrivateNetwork.command("ip -o link");
          assertFalse(left.contains("br0") || left.contains("mv0"), left);
        });
  }

  @Test
  void linksForAnotherNamespace_areThere_andSeenFromHere()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    inside(
        links -> {
          Process box = new ProcessBuilder("unshare", "-n", "sleep", "60").start();
          try {
            Path home = Path.of("/proc/thread-self/ns/net");
            Path other = Path.of("/proc", Long.toString(box.pid()), "ns/net");
            Lab.within(5)
                .until(
                    () ->
                        !Files.readSymbolicLink(other).equals(Files.readSymbolicLink(home))
                            && Files.readString(other.resolveSibling("../comm")).contains("sleep"));
            String namespace = Long.toString(box.pid());
            LinkSpec pair =
                new LinkSpec(LinkKind.VETH, "ve0")
                    .withPeer("eth0")
                    .in(namespace)
                    .handedTo(new LinkSpec.Handover("02:00:00:00:00:33", ""));
            done(links.make(pair));
            done(links.raise(pair));
            assertEquals(Sighting.Peer.UP, links.look(pair).peer());
            LinkSpec bridge = new LinkSpec(LinkKind.BRIDGE, "br0");
            done(links.make(bridge));
            LinkSpec inBox = new LinkSpec(LinkKind.MACVLAN, "mv0").on("br0").in(namespace);
            done(links.make(inBox));
            done(links.raise(inBox));
            assertTrue(links.look(inBox).up());
            String there = PrivateNetwork.command("nsenter -t " + namespace + " -n ip -o link");
            assertTrue(there.contains("eth0@") && there.contains("mv0@"), there);
            assertTrue(there.matches("(?s).*eth0@[^\n]*02:00:00:00:00:33.*"), there);
            takenIntoAContainer(links, namespace);
            assertFalse(PrivateNetwork.command("ip -o link").contains("mv0"));
            done(links.remove(inBox));
            done(links.removePeer(pair));
            assertEquals(Sighting.Peer.MISSING, links.look(pair).peer());
            assertTrue(links.look(pair).index().isEmpty(), "a cable has two ends or none");
          } finally {
            box.destroyForcibly();
          }
        });
  }

  /** An engine moves and renames what it takes; its address stays. */
  private static void takenIntoAContainer(LinkMaker links, String namespace)
      throws IOException, InterruptedException {
    LinkSpec spec = new LinkSpec(LinkKind.MACVLAN, "dm0").on("br0").withMac("02:00:00:00:00:34");
    done(links.make(spec));
    PrivateNetwork.command("ip link set dm0 netns " + namespace + " name eth5");
    assertTrue(links.look(spec).index().isEmpty(), "nobody said where it is");
    LinkSpec taken = spec.handedTo(new LinkSpec.Handover("", "/proc/" + namespace + "/ns/net"));
    assertTrue(links.look(taken).index().isPresent());
    assertEquals("macvlan", links.look(taken).kind());
    done(links.remove(taken));
    String left = PrivateNetwork.command("nsenter -t " + namespace + " -n ip -o link");
    assertFalse(left.contains("eth5"), left);
  }

  /** Where the kernel has one, a rule between links that are no CAN links is refused as well. */
  @Test
  void canGatewayThatIsMissing_hasNoRules_andSaysSo()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    inside(
        links -> {
          done(links.make(new LinkSpec(LinkKind.BRIDGE, "d0")));
          done(links.make(new LinkSpec(LinkKind.BRIDGE, "d1")));
          try (KernelCanGateway gateway = new KernelCanGateway()) {
            assertEquals(List.of(), gateway.rules());
            LinkAnswer.Failed refused =
                (LinkAnswer.Failed) gateway.add(new ForwardingRule("d0", "d1"));
            assertTrue(
                refused.reason().startsWith("this kernel has no CAN gateway (module can-gw): ")
                    || refused.reason().startsWith("d0>d1: "),
                refused.reason());
            LinkAnswer.Failed nowhere =
                (LinkAnswer.Failed) gateway.remove(new ForwardingRule("d0", "nope"));
            assertEquals("there is no link nope", nowhere.reason());
          }
        });
  }

  @Test
  void whatCannotBe_isToldApart()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    inside(
        links -> {
          LinkAnswer.Failed noParent =
              (LinkAnswer.Failed) links.make(new LinkSpec(LinkKind.MACVLAN, "mv0").on("nope"));
          assertEquals(Trouble.RECOVERABLE, noParent.trouble());
          assertEquals("there is no link nope", noParent.reason());
          LinkAnswer.Failed noNamespace =
              (LinkAnswer.Failed)
                  links.make(new LinkSpec(LinkKind.VETH, "a").withPeer("b").in("/run/nowhere"));
          assertEquals(Trouble.RECOVERABLE, noNamespace.trouble());
          assertTrue(noNamespace.reason().startsWith("namespace: open /run/nowhere: No such"));
          LinkAnswer.Failed badMtu =
              (LinkAnswer.Failed)
                  links.make(new LinkSpec(LinkKind.VETH, "a").withPeer("b").withMtu(9));
          assertEquals(Trouble.FATAL, badMtu.trouble());
          assertTrue(badMtu.reason().startsWith("Invalid argument (22)"), badMtu.reason());
          LinkAnswer answer = links.make(new LinkSpec(LinkKind.VXCAN, "vx0").withPeer("vx1"));
          if (answer instanceof LinkAnswer.Failed lacking) { // not every kernel has it
            assertEquals(Trouble.FATAL, lacking.trouble());
            assertTrue(lacking.reason().startsWith("this kernel has no vxcan: "), lacking.reason());
          }
        });
  }
}

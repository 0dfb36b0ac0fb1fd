package org.rdkb.dhcpmanager.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.attach.Attachments;
import org.rdkb.dhcpmanager.attach.Switches;
import org.rdkb.dhcpmanager.cli.text.Console;
import org.rdkb.dhcpmanager.cli.text.Figures;
import org.rdkb.dhcpmanager.core.attach.Attachment;
import org.rdkb.dhcpmanager.core.attach.AttachmentCondition;
import org.rdkb.dhcpmanager.core.attach.AttachmentId;
import org.rdkb.dhcpmanager.core.attach.Declared;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer;
import org.rdkb.dhcpmanager.core.attach.LinkKind;
import org.rdkb.dhcpmanager.core.attach.LinkSpec;
import org.rdkb.dhcpmanager.kernel.KernelCanGateway;
import org.rdkb.dhcpmanager.kernel.LinkMaker;
import org.rdkb.dhcpmanager.linux.NetworkNamespace;
import org.rdkb.dhcpmanager.store.AttachmentsFile;
import org.rdkb.dhcpmanager.store.StateFolder;

/**
 * What it takes to see that a link is there, and to make a cable again that is gone: in a network
 * namespace of its own, by the parts of the manager, its notes on the disk included.
 */
public final class AttachBench {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final LinkSpec BRIDGE = new LinkSpec(LinkKind.BRIDGE, "br0");
  private static final LinkSpec CABLE = new LinkSpec(LinkKind.VETH, "ve0").withPeer("ve1");
  private static final AttachmentId NETWORK = new AttachmentId(AttachmentId.Table.NETWORK, 1);
  private static final AttachmentId ENDPOINT = new AttachmentId(AttachmentId.Table.ENDPOINT, 1);

  private final Console console;
  private final int count;

  /**
   * A bench of links.
   *
   * @param console where figures go
   * @param count how often
   */
  public AttachBench(Console console, int count) {
    this.console = console;
    this.count = count;
  }

  /**
   * Measures and prints.
   *
   * @param scratch for the notes, on the disk that is meant
   * @throws IOException if kernel or disk refuse, or a link does not come to be
   */
  public void run(Path scratch) throws IOException {
    try (NetworkNamespace apart = NetworkNamespace.make();
        LinkMaker links = LinkMaker.open(apart);
        KernelCanGateway gateway = new KernelCanGateway();
        StateFolder state = StateFolder.open(scratch.resolve("state"));
        Attachments attachments =
            new Attachments(
                new Attachments.Ports(
                    links,
                    gateway,
                    new AttachmentsFile(state, "bench"),
                    (link, reason) -> {},
                    InstantSource.system()),
                new Switches(true, Duration.ZERO, false))) {
      attachments.declare(
          new Declared(
              List.of(
                  new Attachment(NETWORK, "lan", true, Optional.empty(), BRIDGE, ""),
                  new Attachment(ENDPOINT, "end", true, Optional.of("lan"), CABLE, ""))));
      ensure(attachments);
      checks(links);
      recreations(links, attachments);
    }
  }

  private static void ensure(Attachments attachments) throws IOException {
    Optional<AttachmentCondition> made = attachments.ensure(ENDPOINT, CABLE.name(), PATIENCE);
    if (made.isEmpty() || made.get().status() != AttachmentCondition.Status.MADE) {
      throw new IOException(
          "the cable was not made: " + made.map(AttachmentCondition::reason).orElse("too late"));
    }
  }

  private void checks(LinkMaker links) throws IOException {
    Figures figures = new Figures("attach: is a link there");
    for (int i = 0; i < count; i++) {
      long begun = System.nanoTime();
      boolean isThere = links.look(BRIDGE).index().isPresent();
      figures.addSince(begun, System.nanoTime());
      if (!isThere) {
        throw new IOException("the bridge is gone");
      }
    }
    figures.print(console);
  }

  private void recreations(LinkMaker links, Attachments attachments) throws IOException {
    Figures figures = new Figures("attach: a cable made again, in its bridge and up");
    for (int i = 0; i < count; i++) {
      if (links.remove(CABLE) instanceof LinkAnswer.Failed failed) {
        throw new IOException("the cable stays: " + failed.reason());
      }
      long begun = System.nanoTime();
      ensure(attachments);
      figures.addSince(begun, System.nanoTime());
    }
    figures.print(console);
  }
}

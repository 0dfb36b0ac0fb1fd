package org.rdkb.dhcpmanager.attach;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.attach.Attachment;
import org.rdkb.dhcpmanager.core.attach.AttachmentArchive;
import org.rdkb.dhcpmanager.core.attach.AttachmentId;
import org.rdkb.dhcpmanager.core.attach.AttachmentRecord;
import org.rdkb.dhcpmanager.core.attach.CheckExtent;
import org.rdkb.dhcpmanager.core.attach.Declared;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer.Cause;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer.Failed;
import org.rdkb.dhcpmanager.core.attach.LinkKind;
import org.rdkb.dhcpmanager.core.attach.LinkSpec;

/** The log lines that operators rely on keep their ids, levels and what they name. */
class AttachLogTest {
  private static final String LOGGERS = "org.rdkb.dhcpmanager.attach";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Lines lines = new Lines();
  private final FakeLinks links = new FakeLinks();
  private final Logger logger = (Logger) LogManager.getLogger(LOGGERS);
  private final Attachments attachments =
      new Attachments(
          new Attachments.Ports(
              links,
              links.gateway(),
              new Forgetful(),
              (name, reason) -> {},
              InstantSource.fixed(Instant.EPOCH)),
          new Switches(true, Duration.ZERO, false));

  /** Keeps what is said, level first. */
  private static final class Lines extends AbstractAppender {
    final List<String> all = new CopyOnWriteArrayList<>();

    Lines() {
      super("lines", null, null, false, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      all.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
    }
  }

  /** A disk that keeps nothing. */
  private static final class Forgetful implements AttachmentArchive {
    @Override
    public List<AttachmentRecord> load() {
      return List.of();
    }

    @Override
    public String seed() {
      return "seed";
    }

    @Override
    public void save(List<AttachmentRecord> now) {}
  }

  @BeforeEach
  void listen() {
    Configurator.setLevel(LOGGERS, Level.DEBUG);
    lines.start();
    logger.addAppender(lines);
    logger.setAdditive(false);
  }

  @AfterEach
  void close() {
    attachments.close();
    logger.removeAppender(lines);
    logger.setAdditive(true);
    Configurator.setLevel(LOGGERS, LogManager.getRootLogger().getLevel());
  }

  private static Attachment link(int instance, LinkSpec spec) {
    AttachmentId id = new AttachmentId(AttachmentId.Table.ENDPOINT, instance);
    return new Attachment(id, spec.name(), true, Optional.empty(), spec, "");
  }

  private void awaitLine(String pattern) {
    await()
        .atMost(PATIENCE)
        .alias(pattern)
        .until(() -> lines.all.stream().anyMatch(line -> line.matches(pattern)));
  }

  private void check() {
    long before = attachments.counters().checks();
    attachments.check(CheckExtent.IN_USE);
    await().atMost(PATIENCE).until(() -> attachments.counters().checks() > before);
  }

  @Test
  void madeFoundAndMissing_haveTheirLines() {
    attachments.declare(new Declared(List.of(link(1, new LinkSpec(LinkKind.DUMMY, "d0")))));
    attachments.need("d0");
    awaitLine("INFO ATTACH-MISSING-RECREATING endpoint-1 if=d0 kind=dummy .*");
    awaitLine("INFO ATTACH-RECREATED endpoint-1 if=d0 kind=dummy for=d0 took=[0-9]+ us");
    check();
    awaitLine("DEBUG ATTACH-EXISTS endpoint-1 if=d0 .*");
    awaitLine("DEBUG ATTACH-HEALTH-OK links=1");
    links.loses("d0");
    check();
    awaitLine("WARN ATTACH-HEALTH-FAILED missing=\\[d0]");
  }

  @Test
  void failure_namesCauseAndTheKernelsReason_once() {
    links.refuses(Optional.of(new Failed(Cause.KERNEL, "Device or resource busy (16)")));
    attachments.declare(new Declared(List.of(link(1, new LinkSpec(LinkKind.DUMMY, "d0")))));
    attachments.need("d0");
    awaitLine(
        "WARN ATTACH-RECREATE-FAILED endpoint-1 if=d0 kind=dummy trouble=RECOVERABLE cause=kernel"
            + " reason=Device or resource busy \\(16\\)");
    check();
    long said = lines.all.stream().filter(line -> line.contains("RECREATE-FAILED")).count();
    assertTrue(said == 1, lines.all.toString());
  }

  @Test
  void peerThatIsMissing_isNamed() {
    Attachment bus =
        new Attachment(
            new AttachmentId(AttachmentId.Table.NETWORK, 1),
            "bus",
            true,
            Optional.empty(),
            new LinkSpec(LinkKind.VCAN, "vc0"),
            "");
    attachments.declare(new Declared(List.of(bus, onBus(1, "a"), onBus(2, "b"))));
    attachments.need("a");
    awaitLine("WARN ATTACH-PEER-SKIPPED endpoint-1 if=a peer=b is missing");
    awaitLine("INFO ATTACH-RULE-MADE endpoint-1 rule=a>vc0");
  }

  private static Attachment onBus(int instance, String name) {
    LinkSpec spec = new LinkSpec(LinkKind.VXCAN, name).withPeer("p" + name);
    AttachmentId id = new AttachmentId(AttachmentId.Table.ENDPOINT, instance);
    return new Attachment(id, name, true, Optional.of("bus"), spec, "");
  }
}

package org.rdkb.dhcpmanager.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingDeque;
import org.rdkb.dhcpmanager.bus.view.Shown;
import org.rdkb.dhcpmanager.cli.text.TextTable;
import org.rdkb.dhcpmanager.server.etcd.EtcdAccess;
import org.rdkb.dhcpmanager.server.etcd.FleetMember;
import org.rdkb.dhcpmanager.server.etcd.FleetPicture;

/**
 * What {@code fleet} shows; apart from its verb, so that who shares nothing loads nothing of it.
 */
final class FleetReport {
  private final Dhcpmgr program;

  FleetReport(Dhcpmgr program) {
    this.program = program;
  }

  int once(EtcdAccess access) throws IOException {
    return show(FleetPicture.read(access));
  }

  /** Until nobody reads it any more. */
  @SuppressWarnings("try") // it is held open, no more
  int on(EtcdAccess access) throws Exception {
    BlockingQueue<FleetPicture> pictures = new LinkedBlockingDeque<>(16);
    try (AutoCloseable watching = FleetPicture.watch(access, pictures::offer)) {
      while (!program.console().out().checkError()) {
        show(pictures.take());
        program.console().out().flush();
      }
    }
    return ExitCode.OK;
  }

  private int show(FleetPicture picture) {
    if (program.json()) {
      json(picture);
    } else {
      print(picture);
    }
    return picture.hasQuorum() ? ExitCode.OK : ExitCode.REFUSED;
  }

  private void json(FleetPicture picture) {
    program
        .console()
        .jsonLine(
            line -> {
              line.writeBooleanField("quorum", picture.hasQuorum());
              line.writeNumberField("claims", picture.claims());
              line.writeObjectFieldStart("nodes");
              for (Map.Entry<String, String> node : picture.nodes().entrySet()) {
                line.writeStringField(node.getKey(), node.getValue());
              }
              line.writeEndObject();
              line.writeArrayFieldStart("servers");
              for (FleetMember member : picture.members()) {
                line.writeStartObject();
                line.writeStringField("name", member.name());
                line.writeStringField("id", member.id());
                line.writeNumberField("blocks", blocks(picture, member));
                line.writeNumberField("free", member.free());
                line.writeEndObject();
              }
              line.writeEndArray();
            });
  }

  private static int blocks(FleetPicture picture, FleetMember member) {
    return picture.blocks().getOrDefault(member.id(), 0);
  }

  private void print(FleetPicture picture) {
    say(
        (picture.hasQuorum() ? "etcd has a quorum; " : "etcd has no quorum; ")
            + picture.members().size()
            + " servers are there; "
            + picture.claims()
            + " addresses are claimed");
    TextTable nodes = new TextTable("ETCD", "STATE");
    picture.nodes().forEach((node, state) -> nodes.row(Shown.printable(node), state));
    nodes.print(program.console().out());
    TextTable servers = new TextTable("SERVER", "ID", "BLOCKS", "FREE");
    for (FleetMember member : picture.members()) {
      servers.row(
          member.name(),
          Shown.printable(member.id()),
          Integer.toString(blocks(picture, member)),
          Integer.toString(member.free()));
    }
    servers.print(program.console().out());
  }

  private void say(String line) {
    program.console().out().println(Shown.printable(line));
  }
}

package org.rdkb.dhcpmanager.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rdkb.dhcpmanager.bus.view.Shown;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.pool.DnsmasqLeases;
import org.rdkb.dhcpmanager.core.pool.IscLeases;
import org.rdkb.dhcpmanager.core.pool.KeaLeases;
import org.rdkb.dhcpmanager.core.pool.LeaseFormat;
import org.rdkb.dhcpmanager.core.pool.Now;
import org.rdkb.dhcpmanager.core.pool.PoolLease;
import org.rdkb.dhcpmanager.server.LeaseJournal;
import org.rdkb.dhcpmanager.store.StateFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Moves the DHCPv4 server's leases from and to other servers; only {@code import} writes. */
@Command(
    name = "server",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(export | import)",
    description = "Exchange the leases that the DHCPv4 server granted with other servers.")
final class ServerCommand {
  private static final String FOLDER = "server";
  private static final long LARGEST = 256L << 20;

  /** Whose file. */
  enum Format {
    KEA,
    DNSMASQ,
    ISC;

    LeaseFormat lines() {
      return switch (this) {
        case KEA -> new KeaLeases();
        case DNSMASQ -> new DnsmasqLeases();
        case ISC -> new IscLeases();
      };
    }
  }

  private final Dhcpmgr program;

  @Mixin private final StateOptions place = new StateOptions();

  ServerCommand(Dhcpmgr program) {
    this.program = program;
  }

  @Command(name = "export", description = "The leases as another server keeps them.")
  int export(@Parameters(paramLabel = "FORMAT", description = "kea, dnsmasq, isc") Format format)
      throws IOException {
    LeaseFormat form = format.lines();
    Now now = now();
    Map<Ipv4Address, PoolLease> leases = new TreeMap<>();
    LeaseJournal.inspect(
        place.folder(program).resolve(FOLDER), now, lease -> leases.put(lease.address(), lease));
    form.head().ifPresent(program.console().out()::println);
    for (PoolLease lease : leases.values()) {
      form.write(lease, now).ifPresent(program.console().out()::println);
    }
    return ExitCode.OK;
  }

  @Command(
      name = "import",
      description =
          "Put the leases of another server into the state folder of a manager that does not run;"
              + " they take the place of what is known of their addresses.")
  int load(
      @Parameters(index = "0", paramLabel = "FORMAT", description = "kea, dnsmasq, isc")
          Format format,
      @Parameters(index = "1", paramLabel = "FILE", description = "its lease file") Path file)
      throws IOException {
    if (Files.size(file) > LARGEST) {
      return complain(file + ": larger than " + LARGEST + " bytes");
    }
    LeaseFormat form = format.lines();
    Now now = now();
    Map<Ipv4Address, PoolLease> leases = new TreeMap<>();
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    String text = "";
    for (int i = 0; i < lines.size(); i++) {
      text = text.isEmpty() ? lines.get(i) : text + "\n" + lines.get(i);
      if (!form.isWhole(text) && i + 1 < lines.size()) {
        continue;
      }
      if (form.isLease(text)) {
        Optional<PoolLease> lease = form.isWhole(text) ? form.read(text, now) : Optional.empty();
        if (lease.isEmpty()) {
          return complain(file + ":" + (i + 1) + ": is no lease; nothing was imported");
        }
        leases.put(lease.get().address(), lease.get());
      }
      text = "";
    }
    try (StateFolder folder = StateFolder.open(place.folder(program))) {
      write(folder.path().resolve(FOLDER), leases.values(), now);
    }
    program.console().out().println(leases.size() + " leases imported");
    return ExitCode.OK;
  }

  private static void write(Path folder, Collection<PoolLease> leases, Now now) throws IOException {
    try (LeaseJournal journal =
        new LeaseJournal(folder, Long.MAX_VALUE, leases::iterator, () -> now)) {
      journal.recall(now, known -> {});
      journal.commit(new ArrayList<>(leases), now);
    }
  }

  /** Only the wall clock counts: ends are kept by it. */
  private static Now now() {
    long wall = Instant.now().toEpochMilli();
    return new Now(wall, wall);
  }

  private int complain(String complaint) {
    program.console().err().println(Shown.printable(complaint));
    return ExitCode.REFUSED;
  }
}

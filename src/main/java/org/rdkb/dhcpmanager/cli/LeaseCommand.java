package org.rdkb.dhcpmanager.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.rdkb.dhcpmanager.bus.view.Shown;
import org.rdkb.dhcpmanager.cli.text.LeasePrinter;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.store.DamagedException;
import org.rdkb.dhcpmanager.store.LeaseImport;
import org.rdkb.dhcpmanager.store.StateFolder;
import org.rdkb.dhcpmanager.store.StateInspection;
import org.rdkb.dhcpmanager.store.StoredFile;
import org.rdkb.dhcpmanager.store.history.HistoryReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at the lease files and their history; only {@code import} changes something. */
@Command(
    name = "lease",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(list | show | verify | history | export | import)",
    description = "Look at stored leases, beside a running manager or without one.")
final class LeaseCommand {
  private static final int MOST_CHANGES = 100_000;

  private final Dhcpmgr program;

  @Mixin private final StateOptions place = new StateOptions();

  LeaseCommand(Dhcpmgr program) {
    this.program = program;
  }

  @Command(name = "list", description = "One line for each stored lease.")
  int list() throws IOException {
    List<StoredFile> files = files();
    printer().list(files.stream().filter(f -> f.row().isPresent() && !f.isFormer()).toList());
    return ExitCode.OK;
  }

  @Command(name = "show", description = "All that is stored of a row, its former version included.")
  int show(@Parameters(paramLabel = "ROW", description = "v4-1, v6-2") String row)
      throws IOException {
    RowId id = row(row);
    List<StoredFile> files = files().stream().filter(f -> f.row().equals(Optional.of(id))).toList();
    if (files.isEmpty()) {
      return complain(row + ": nothing is stored");
    }
    files.forEach(printer()::show);
    return ExitCode.OK;
  }

  @Command(
      name = "verify",
      description = "Check every file of the state folder; exit code 1 if one is damaged.")
  int verify() throws IOException {
    List<StoredFile> files = files();
    printer().verdicts(files);
    Path folder = folder();
    Optional<String> history = Scratch.with(scratch -> new HistoryReader(folder, scratch).damage());
    history.ifPresent(damage -> complain(StateFolder.HISTORY + ": " + damage));
    boolean whole = files.stream().allMatch(file -> file.damage().isEmpty());
    return whole && history.isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
  }

  @Command(name = "history", description = "What became of the leases, the latest first.")
  int history(
      @Parameters(arity = "0..1", paramLabel = "ROW", description = "v4-1, v6-2; else all rows")
          Optional<String> row,
      @Option(
              names = "--most",
              paramLabel = "COUNT",
              defaultValue = "20",
              description = "1 … 100000; default ${DEFAULT-VALUE}")
          int most)
      throws IOException {
    if (most < 1 || most > MOST_CHANGES) {
      throw program.usage("--most takes 1 … " + MOST_CHANGES);
    }
    Path folder = folder();
    Optional<RowId> of = row.map(this::row);
    printer().changes(Scratch.with(scratch -> new HistoryReader(folder, scratch).last(of, most)));
    return ExitCode.OK;
  }

  @Command(name = "export", description = "Stored leases as JSON lines, for import.")
  int export() throws IOException {
    List<StoredFile> files =
        files().stream().filter(f -> f.row().isPresent() && !f.isFormer()).toList();
    for (StoredFile file : files) {
      file.damage().ifPresent(damage -> complain(file.path() + ": left out: " + damage));
    }
    files.stream().filter(file -> file.damage().isEmpty()).forEach(printer()::export);
    return files.stream().allMatch(f -> f.damage().isEmpty()) ? ExitCode.OK : ExitCode.REFUSED;
  }

  @Command(
      name = "import",
      description = "Put exported leases into the state folder of a manager that does not run.")
  int load(@Parameters(paramLabel = "FILE", description = "what export wrote") Path file)
      throws IOException {
    Map<RowId, SortedMap<String, String>> leases;
    try {
      leases = ExportedLeases.read(file);
    } catch (DamagedException refused) {
      return complain(file + ": " + refused.reason());
    }
    try (StateFolder folder = StateFolder.open(folder())) {
      new LeaseImport(folder).write(leases);
    } catch (DamagedException refused) {
      return complain(file + ": " + refused.reason() + "; nothing was imported");
    }
    program.console().out().println(leases.size() + " leases imported");
    return ExitCode.OK;
  }

  private RowId row(String text) {
    return RowId.parse(text)
        .orElseThrow(() -> program.usage("a row is v4-1 or v6-1, not " + Shown.printable(text)));
  }

  private int complain(String complaint) {
    program.console().err().println(Shown.printable(complaint));
    return ExitCode.REFUSED;
  }

  private LeasePrinter printer() {
    return new LeasePrinter(program.console(), program.json());
  }

  private Path folder() throws IOException {
    return place.folder(program);
  }

  private List<StoredFile> files() throws IOException {
    return new StateInspection(folder()).files();
  }
}

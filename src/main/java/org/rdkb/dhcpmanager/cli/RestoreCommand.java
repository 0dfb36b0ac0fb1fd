package org.rdkb.dhcpmanager.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rdkb.dhcpmanager.bus.view.Shown;
import org.rdkb.dhcpmanager.store.DamagedException;
import org.rdkb.dhcpmanager.store.StateFolder;
import org.rdkb.dhcpmanager.store.backup.FolderTarget;
import org.rdkb.dhcpmanager.store.backup.PressedTarget;
import org.rdkb.dhcpmanager.store.backup.Restore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings a backup back, for a manager that does not run. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = "Bring a backup back; what it replaces goes to the state folder's quarantine.")
final class RestoreCommand implements Callable<Integer> {
  private final Dhcpmgr program;

  @Mixin private final StateOptions place = new StateOptions();

  @Parameters(paramLabel = "FOLDER", description = "where backups are")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private Path target = Path.of("");

  @Option(names = "--backup", paramLabel = "NAME", description = "which; else the latest")
  private Optional<String> wanted = Optional.empty();

  @Option(names = "--list", description = "only name the backups there are")
  private boolean list;

  @Mixin private final SealOptions seal = new SealOptions();

  RestoreCommand(Dhcpmgr program) {
    this.program = program;
  }

  @Override
  public Integer call() throws IOException {
    Restore restore =
        new Restore(
            new PressedTarget(seal.over(FolderTarget.toRead(target)), PressedTarget.Writing.PLAIN));
    List<String> backups = restore.backups();
    if (list) {
      backups.forEach(program.console().out()::println);
      return ExitCode.OK;
    }
    Optional<String> backup =
        wanted.isPresent()
            ? wanted.filter(backups::contains)
            : backups.stream().reduce((before, later) -> later);
    if (backup.isEmpty()) {
      return refuse(wanted.orElse("no backup") + ": is not in " + target + seal.hint());
    }
    try (StateFolder folder = StateFolder.open(place.folder(program))) {
      int files = Scratch.with(scratch -> restore.into(backup.get(), folder, scratch));
      program.console().out().println(backup.get() + ": " + files + " files restored");
      return ExitCode.OK;
    } catch (DamagedException damaged) {
      return refuse(backup.get() + ": " + damaged.reason() + "; nothing was restored");
    }
  }

  private int refuse(String complaint) {
    program.console().err().println(Shown.printable(complaint));
    return ExitCode.REFUSED;
  }
}

package org.rdkb.dhcpmanager.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.rdkb.dhcpmanager.bus.view.Shown;
import org.rdkb.dhcpmanager.store.backup.Backup;
import org.rdkb.dhcpmanager.store.backup.FolderTarget;
import org.rdkb.dhcpmanager.store.backup.PressedTarget;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies configuration, leases and history, beside a running manager or without one. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description =
        "Copy configuration, leases and history; what did not change is not copied again.")
final class BackupCommand implements Callable<Integer> {
  private static final int MOST = 10_000;

  private final Dhcpmgr program;

  @Mixin private final StateOptions place = new StateOptions();

  @Parameters(paramLabel = "FOLDER", description = "where to; made if it is absent, mode 0700")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private Path target = Path.of("");

  @Option(
      names = "--keep",
      paramLabel = "COUNT",
      description = "how many backups stay there, 1 … 10000; default 30")
  private int keep = 30;

  @Mixin private final SealOptions seal = new SealOptions();

  @Option(names = "--compress", description = "press what is not there yet")
  private boolean compress;

  BackupCommand(Dhcpmgr program) {
    this.program = program;
  }

  @Override
  public Integer call() throws IOException {
    if (keep < 1 || keep > MOST) {
      throw program.usage("--keep takes 1 … " + MOST);
    }
    Path state = place.folder(program);
    PressedTarget.Writing writing =
        compress ? PressedTarget.Writing.PRESSED : PressedTarget.Writing.PLAIN;
    Backup backup =
        new Backup(new PressedTarget(seal.over(FolderTarget.toWrite(target)), writing), keep);
    Backup.Result result = Scratch.with(scratch -> backup.make(state, scratch, Instant.now()));
    result.leftOut().forEach(left -> program.console().err().println(Shown.printable(left)));
    if (program.json()) {
      program
          .console()
          .jsonLine(
              line -> {
                line.writeStringField("backup", result.name());
                line.writeNumberField("files", result.files());
                line.writeNumberField("written", result.written());
                line.writeNumberField("leftOut", result.leftOut().size());
              });
    } else {
      program
          .console()
          .out()
          .println(result.name() + ": " + result.files() + " files, new: " + result.written());
    }
    return result.leftOut().isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
  }
}

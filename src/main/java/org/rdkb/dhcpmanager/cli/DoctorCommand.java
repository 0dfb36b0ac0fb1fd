package org.rdkb.dhcpmanager.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.rdkb.dhcpmanager.bus.view.Shown;
import org.rdkb.dhcpmanager.cli.doctor.Checks;
import org.rdkb.dhcpmanager.cli.doctor.Complaint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what is wrong on this machine, and what mends it. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Say what is wrong on this machine, each with what mends it; exit code 1 if so.")
final class DoctorCommand implements Callable<Integer> {
  private final Dhcpmgr program;

  @Mixin private final StateOptions place = new StateOptions();

  DoctorCommand(Dhcpmgr program) {
    this.program = program;
  }

  @Override
  public Integer call() throws IOException {
    Checks checks = new Checks(place.premises(program));
    List<Complaint> complaints = checks.look();
    for (Complaint complaint : complaints) {
      if (program.json()) {
        program
            .console()
            .jsonLine(
                line -> {
                  line.writeStringField("id", complaint.id());
                  line.writeStringField("what", complaint.what());
                  line.writeStringField("remedy", complaint.remedy());
                });
      } else {
        say(complaint.id() + ": " + complaint.what());
        say("  " + complaint.remedy());
      }
    }
    if (!program.json()) {
      say(complaints.size() + " things are wrong; " + checks.count() + " were looked at");
    }
    return complaints.isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
  }

  private void say(String line) {
    program.console().out().println(Shown.printable(line));
  }
}

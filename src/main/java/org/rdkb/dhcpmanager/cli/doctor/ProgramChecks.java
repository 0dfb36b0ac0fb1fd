package org.rdkb.dhcpmanager.cli.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether there is what clients and plugins need. */
final class ProgramChecks {
  private final Premises premises;

  ProgramChecks(Premises premises) {
    this.premises = premises;
  }

  List<Complaint> look() {
    List<Complaint> complaints = new ArrayList<>();
    if (premises.udhcpcs().stream().noneMatch(Files::isExecutable)) {
      complaints.add(missing("udhcpc-missing", premises.udhcpcs(), "apt-get install udhcpc"));
    }
    if (premises.dibblers().stream().noneMatch(Files::isExecutable)) {
      complaints.add(
          missing("dibbler-missing", premises.dibblers(), "apt-get install dibbler-client"));
    }
    if (!Files.isExecutable(premises.plugin())) {
      complaints.add(
          new Complaint(
              "plugin-not-executable",
              premises.plugin() + " cannot be executed: no lease would be reported",
              "chmod +x " + premises.plugin()));
    }
    if (isAbsent("sh")) {
      complaints.add(
          new Complaint("sh-missing", "there is no sh: plugins are scripts", "install a shell"));
    }
    if (isAbsent("nc")) {
      complaints.add(
          new Complaint(
              "nc-missing",
              "there is no nc: leases are found by their files only, later",
              "apt-get install netcat-openbsd"));
    }
    return complaints;
  }

  List<Complaint> user() {
    String name = premises.lackingUser();
    return name.isEmpty()
        ? List.of()
        : List.of(
            new Complaint(
                "client-user",
                "there is no user " + name + ": clients and plugins run as root",
                "adduser --system --group --no-create-home --home /nonexistent " + name));
  }

  private static Complaint missing(String id, List<Path> places, String remedy) {
    return new Complaint(id, "none of " + places + " is there", remedy);
  }

  private boolean isAbsent(String program) {
    return premises.path().stream().noneMatch(f -> Files.isExecutable(f.resolve(program)));
  }
}

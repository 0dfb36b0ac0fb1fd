package org.rdkb.dhcpmanager.cli.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All checks, from what everything needs to what one row needs. */
public final class Checks {
  private final Map<String, Check> all = new LinkedHashMap<>();

  /**
   * The checks of a machine.
   *
   * @param premises where its things are
   */
  public Checks(Premises premises) {
    Processes processes = new Processes(premises.proc());
    ManagerChecks managers = new ManagerChecks(premises, processes);
    FolderChecks folders = new FolderChecks(premises);
    ClientChecks clients = new ClientChecks(premises, processes);
    all.put("client-user", new ProgramChecks(premises)::user);
    all.put("programs", new ProgramChecks(premises)::look);
    all.put("loopback", new MachineChecks(premises)::loopback);
    all.put("memory", new MachineChecks(premises)::memory);
    all.put("state-folder", folders::stateFolder);
    all.put("state-files", folders::files);
    all.put("quarantine", folders::quarantine);
    all.put("disk", folders::disk);
    all.put("links", new LinkChecks(premises)::made);
    all.put("manager", managers::instances);
    all.put("monitor-port", managers::monitorPort);
    all.put("descriptors", managers::descriptors);
    all.put("clients", clients::ours);
    all.put("foreign-clients", clients::foreign);
  }

  /**
   * How many there are.
   *
   * @return at least 1
   */
  public int count() {
    return all.size();
  }

  /**
   * Makes all of them; one that cannot look is a complaint of its own.
   *
   * @return what is wrong, in the order of the checks
   */
  public List<Complaint> look() {
    List<Complaint> complaints = new ArrayList<>();
    all.forEach(
        (name, check) -> {
          try {
            complaints.addAll(check.look());
          } catch (IOException | RuntimeException blind) {
            complaints.add(
                new Complaint(name + "-unseen", "cannot be checked: " + blind, "run it as root"));
          }
        });
    return complaints;
  }
}

package org.rdkb.dhcpmanager.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.ClientLaunch;
import org.rdkb.dhcpmanager.core.client.ClientSignal;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.linux.Capability;
import org.rdkb.dhcpmanager.linux.Confinement;
import org.rdkb.dhcpmanager.linux.Pidfd;
import org.rdkb.dhcpmanager.linux.ProcessIdentity;

/**
 * What one client program wants and understands. {@link ProcessLauncher} does all that does not
 * depend on the program. Called on the rows' lanes; without state.
 */
interface ClientDriver {

  /** The program's name, for log lines and reasons. */
  String program();

  /** Where it may be, absolute paths; the first that exists is taken. */
  List<Path> places();

  /** What it runs at each event. */
  Path plugin();

  /**
   * Writes what the program reads at its start.
   *
   * @param folder the row's, empty but for token and output
   * @param launch with what it is started
   * @return a reason why it cannot be started so; empty if it can
   */
  String prepare(RowFolder folder, ClientLaunch launch) throws IOException;

  /** The argument vector, program first. Pure. */
  List<String> argv(Path program, RowFolder folder, ClientLaunch launch);

  /** What of the system the program must be kept from, whoever it runs as. */
  Confinement confinement(RowFolder folder);

  /** All that it has to be allowed to do beyond what every user may. */
  Set<Capability> rights();

  /** Where it writes, besides the spool. All of it is there once it has been prepared. */
  List<Path> writable(RowFolder folder);

  /** Whether it works as another user than root. */
  default boolean runsAsAnother() {
    return true;
  }

  /**
   * Whether it works in another network namespace than ours, where nothing of us can be reached.
   */
  default boolean worksElsewhere() {
    return false;
  }

  /** Whether a process is this program, started for that row folder. */
  boolean isClientOf(RowFolder folder, List<String> argv);

  /**
   * Whether a process that was started with one command line may show the other: some programs
   * write their own over it. Its number and its start have been compared already.
   */
  default boolean isSame(List<String> started, List<String> seen) {
    return started.equals(seen);
  }

  /** Whether a client of the row, so started, is what this configuration asks for. */
  boolean serves(List<String> argv, RowFolder folder, RowId row, ClientConfiguration configuration);

  /** Whether a process is this program and works on that interface. */
  boolean isOn(String linuxInterface, List<String> argv);

  /**
   * Whether an earlier run of ours started it: one of our row folders names it, or it names one.
   */
  boolean isOurs(Path runFolder, ProcessIdentity identity, List<String> argv);

  /** Ends what a client of the row that is gone has left running. */
  default void sweep(RowFolder folder) throws IOException {}

  /** Told at once when the client runs, for what has to be known of it later. */
  default void started(RowFolder folder, int pid) throws IOException {}

  /**
   * Signals a client.
   *
   * @return false if it has ended
   */
  boolean signal(Pidfd client, RowFolder folder, String linuxInterface, ClientSignal signal)
      throws IOException;
}

package org.rdkb.dhcpmanager.linux;

/** How an attempt to start a program ended. */
public sealed interface SpawnResult {

  /**
   * The program runs; it is our child and stays a zombie after its end until somebody waits for it
   * ({@link PidfdWatch} does: give it the descriptor).
   *
   * @param process open
   */
  record Started(Pidfd process) implements SpawnResult {}

  /**
   * There is no such file.
   *
   * @param program path that was asked for
   */
  record NoSuchProgram(String program) implements SpawnResult {}

  /**
   * Anything else: not executable, no memory, output file not writable.
   *
   * @param reason text of the system, naming the file
   */
  record Refused(String reason) implements SpawnResult {}
}

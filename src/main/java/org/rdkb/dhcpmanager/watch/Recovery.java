package org.rdkb.dhcpmanager.watch;

import java.time.Instant;
import java.util.List;

/**
 * What the manager found when it started, and what became of it.
 *
 * @param begun wall clock
 * @param configuration what was found of the rows, a word or two
 * @param verdicts one for each row that was found
 * @param quarantined names of files that are set aside since they were damaged
 * @param steps how long each step took, in order
 * @param isOver false while it starts
 */
public record Recovery(
    Instant begun,
    String configuration,
    List<Verdict> verdicts,
    List<String> quarantined,
    List<Step> steps,
    boolean isOver) {
  /** Takes copies. */
  public Recovery {
    verdicts = List.copyOf(verdicts);
    quarantined = List.copyOf(quarantined);
    steps = List.copyOf(steps);
  }

  /**
   * What became of a row.
   *
   * @param row its path, with its dot
   * @param linuxInterface where it runs; empty if nowhere
   * @param lease what its file said; {@code none} if nothing can be used
   * @param client {@code adopted}, or {@code none}
   * @param remarks what else is to be said: what was repaired, that it is of another boot
   */
  public record Verdict(
      String row, String linuxInterface, String lease, String client, String remarks) {}

  /**
   * One step of the start.
   *
   * @param name a word or two
   * @param millis how long it took
   */
  public record Step(String name, long millis) {}
}

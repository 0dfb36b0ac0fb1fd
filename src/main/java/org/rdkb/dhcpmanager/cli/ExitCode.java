package org.rdkb.dhcpmanager.cli;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What the program tells its caller; the README lists the same. */
public final class ExitCode {
  /** Done. */
  public static final int OK = 0;

  /** The data model refused; parameter and reason were printed. */
  public static final int REFUSED = 1;

  /** The command line makes no sense. */
  public static final int USAGE = 2;

  /** No bus, or no answer in time. */
  public static final int NO_BUS = 3;

  /** Something that must be installed or permitted is missing (EX_UNAVAILABLE). */
  public static final int PREREQUISITES = 69;

  /** A bug, or the system failed us (EX_SOFTWARE). */
  public static final int INTERNAL = 70;

  /** What each means, in a sentence for whoever reads the manual. */
  static final Map<Integer, String> MEANINGS =
      Collections.unmodifiableSortedMap(
          new TreeMap<>(
              Map.of(
                  OK, "Done.",
                  REFUSED,
                      "Refused by the data model; or something was found damaged or wrong. It is"
                          + " named.",
                  USAGE, "The command line or a settings file makes no sense.",
                  NO_BUS, "No bus there, or no answer in time.",
                  PREREQUISITES,
                      "Something must be installed, permitted or freed first; it is named.",
                  INTERNAL, "Internal; please report.")));

  private ExitCode() {}
}

package org.rdkb.dhcpmanager.cli;

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

  private ExitCode() {}
}

package org.rdkb.dhcpmanager.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads settings files as the start of the manager does. */
@FunctionalInterface
public interface SettingsReader {
  /**
   * Compares two files. Nothing of a running manager is touched.
   *
   * @param inPlace the file that the manager starts with; absent: the usual one
   * @param next the file that would take its place; absent: the same one
   * @return what would change, or what is wrong
   */
  Reading read(Optional<Path> inPlace, Optional<Path> next);

  /**
   * What came of it.
   *
   * @param file what would be in force
   * @param complaint file, line and key of what is wrong; empty if nothing is
   * @param differences by key; none if something is wrong
   */
  record Reading(Path file, String complaint, List<Difference> differences) {
    /** Takes a copy. */
    public Reading {
      differences = List.copyOf(differences);
    }
  }

  /**
   * A key that would have another value.
   *
   * @param key as written in the file
   * @param before what it is; empty: not given
   * @param after what it would be; empty: not given
   * @param takes what puts it into force
   */
  record Difference(String key, String before, String after, Takes takes) {}

  /** What puts a changed key into force. */
  enum Takes {
    /** SIGHUP. */
    RELOAD,
    /** A new start of the manager. */
    START
  }
}

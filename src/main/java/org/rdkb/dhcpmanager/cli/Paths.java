package org.rdkb.dhcpmanager.cli;

/** What people leave out when they type paths. */
final class Paths {
  private Paths() {}

  /** Objects, tables and rows end in a dot. */
  static String object(String path) {
    return path.endsWith(".") ? path : path + ".";
  }
}

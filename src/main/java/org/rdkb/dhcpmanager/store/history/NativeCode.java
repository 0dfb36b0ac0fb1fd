package org.rdkb.dhcpmanager.store.history;

import java.nio.file.Path;

/**
 * sqlite-jdbc carries SQLite as native code and unpacks it at first use. Its own default is the
 * folder for everybody's temporary files, where others could have been before it. A folder that was
 * told on the command line stays: where the run folder forbids programs, there has to be another.
 */
final class NativeCode {
  private static final String FOLDER = "org.sqlite.tmpdir";

  private NativeCode() {}

  static void unpackIn(Path folder) {
    if (System.getProperty(FOLDER) == null) {
      System.setProperty(FOLDER, folder.toString());
    }
  }
}

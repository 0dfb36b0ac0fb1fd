package org.rdkb.dhcpmanager.store.history;

import java.nio.file.Path;

/**
 * sqlite-jdbc carries SQLite as native code and unpacks it at first use. Its own default is the
 * folder for everybody's temporary files, where others could have been before it.
 */
final class NativeCode {
  private static final String FOLDER = "org.sqlite.tmpdir";

  private NativeCode() {}

  static void unpackIn(Path folder) {
    System.setProperty(FOLDER, folder.toString());
  }
}

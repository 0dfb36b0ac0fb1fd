package org.rdkb.dhcpmanager;

/** A settings file that cannot be used; the message names file, line, key and reason. */
final class SettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  SettingsException(String message) {
    super(message);
  }
}

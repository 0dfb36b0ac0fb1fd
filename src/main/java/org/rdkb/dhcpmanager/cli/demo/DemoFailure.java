package org.rdkb.dhcpmanager.cli.demo;

/** What the demo promised did not happen; the message says what, for people. */
final class DemoFailure extends Exception {
  private static final long serialVersionUID = 1L;

  DemoFailure(String message) {
    super(message);
  }
}

package org.rdkb.dhcpmanager.cli.demo;

/** What the demo promised did not happen. */
final class DemoFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final String what;

  DemoFailure(String what) {
    super(what);
    this.what = what;
  }

  /** For people. */
  String what() {
    return what;
  }
}

package org.rdkb.dhcpmanager.watch;

/**
 * What one layer of a row's connection is like.
 *
 * @param name link, address, gateway, DNS or bus
 * @param verdict what was found
 * @param reason in words
 */
record Layer(String name, Verdict verdict, String reason) {
  /** What was found. */
  enum Verdict {
    /** As it should be. */
    GOOD,
    /** Not as it should be. */
    BAD,
    /** Nobody asks for it, or a layer below is missing. */
    NOT_ASKED
  }

  static Layer good(String name, String reason) {
    return new Layer(name, Verdict.GOOD, reason);
  }

  static Layer bad(String name, String reason) {
    return new Layer(name, Verdict.BAD, reason);
  }

  static Layer notAsked(String name, String reason) {
    return new Layer(name, Verdict.NOT_ASKED, reason);
  }
}

package org.rdkb.dhcpmanager.plugin;

/** What became of the bytes of a message. */
sealed interface Decoded {

  /**
   * Well formed. Its token has not been compared with anybody's yet.
   *
   * @param message the message
   */
  record Accepted(Message message) implements Decoded {}

  /**
   * Not a message.
   *
   * @param reason the first thing that was wrong
   */
  record Refused(Refusal reason) implements Decoded {}
}

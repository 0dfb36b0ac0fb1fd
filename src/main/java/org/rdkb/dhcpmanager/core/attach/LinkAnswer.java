package org.rdkb.dhcpmanager.core.attach;

/** What became of a step. */
public sealed interface LinkAnswer {

  /** Done now. */
  record Done() implements LinkAnswer {}

  /** Somebody else was faster: as good as done. */
  record WasThere() implements LinkAnswer {}

  /**
   * Not done.
   *
   * @param trouble whether another try can help
   * @param reason the kernel's, in words
   */
  record Failed(Trouble trouble, String reason) implements LinkAnswer {}

  /** The two kinds of failures. */
  enum Trouble {
    /** Something is missing that may come: a parent, a namespace, an answer in time. */
    RECOVERABLE,
    /** It fails the same way each time: no permission, no such kind in this kernel. */
    FATAL
  }
}

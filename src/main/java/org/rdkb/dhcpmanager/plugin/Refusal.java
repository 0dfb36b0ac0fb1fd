package org.rdkb.dhcpmanager.plugin;

/** Why a message was refused whole. */
public enum Refusal {
  /** Larger than {@link Message#MOST_BYTES}. */
  SIZE("size"),
  /** Does not begin like one of ours. */
  MAGIC("magic"),
  /** Another version of the format. */
  VERSION("version"),
  /** The event is no word, or none that a client says. */
  EVENT("event"),
  /** The token has the wrong form, or nobody has it, or its owner is another row. */
  TOKEN("token"),
  /** The sequence number is none, or is not the name of the file. */
  SEQUENCE("sequence"),
  /** The environment is cut off, has an entry without a name, or has too many entries. */
  ENVIRONMENT("environment"),
  /** The client speaks of no interface, or of another one than it was started on. */
  INTERFACE("interface"),
  /** More parts than it may have (a ZMTP multipart message). */
  PARTS("parts"),
  /** No signature, a wrong one, or one where none is wanted. */
  SIGNATURE("signature"),
  /** Compressed and damaged, or too small to be compressed. */
  COMPRESSION("compression"),
  /** Handling it failed twice, by a fault of ours. */
  FAULT("fault");

  private final String word;

  Refusal(String word) {
    this.word = word;
  }

  /**
   * The reason in log lines and counters.
   *
   * @return one lower-case word
   */
  public String word() {
    return word;
  }
}

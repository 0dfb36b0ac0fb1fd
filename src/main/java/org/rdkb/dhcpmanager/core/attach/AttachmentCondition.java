package org.rdkb.dhcpmanager.core.attach;

import java.time.Instant;
import java.util.Optional;

/**
 * How a declared link is.
 *
 * @param status in one word
 * @param reason why it is not as wanted; empty: it is, or nobody needed it yet
 * @param lastRecovery when it was last made, by the wall clock; absent: never
 * @param recoveries how often it was made because it was missing
 */
public record AttachmentCondition(
    Status status, String reason, Optional<Instant> lastRecovery, long recoveries) {

  /** TR-181 {@code Status}. */
  public enum Status {
    /** Not enabled. */
    DISABLED("Disabled"),
    /** Nobody needed it since the start: it is not looked for. */
    UNUSED("Unused"),
    /** It is there: we made it. */
    MADE("Made"),
    /** It is there: somebody else made it. */
    FOUND("Found"),
    /** What is declared cannot be, or never in this kernel. */
    ERROR_MISCONFIGURED("Error_Misconfigured"),
    /** It is missing and could not be made; tried again. */
    ERROR("Error");

    private final String word;

    Status(String word) {
      this.word = word;
    }

    /**
     * TR-181's spelling.
     *
     * @return one word
     */
    public String word() {
      return word;
    }
  }

  /**
   * The same link, seen otherwise.
   *
   * @param now in one word
   * @param why empty if all is well
   * @return a copy
   */
  public AttachmentCondition as(Status now, String why) {
    return new AttachmentCondition(now, why, lastRecovery, recoveries);
  }

  /**
   * The same link, made now.
   *
   * @param at the wall clock
   * @return a copy
   */
  public AttachmentCondition made(Instant at) {
    return new AttachmentCondition(Status.MADE, "", Optional.of(at), recoveries + 1);
  }

  /**
   * Before anything is known.
   *
   * @return unused
   */
  public static AttachmentCondition unused() {
    return new AttachmentCondition(Status.UNUSED, "", Optional.empty(), 0);
  }
}

package org.rdkb.dhcpmanager.core.attach;

import java.util.Locale;

/** What became of a step. */
public sealed interface LinkAnswer {

  /** Done now. */
  record Done() implements LinkAnswer {}

  /** Somebody else was faster: as good as done. */
  record WasThere() implements LinkAnswer {}

  /**
   * Not done.
   *
   * @param cause what kind of failure, for the figures
   * @param reason the kernel's, in words
   */
  record Failed(Cause cause, String reason) implements LinkAnswer {
    /**
     * Whether another try can help.
     *
     * @return as the cause says
     */
    public Trouble trouble() {
      return cause.trouble;
    }
  }

  /** Why a link is not there, in one word that stays the same over versions. */
  enum Cause {
    /** The declaration cannot be: of this link, or of one that it sits on. */
    MISDECLARED(Trouble.FATAL),
    /** It is of a network that is not declared or not enabled. */
    UNKNOWN_NETWORK(Trouble.FATAL),
    /** Its name is taken by a link of another kind. */
    OTHER_KIND(Trouble.FATAL),
    /** We may not. */
    NO_PERMISSION(Trouble.FATAL),
    /** This kernel has no links of that kind. */
    NO_SUCH_KIND(Trouble.FATAL),
    /** The kernel finds the request invalid. */
    INVALID(Trouble.FATAL),
    /** What it sits on, or joins, or the link itself, is not there. */
    NO_LINK(Trouble.RECOVERABLE),
    /** Its namespace is not there. */
    NO_NAMESPACE(Trouble.RECOVERABLE),
    /** Half of a pair is there and is not ours. */
    HALF_THERE(Trouble.RECOVERABLE),
    /** It may not be made by itself: {@code attach.autoRecover=false}. */
    NOT_ALLOWED(Trouble.RECOVERABLE),
    /** Others make and remove it all the time. */
    RACE(Trouble.RECOVERABLE),
    /** Something else that the kernel says. */
    KERNEL(Trouble.RECOVERABLE);

    private final Trouble trouble;

    Cause(Trouble trouble) {
      this.trouble = trouble;
    }

    /**
     * As a label.
     *
     * @return lower case, words joined by underscores
     */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The two kinds of failures. */
  enum Trouble {
    /** Something is missing that may come: a parent, a namespace, an answer in time. */
    RECOVERABLE,
    /** It fails the same way each time: no permission, no such kind in this kernel. */
    FATAL
  }
}

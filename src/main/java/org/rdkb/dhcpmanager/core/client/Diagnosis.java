package org.rdkb.dhcpmanager.core.client;

import java.util.List;
import java.util.Optional;

/**
 * How a row's connection is, from the bottom up.
 *
 * @param layers each once, in the order of {@link Layer}
 */
public record Diagnosis(List<Finding> layers) {
  /** Takes a copy. */
  public Diagnosis {
    layers = List.copyOf(layers);
  }

  /** What is looked at. */
  public enum Layer {
    /** The interface is there, and has a carrier. */
    LINK("Link"),
    /** A server has given a lease. */
    SERVER("Server"),
    /** The kernel has its addresses. */
    ADDRESS("Address"),
    /** The first router answers on the link. */
    GATEWAY("Gateway"),
    /** The first name server of the lease answers. */
    DNS("DNS"),
    /** The broker of the message bus answers. */
    BUS("Bus");

    private final String word;

    Layer(String word) {
      this.word = word;
    }

    /**
     * As TR-181 would write it.
     *
     * @return a word
     */
    public String word() {
      return word;
    }
  }

  /** What came of it. */
  public enum Verdict {
    /** As it should be. */
    GOOD("Good"),
    /** Not as it should be. */
    BAD("Bad"),
    /** Not looked at: it does not concern the row, or something below it is bad. */
    NOT_ASKED("NotAsked");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    /**
     * As TR-181 would write it.
     *
     * @return a word
     */
    public String word() {
      return word;
    }
  }

  /**
   * One layer.
   *
   * @param layer which
   * @param verdict how it is
   * @param reason what was seen, for people; no secret
   */
  public record Finding(Layer layer, Verdict verdict, String reason) {}

  /**
   * The lowest layer that is not as it should be: where to begin.
   *
   * @return absent if there is none
   */
  public Optional<Finding> firstBad() {
    return layers.stream().filter(finding -> finding.verdict() == Verdict.BAD).findFirst();
  }
}

package org.rdkb.dhcpmanager.core.pool;

import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.Packet4;

/** One test of who sent a request (R24). */
public sealed interface Criterion {
  /** Whether the sender is served. */
  boolean passes(Packet4 packet);

  /** Who passes. */
  enum Sense {
    /** Who matches. */
    MATCHING,
    /** Who does not: also who says nothing. */
    EXCLUDING;

    boolean of(boolean matches) {
      return matches == (this == MATCHING);
    }
  }

  /** How much of an option has to agree. */
  enum Mode {
    EXACT,
    PREFIX,
    SUFFIX,
    SUBSTRING
  }

  /**
   * What the client says of itself.
   *
   * @param code of the option
   * @param value octets to find in it
   * @param mode where
   * @param sense who passes
   */
  record OfOption(int code, Octets value, Mode mode, Sense sense) implements Criterion {
    @Override
    public boolean passes(Packet4 packet) {
      return sense.of(packet.options().get(code).filter(this::matches).isPresent());
    }

    private boolean matches(Octets sent) {
      int spare = sent.length() - value.length();
      return spare >= 0
          && switch (mode) {
            case EXACT -> sent.equals(value);
            case PREFIX -> isAt(sent, 0);
            case SUFFIX -> isAt(sent, spare);
            case SUBSTRING -> isAnywhere(sent, spare);
          };
    }

    private boolean isAt(Octets sent, int from) {
      return sent.slice(from, from + value.length()).equals(value);
    }

    private boolean isAnywhere(Octets sent, int last) {
      for (int from = 0; from <= last; from++) {
        if (isAt(sent, from)) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * The hardware address, bit by bit.
   *
   * @param value six octets
   * @param mask six octets: the bits that have to agree
   * @param sense who passes
   */
  record OfHardware(Octets value, Octets mask, Sense sense) implements Criterion {
    @Override
    public boolean passes(Packet4 packet) {
      return sense.of(matches(packet.header().hardware().octets()));
    }

    private boolean matches(Octets sent) {
      if (sent.length() != value.length()) {
        return false;
      }
      for (int i = 0; i < sent.length(); i++) {
        if (((sent.at(i) ^ value.at(i)) & mask.at(i)) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}

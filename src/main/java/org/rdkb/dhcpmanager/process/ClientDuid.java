package org.rdkb.dhcpmanager.process;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rdkb.dhcpmanager.core.option.Octets;

/**
 * What kind of DUID the DHCPv6 clients show (RFC 8415 section 11).
 *
 * @param kind how it is made
 * @param enterpriseNumber of {@link Kind#ENTERPRISE}, else 0
 * @param identifier likewise, 1…120 octets, else empty
 */
public record ClientDuid(Kind kind, long enterpriseNumber, Octets identifier) {
  /** From the link-layer address: the same after a reboot without being remembered. */
  public static final ClientDuid LINK_LAYER = new ClientDuid(Kind.LINK_LAYER, 0, Octets.EMPTY);

  private static final Pattern ENTERPRISE =
      Pattern.compile("en:([0-9]{1,10}):((?:[0-9A-Fa-f]{2})+)");
  private static final int MOST_OCTETS = 120;

  /** How a DUID is made. */
  public enum Kind {
    /** DUID-LL. */
    LINK_LAYER("00:03"),
    /** DUID-LLT: link-layer address and time, which is to be remembered. */
    LINK_LAYER_TIME("00:01"),
    /** DUID-EN: as the vendor says. */
    ENTERPRISE("00:02");

    private final String head;

    Kind(String head) {
      this.head = head;
    }

    /** How a DUID of this kind begins in the file of dibbler-client. */
    String head() {
      return head;
    }
  }

  /**
   * Reads a setting.
   *
   * @param text {@code ll}, {@code llt} or {@code en:NUMBER:HEXADECIMAL}
   * @return absent if it is none of them
   */
  public static Optional<ClientDuid> parse(String text) {
    if (text.equals("ll")) {
      return Optional.of(LINK_LAYER);
    }
    if (text.equals("llt")) {
      return Optional.of(new ClientDuid(Kind.LINK_LAYER_TIME, 0, Octets.EMPTY));
    }
    Matcher enterprise = ENTERPRISE.matcher(text);
    if (!enterprise.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(enterprise.group(1));
    return Octets.parseHex(enterprise.group(2))
        .filter(identifier -> identifier.length() <= MOST_OCTETS && number >>> 32 == 0)
        .map(identifier -> new ClientDuid(Kind.ENTERPRISE, number, identifier));
  }

  /** What {@code client.conf} says. */
  String statement() {
    return switch (kind) {
      case LINK_LAYER -> "duid-ll";
      case LINK_LAYER_TIME -> "duid-llt";
      case ENTERPRISE -> "duid-en " + enterpriseNumber + " 0x" + identifier.toHex();
    };
  }
}

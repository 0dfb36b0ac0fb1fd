package org.rdkb.dhcpmanager.core.option;

import java.util.Optional;

/**
 * The forms in which clients hand a payload over as text: plain hexadecimal digits or pairs joined
 * by colons, either of them inside one pair of single quotes or not.
 */
public final class HexText {
  private HexText() {}

  /**
   * Reads any of these forms, of any length, without guessing.
   *
   * @param text for example {@code '00:59:00:0d'}
   * @return absent if a quote has no partner, a digit is none, or digits do not come in pairs
   */
  public static Optional<Octets> parse(String text) {
    String bare = text;
    if (text.length() >= 2 && text.startsWith("'") && text.endsWith("'")) {
      bare = text.substring(1, text.length() - 1);
    }
    if (bare.indexOf(':') < 0) {
      return Octets.parseHex(bare);
    }
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < bare.length(); i++) {
      boolean separator = i % 3 == 2;
      if (separator != (bare.charAt(i) == ':')) {
        return Optional.empty();
      }
      if (!separator) {
        digits.append(bare.charAt(i));
      }
    }
    return bare.endsWith(":") ? Optional.empty() : Octets.parseHex(digits.toString());
  }
}

package org.rdkb.dhcpmanager.process;

import java.util.Optional;
import java.util.regex.Pattern;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.SentOption;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.v6.Option6;
import org.rdkb.dhcpmanager.core.option.v6.Options6;
import org.rdkb.dhcpmanager.core.option.v6.UserClass;
import org.rdkb.dhcpmanager.core.option.v6.VendorClass;

/** What dhcpcd has to be told so that it sends an option; it knows a few and no others. Pure. */
final class DhcpcdSentOption {
  private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,62}");

  /** dhcpcd 9.4: longest client identifier, and longest text of the others. */
  private static final int LONGEST_IDENTIFIER = 48;

  private static final int LONGEST = 255;

  private DhcpcdSentOption() {}

  /** Lines of its configuration; absent if it cannot send that. */
  static Optional<String> lines(Family family, SentOption option) {
    return family == Family.V4 ? lines4(option) : lines6(option);
  }

  private static Optional<String> lines4(SentOption option) {
    Octets payload = option.payload();
    boolean fits = payload.length() > 0 && payload.length() <= LONGEST;
    return switch (option.code()) {
      case 12 -> hostName(payload);
      case 43 -> when(fits, "vendor ," + quoted(payload));
      case 60 -> when(fits, "vendorclassid " + quoted(payload));
      case 61 ->
          // Of one octet it would make text (RFC 2132 section 9.14: at least two).
          when(
              payload.length() > 1 && payload.length() <= LONGEST_IDENTIFIER,
              "clientid " + payload.toHex().replaceAll("..(?!$)", "$0:"));
      case 77 -> when(fits && payload.length() < LONGEST, "msuserclass " + quoted(payload));
      default -> Optional.empty();
    };
  }

  private static Optional<String> hostName(Octets payload) {
    String text = new String(payload.toArray(), java.nio.charset.StandardCharsets.ISO_8859_1);
    return when(HOST_NAME.matcher(text).matches(), "hostname \"" + text + "\"");
  }

  private static Optional<String> lines6(SentOption option) {
    Option6 value = Options6.decode(option.code(), option.payload());
    StringBuilder lines = new StringBuilder();
    if (value instanceof UserClass user) {
      int octets = user.classes().stream().mapToInt(one -> one.length() + 1).sum();
      boolean fits = octets < LONGEST && user.classes().stream().allMatch(c -> c.length() > 0);
      user.classes().forEach(one -> lines.append("userclass ").append(quoted(one)).append('\n'));
      return fits ? Optional.of(lines.toString()) : Optional.empty();
    }
    if (value instanceof VendorClass vendor && vendor.enterpriseNumber() > 0) {
      for (Octets one : vendor.classes()) {
        lines.append("vendclass ").append(vendor.enterpriseNumber()).append(' ');
        lines.append(quoted(one)).append('\n');
      }
      boolean fits = vendor.classes().stream().allMatch(c -> c.length() > 0);
      return fits ? Optional.of(lines.toString()) : Optional.empty();
    }
    return Optional.empty();
  }

  private static Optional<String> when(boolean fits, String line) {
    return fits ? Optional.of(line + "\n") : Optional.empty();
  }

  /** Every octet escaped: nothing is left that its grammar could take for something else. */
  private static String quoted(Octets payload) {
    return "\"" + payload.toHex().replaceAll("..", "\\\\x$0") + "\"";
  }
}

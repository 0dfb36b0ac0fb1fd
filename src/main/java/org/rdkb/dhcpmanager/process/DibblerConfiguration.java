package org.rdkb.dhcpmanager.process;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.SentOption;
import org.rdkb.dhcpmanager.core.client.Wanted6;
import org.rdkb.dhcpmanager.core.option.Octets;

/**
 * The text of {@code client.conf} for one row. Pure.
 *
 * <p>Options are asked for as plain octets: dibbler hands them to its script either way. It always
 * accepts RECONFIGURE, because that is how it is told to renew; it splits no prefix over other
 * interfaces, for that is not the client's business; it does not confirm what an earlier process of
 * it knew, since it mixes that up with prefixes (1.0.1): the server finds the former binding by
 * DUID and IAID.
 */
final class DibblerConfiguration {
  /** What the client puts into its messages by itself, or what is no option of a whole message. */
  private static final Set<Integer> ITS_OWN =
      Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 18, 19, 20, 25, 26);

  /** It sends INFORMATION-REQUEST for what it is asked for by these names, and for nothing else. */
  private static final Map<Integer, String> BY_NAME =
      Map.of(23, "dns-server", 24, "domain", 31, "ntp-server");

  private DibblerConfiguration() {}

  /**
   * The text.
   *
   * @param script what the client runs at each event
   * @param iaid of both IAs: the number of the row, so that it is the same after a reboot
   * @param duid how the client makes its own
   * @param configuration an interface name without quotes and backslashes, which the client's
   *     grammar cannot express
   */
  static String text(Path script, int iaid, ClientDuid duid, ClientConfiguration configuration) {
    Wanted6 wanted =
        configuration
            .v6()
            .orElse(new Wanted6(true, false, false, OptionalLong.empty(), OptionalLong.empty()));
    StringBuilder text = new StringBuilder();
    text.append("script \"").append(script).append("\"\n");
    text.append("log-level 7\nlog-mode full\n");
    text.append("duid-type ").append(duid.statement()).append('\n');
    text.append("skip-confirm\nreconfigure-accept 1\ndownlink-prefix-ifaces \"none\"\n");
    if (!wanted.forceSolicit()) {
      text.append("obey-ra-bits\n");
    }
    text.append("iface \"").append(configuration.linuxInterface()).append("\" {\n");
    if (wanted.addresses()) {
      ia("ia", iaid, wanted, text);
    }
    if (wanted.prefixes()) {
      ia("pd", iaid, wanted, text);
    }
    if (wanted.isStateless()) {
      text.append("  stateless\n");
    }
    if (wanted.rapidCommit()) {
      text.append("  rapid-commit yes\n");
    }
    for (SentOption option : configuration.sentOptions()) {
      // Its grammar has no empty payload.
      if (!ITS_OWN.contains(option.code()) && !option.payload().equals(Octets.EMPTY)) {
        option(option.code(), " 0x" + option.payload().toHex(), text);
      }
    }
    for (int code : new LinkedHashSet<>(configuration.requestedOptions())) {
      if (wanted.isStateless() && BY_NAME.containsKey(code)) {
        text.append("  option ").append(BY_NAME.get(code)).append('\n');
      } else if (!ITS_OWN.contains(code)) {
        option(code, "", text);
      }
    }
    if (wanted.isStateless()) {
      text.append("  option lifetime\n");
    }
    return text.append("}\n").toString();
  }

  private static void ia(String keyword, int iaid, Wanted6 wanted, StringBuilder text) {
    text.append("  ").append(keyword).append(' ').append(iaid);
    if (wanted.t1().isPresent() || wanted.t2().isPresent()) {
      text.append(" {\n");
      wanted.t1().ifPresent(seconds -> text.append("    t1 ").append(seconds).append('\n'));
      wanted.t2().ifPresent(seconds -> text.append("    t2 ").append(seconds).append('\n'));
      text.append("  }");
    }
    text.append('\n');
  }

  private static void option(int code, String payload, StringBuilder text) {
    text.append("  option ").append(code).append(" hex").append(payload).append('\n');
  }

  /** Whether the client's grammar can name this interface. */
  static boolean canName(String linuxInterface) {
    return linuxInterface.matches("[!-~&&[^\"\\\\]]{1,15}");
  }
}

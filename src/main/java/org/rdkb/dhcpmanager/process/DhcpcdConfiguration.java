package org.rdkb.dhcpmanager.process;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.client.SentOption;
import org.rdkb.dhcpmanager.core.client.Wanted6;

/**
 * The text of {@code dhcpcd.conf} for one row. Pure.
 *
 * <p>Every option is defined as octets, so that the script gets them as they were sent and the
 * manager's own decoders read them. It configures nothing, waits for ever, probes no address,
 * listens to no router, and tells nobody its name or maker unless the row says so (R27).
 */
final class DhcpcdConfiguration {
  /** Those of an ACK that the client itself lives by keep the names it gives them. */
  private static final Set<Integer> NAMED4 = Set.of(50, 51, 53, 54, 58, 59);

  /** What it puts into its messages by itself, or what is no option of a whole message. */
  private static final Set<Integer> ITS_OWN6 =
      Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 18, 19, 20, 25, 26);

  /** Codes that a server may send unasked; others are defined when they are asked for. */
  private static final int USUAL_CODES6 = 150;

  private DhcpcdConfiguration() {}

  /**
   * Why this client cannot do what a row says.
   *
   * @return empty if it can
   */
  static String trouble(Family family, ClientConfiguration configuration) {
    String linuxInterface = configuration.linuxInterface();
    if (!linuxInterface.matches("[A-Za-z0-9][A-Za-z0-9._@+-]{0,14}")) {
      return "dhcpcd cannot be told of an interface named " + linuxInterface;
    }
    Optional<Wanted6> wanted = configuration.v6();
    if (wanted.filter(w -> w.t1().isPresent() || w.t2().isPresent()).isPresent()) {
      return "dhcpcd suggests no T1 and T2 to a server";
    }
    for (SentOption option : configuration.sentOptions()) {
      boolean ignored = family == Family.V6 && ITS_OWN6.contains(option.code());
      if (!ignored && DhcpcdSentOption.lines(family, option).isEmpty()) {
        return "dhcpcd cannot send option " + option.code() + " with this value";
      }
    }
    return "";
  }

  /**
   * The text.
   *
   * @param script what the client runs at each event
   * @param folder of the row; its script finds the rest of the row's folders in the environment
   * @param configuration one without trouble
   */
  static String text(
      RowId row, RowFolder folder, Path script, String monitor, ClientConfiguration configuration) {
    StringBuilder text = new StringBuilder();
    text.append("script ").append(script).append('\n');
    text.append("env DHCPMGR_ROW=").append(folder.path()).append('\n');
    text.append("env DHCPMGR_SPOOL=").append(folder.spool()).append('\n');
    text.append("env DHCPMGR_MONITOR=").append(monitor).append('\n');
    text.append("noconfigure\npersistent\nnodelay\nnoarp\nnoipv4ll\nnoipv6rs\n");
    text.append("timeout 0\nreboot 0\nvendorclassid\nfqdn disable\nduid ll\n");
    if (row.family() == Family.V4) {
      options4(configuration, text);
    } else {
      options6(configuration, text);
    }
    for (SentOption option : configuration.sentOptions()) {
      DhcpcdSentOption.lines(row.family(), option).ifPresent(text::append);
    }
    text.append("interface ").append(configuration.linuxInterface()).append('\n');
    text.append("iaid ").append(row.instance()).append('\n');
    configuration.v6().ifPresent(wanted -> ias(wanted, row.instance(), text));
    return text.toString();
  }

  private static void options4(ClientConfiguration configuration, StringBuilder text) {
    for (int code = 1; code < 255; code++) {
      if (!NAMED4.contains(code)) {
        text.append("define ").append(code).append(" binhex opt").append(code).append('\n');
      }
    }
    for (int code : new LinkedHashSet<>(configuration.requestedOptions())) {
      if (code > 0 && code < 255) {
        text.append("option ").append(code).append('\n');
      }
    }
  }

  private static void options6(ClientConfiguration configuration, StringBuilder text) {
    Set<Integer> asked = new LinkedHashSet<>(configuration.requestedOptions());
    asked.removeAll(ITS_OWN6);
    Set<Integer> defined = new TreeSet<>(asked);
    for (int code = 1; code <= USUAL_CODES6; code++) {
      defined.add(code);
    }
    for (int code : defined) {
      text.append("define6 ").append(code).append(" binhex opt").append(code).append('\n');
    }
    asked.forEach(code -> text.append("option dhcp6_").append(code).append('\n'));
  }

  private static void ias(Wanted6 wanted, int iaid, StringBuilder text) {
    if (wanted.rapidCommit()) {
      text.append("option dhcp6_14\n");
    }
    if (wanted.addresses()) {
      text.append("ia_na ").append(iaid).append('\n');
    }
    if (wanted.prefixes()) {
      text.append("ia_pd ").append(iaid).append('\n');
    }
    if (!wanted.addresses() && !wanted.prefixes()) {
      text.append("inform6\n");
    }
  }
}

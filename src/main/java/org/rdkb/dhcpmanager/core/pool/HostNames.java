package org.rdkb.dhcpmanager.core.pool;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.rdkb.dhcpmanager.core.packet.OptionCode4;

/**
 * The names of clients as a resolver reads them (hosts(5)): address, name with the domain of the
 * pool, name. A client says its name itself, so only what is one label of a host name counts (RFC
 * 1123 section 2.1), and no two clients have the same: the lease that comes first has it.
 */
public final class HostNames {
  /** The first line, by which a file is known as ours. */
  public static final String MARK = "# Written by dhcpmgr from the leases of its DHCPv4 server.";

  private static final Pattern LABEL =
      Pattern.compile("(?=.*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final String OURS = "localhost";

  private HostNames() {}

  /**
   * Names of those who have their address now.
   *
   * @param leases any
   * @param configuration whose pools know the domains
   * @param now milliseconds since boot
   * @return lines with their ends
   */
  public static String of(List<PoolLease> leases, ServerConfiguration configuration, long now) {
    StringBuilder text = new StringBuilder(MARK).append('\n');
    Set<String> taken = new HashSet<>();
    for (PoolLease lease : leases) {
      Optional<String> name = lease.isActive(now) ? label(lease.hostName()) : Optional.empty();
      if (name.isPresent() && taken.add(name.get())) {
        text.append(lease.address()).append(' ');
        configuration
            .poolOf(lease)
            .flatMap(HostNames::domain)
            .ifPresent(domain -> text.append(name.get()).append('.').append(domain).append(' '));
        text.append(name.get()).append('\n');
      }
    }
    return text.toString();
  }

  /** Some clients send their whole name; the domain is the pool's to say. */
  private static Optional<String> label(String hostName) {
    int dot = hostName.indexOf('.');
    String first = (dot < 0 ? hostName : hostName.substring(0, dot)).toLowerCase(Locale.ROOT);
    return Optional.of(first).filter(name -> LABEL.matcher(name).matches() && !name.equals(OURS));
  }

  private static Optional<String> domain(AddressPool pool) {
    return pool.options().stream()
        .filter(option -> option.code() == OptionCode4.DOMAIN_NAME)
        .map(option -> text(option).toLowerCase(Locale.ROOT))
        .filter(
            domain ->
                List.of(domain.split("\\.", -1)).stream()
                    .allMatch(label -> LABEL.matcher(label).matches()))
        .reduce((first, last) -> last);
  }

  private static String text(PoolOption option) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < option.payload().length(); i++) {
      text.append((char) option.payload().at(i));
    }
    return text.toString();
  }
}

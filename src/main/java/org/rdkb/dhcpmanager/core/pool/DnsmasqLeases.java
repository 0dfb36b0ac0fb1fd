package org.rdkb.dhcpmanager.core.pool;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.rdkb.dhcpmanager.core.pool.PoolLease.Phase;

/**
 * {@code dnsmasq.leases}: end (0: never), hardware address, address, host name and client
 * identifier, a star for what is not known. Lines of IPv6 have other forms and are left out.
 */
public record DnsmasqLeases() implements LeaseFormat {
  private static final int COLUMNS = 5;
  private static final String UNKNOWN = "*";

  @Override
  public Optional<String> head() {
    return Optional.empty();
  }

  @Override
  public Optional<String> write(PoolLease lease, Now now) {
    if (lease.phase() != Phase.LEASED || !lease.hardware().isEthernet()) {
      return Optional.empty();
    }
    long end = lease.until() == Now.NEVER ? 0 : now.toWall(lease.until()) / 1000;
    return Optional.of(
        String.join(
            " ",
            List.of(
                Long.toString(end),
                lease.hardware().toString(),
                lease.address().toString(),
                lease.hostName().isEmpty() ? UNKNOWN : lease.hostName(),
                lease.client().identifier().map(LeaseFields::pairs).orElse(UNKNOWN))));
  }

  @Override
  public boolean isLease(String line) {
    String[] columns = line.split(" ", -1);
    boolean isIpv6 = columns.length > 2 && columns[2].contains(":");
    return !line.isBlank() && !line.startsWith("duid ") && !isIpv6;
  }

  @Override
  public Optional<PoolLease> read(String line, Now now) {
    String[] columns = line.split(" ", -1);
    if (columns.length != COLUMNS) {
      return Optional.empty();
    }
    OptionalLong end = LeaseFields.seconds(columns[0]);
    if (end.isEmpty()) {
      return Optional.empty();
    }
    long until = end.getAsLong() == 0 ? Now.NEVER : now.fromWall(end.getAsLong() * 1000);
    return new LeaseFields(columns[2], columns[1], known(columns[4]), known(columns[3]))
        .lease(Phase.LEASED, until);
  }

  private static String known(String text) {
    return text.equals(UNKNOWN) ? "" : text;
  }
}

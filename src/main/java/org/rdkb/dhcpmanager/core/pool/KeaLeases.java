package org.rdkb.dhcpmanager.core.pool;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.rdkb.dhcpmanager.core.pool.PoolLease.Phase;

/**
 * {@code kea-leases4.csv} of Kea's memfile back end, as of version 2; later ones have a column more
 * and take this. A later line takes the place of an earlier one about the same address. The
 * subnet's number is ours to invent: 1.
 */
public record KeaLeases() implements LeaseFormat {
  private static final String HEAD =
      "address,hwaddr,client_id,valid_lifetime,expire,subnet_id,fqdn_fwd,fqdn_rev,hostname,state,"
          + "user_context";
  private static final int LEAST_COLUMNS = 10;
  private static final int ASSIGNED = 0;
  private static final int DECLINED = 1;

  @Override
  public Optional<String> head() {
    return Optional.of(HEAD);
  }

  @Override
  public Optional<String> write(PoolLease lease, Now now) {
    if (lease.phase() != Phase.LEASED && lease.phase() != Phase.DECLINED) {
      return Optional.empty();
    }
    boolean forEver = lease.until() == Now.NEVER;
    long wallSeconds = now.wallMillis() / 1000;
    long end = forEver ? wallSeconds + LeaseTerms.INFINITE : now.toWall(lease.until()) / 1000;
    long lifetime = forEver ? LeaseTerms.INFINITE : Math.max(1, end - wallSeconds);
    String client = lease.client().identifier().map(LeaseFields::pairs).orElse("");
    return Optional.of(
        String.join(
            ",",
            List.of(
                lease.address().toString(),
                LeaseFields.pairs(lease.hardware().octets()),
                client,
                Long.toString(lifetime),
                Long.toString(end),
                "1",
                "0",
                "0",
                lease.hostName().replace("&", "&#x26").replace(",", "&#x2c"),
                Integer.toString(lease.phase() == Phase.LEASED ? ASSIGNED : DECLINED),
                "")));
  }

  @Override
  public boolean isLease(String line) {
    return !line.isBlank() && !line.startsWith("address,") && !line.startsWith("#");
  }

  @Override
  public Optional<PoolLease> read(String line, Now now) {
    String[] columns = line.split(",", -1);
    if (columns.length < LEAST_COLUMNS || !columns[9].matches("[0-9]")) {
      return Optional.empty();
    }
    OptionalLong lifetime = LeaseFields.seconds(columns[3]);
    OptionalLong end = LeaseFields.seconds(columns[4]);
    if (lifetime.isEmpty() || end.isEmpty()) {
      return Optional.empty();
    }
    long until =
        lifetime.getAsLong() == LeaseTerms.INFINITE
            ? Now.NEVER
            : now.fromWall(end.getAsLong() * 1000);
    String name = columns[8].replace("&#x2c", ",").replace("&#x26", "&");
    return new LeaseFields(columns[0], columns[1], columns[2], name)
        .lease(phase(Integer.parseInt(columns[9]), lifetime.getAsLong()), until);
  }

  /** A lease without lifetime was given back. */
  private static Phase phase(int state, long lifetime) {
    if (state == DECLINED) {
      return Phase.DECLINED;
    }
    return state == ASSIGNED && lifetime > 0 ? Phase.LEASED : Phase.RELEASED;
  }
}

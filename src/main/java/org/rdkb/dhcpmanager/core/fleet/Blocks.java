package org.rdkb.dhcpmanager.core.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.pool.AddressRange;

/**
 * Which blocks a server takes. It begins with one of each pool and takes as many again as it has
 * whenever less than a quarter of that is free, 64 at once at most. Each looks for them from
 * another place, so servers that start together seldom want the same one.
 */
public final class Blocks {
  private static final int MOST_AT_ONCE = 64;
  private static final int LOW_SHARE = 4;

  private Blocks() {}

  /**
   * The block of an address.
   *
   * @param address any
   * @param length of blocks, 8…32
   * @return contains it
   */
  public static Ipv4Prefix of(Ipv4Address address, int length) {
    return new Ipv4Prefix(address, length);
  }

  /**
   * What to take now.
   *
   * @param demand of one pool
   * @param length of blocks, 8…32
   * @param owners of the blocks that belong to somebody
   * @param own blocks of this session
   * @param self this server; what was its own before it started again comes first
   * @return none if there is enough, or nothing left
   */
  public static List<Ipv4Prefix> wanted(
      Demand demand, int length, Map<Ipv4Prefix, String> owners, Set<Ipv4Prefix> own, String self) {
    AddressRange range = demand.range();
    long size = 1L << (32 - length);
    long first = Integer.toUnsignedLong(of(range.first(), length).address().bits());
    long count = (Integer.toUnsignedLong(range.last().bits()) - first) / size + 1;
    long start = Math.floorMod(self.hashCode() * 0x9E3779B97F4A7C15L, count);
    List<Ipv4Prefix> former = new ArrayList<>();
    List<Ipv4Prefix> vacant = new ArrayList<>();
    int held = 0;
    for (long i = 0; i < count; i++) {
      Ipv4Prefix block = of(new Ipv4Address((int) (first + (start + i) % count * size)), length);
      String owner = owners.get(block);
      if (own.contains(block)) {
        held++;
      } else if (self.equals(owner)) {
        former.add(block);
      } else if (owner == null && vacant.size() < MOST_AT_ONCE) {
        vacant.add(block);
      }
    }
    boolean enough = held > 0 && demand.free() >= Math.max(1, held * size / LOW_SHARE);
    List<Ipv4Prefix> taken =
        new ArrayList<>(former.subList(0, Math.min(MOST_AT_ONCE, former.size())));
    if (!enough && former.isEmpty()) {
      taken.addAll(vacant.subList(0, Math.min(vacant.size(), Math.max(1, held))));
    }
    return taken;
  }
}

package org.rdkb.dhcpmanager.kernel;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;

/**
 * The IPv6 link-local addresses that may be used: those whose duplicate address detection is done
 * and did not fail. Pure and immutable.
 *
 * @param byIndex link index → its addresses; a link without any has no entry
 */
record LinkLocals(Map<Integer, Set<Ipv6Address>> byIndex) {
  static final LinkLocals NONE = new LinkLocals(Map.of());

  private static final int FLAGS_OFFSET = 2;
  private static final int INDEX_OFFSET = 4;

  LinkLocals {
    byIndex = Map.copyOf(byIndex);
  }

  boolean isUsable(int index) {
    return byIndex.containsKey(index);
  }

  /** After RTM_NEWADDR or RTM_DELADDR; the same when it is about anything else. */
  LinkLocals after(NetlinkMessage message) {
    if (message.body().limit() < Rtnetlink.IFADDRMSG_BYTES
        || (message.body().get(0) & 0xff) != Rtnetlink.AF_INET6) {
      return this;
    }
    Map<Integer, ByteBuffer> attributes = message.attributes(Rtnetlink.IFADDRMSG_BYTES);
    ByteBuffer octets = attributes.get(Rtnetlink.IFA_ADDRESS);
    if (octets == null || octets.limit() != 2 * Long.BYTES) {
      return this;
    }
    // duplicate() is in network order, as addresses are.
    ByteBuffer bytes = octets.duplicate();
    Ipv6Address address = new Ipv6Address(bytes.getLong(0), bytes.getLong(Long.BYTES));
    if (!address.isLinkLocal()) {
      return this;
    }
    int index = message.body().getInt(INDEX_OFFSET);
    Set<Ipv6Address> usable = new HashSet<>(byIndex.getOrDefault(index, Set.of()));
    if (message.type() == Rtnetlink.RTM_NEWADDR && isUsable(message, attributes)) {
      usable.add(address);
    } else {
      usable.remove(address);
    }
    Map<Integer, Set<Ipv6Address>> changed = new HashMap<>(byIndex);
    if (usable.isEmpty()) {
      changed.remove(index);
    } else {
      changed.put(index, Set.copyOf(usable));
    }
    return new LinkLocals(changed);
  }

  private static boolean isUsable(NetlinkMessage message, Map<Integer, ByteBuffer> attributes) {
    int flags =
        Link.number(attributes, Rtnetlink.IFA_FLAGS)
            .orElse(message.body().get(FLAGS_OFFSET) & 0xff);
    boolean tentative =
        (flags & Rtnetlink.IFA_F_TENTATIVE) != 0 && (flags & Rtnetlink.IFA_F_OPTIMISTIC) == 0;
    return !tentative && (flags & Rtnetlink.IFA_F_DADFAILED) == 0;
  }

  /** Without links that are gone. */
  LinkLocals onlyOf(Set<Integer> indexes) {
    if (indexes.containsAll(byIndex.keySet())) {
      return this;
    }
    Map<Integer, Set<Ipv6Address>> left = new HashMap<>(byIndex);
    left.keySet().retainAll(indexes);
    return new LinkLocals(left);
  }
}

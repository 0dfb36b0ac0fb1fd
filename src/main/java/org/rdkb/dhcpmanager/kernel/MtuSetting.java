package org.rdkb.dhcpmanager.kernel;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Option 26. The value before the first lease comes back when a lease without the option follows or
 * the lease goes, provided that nobody else changed it meanwhile. It is kept in memory only: after
 * a restart of ours, or on a link that is new, the MTU stays as the lease left it.
 */
final class MtuSetting {
  private static final Logger log = LogManager.getLogger(MtuSetting.class);

  /**
   * RFC 791: every host must be able to take that much; RFC 2132 allows 68, which serves attacks.
   */
  private static final int LEAST = 576;

  private final RtnetlinkChannel channel;
  private final Map<String, Changed> changed = new ConcurrentHashMap<>();

  private record Changed(int index, int original, int ours) {}

  MtuSetting(RtnetlinkChannel channel) {
    this.channel = channel;
  }

  /** Absent when all is well, else the refusal. */
  Optional<String> apply(LinkQuery.Details details, OptionalInt wanted) {
    Link link = details.link();
    if (wanted.isEmpty()) {
      return restore(details);
    }
    if (wanted.getAsInt() < Math.max(LEAST, details.leastMtu())) {
      log.warn("MTU-IGNORED interface={} mtu={} is too small", link.name(), wanted.getAsInt());
      return restore(details);
    }
    int mtu = Math.min(wanted.getAsInt(), details.largestMtu());
    if (mtu == link.mtu()) {
      return Optional.empty();
    }
    Changed before = changed.get(link.name());
    int original =
        before != null && before.index() == link.index() && before.ours() == link.mtu()
            ? before.original()
            : link.mtu();
    Optional<String> refusal = set(link, mtu);
    if (refusal.isEmpty()) {
      changed.put(link.name(), new Changed(link.index(), original, mtu));
      log.info("MTU-SET interface={} mtu={} was={}", link.name(), mtu, link.mtu());
    }
    return refusal;
  }

  Optional<String> restore(LinkQuery.Details details) {
    Link link = details.link();
    Changed before = changed.remove(link.name());
    if (before == null || before.index() != link.index() || before.ours() != link.mtu()) {
      return Optional.empty();
    }
    log.info("MTU-RESTORED interface={} mtu={}", link.name(), before.original());
    return set(link, before.original());
  }

  void forget(String linuxInterface) {
    changed.remove(linuxInterface);
  }

  private Optional<String> set(Link link, int mtu) {
    return channel.tell(request(link.index(), mtu)) instanceof Verdict.Refused refused
        ? Optional.of("MTU " + mtu + ": " + refused.reason())
        : Optional.empty();
  }

  static NetlinkRequest request(int index, int mtu) {
    return new NetlinkRequest(Rtnetlink.RTM_NEWLINK, Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_ACK)
        .putInt(0)
        .putInt(index)
        .putInt(0)
        .putInt(0)
        .attributeInt(Rtnetlink.IFLA_MTU, mtu);
  }
}

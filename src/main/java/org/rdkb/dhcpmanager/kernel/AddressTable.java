package org.rdkb.dhcpmanager.kernel;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;

/**
 * Removes an address without harm to others. When the first address of a subnet goes, the kernel
 * takes all others of that subnet on the same link with it (unless promote_secondaries is set);
 * those are not ours, so they are put back.
 */
final class AddressTable {
  private static final Logger log = LogManager.getLogger(AddressTable.class);
  private static final int INDEX_OFFSET = 4;
  private static final int FLAGS_OFFSET = 2;

  private final RtnetlinkChannel channel;

  AddressTable(RtnetlinkChannel channel) {
    this.channel = channel;
  }

  Verdict remove(AddressSpec address, int index) {
    Map<String, NetlinkMessage> before = dependents(address, index);
    Verdict verdict = channel.tell(address.remove(index));
    if (before.isEmpty()) {
      return verdict;
    }
    Map<String, NetlinkMessage> after = on(index);
    before.forEach(
        (key, message) -> {
          if (!after.containsKey(key)) {
            log.info("ADDRESS-KEPT index={} another address of the subnet is put back", index);
            restore(message);
          }
        });
    return verdict;
  }

  private void restore(NetlinkMessage message) {
    byte[] body = new byte[message.body().limit()];
    message.body().get(0, body);
    int flags = Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_ACK | Rtnetlink.NLM_F_CREATE;
    NetlinkRequest request = new NetlinkRequest(Rtnetlink.RTM_NEWADDR, flags).putBytes(body);
    if (channel.tell(request) instanceof Verdict.Refused refused) {
      log.error("ADDRESS-LOST reason={}", refused.reason());
    }
  }

  /** The addresses that stand and fall with this one. */
  private Map<String, NetlinkMessage> dependents(AddressSpec address, int index) {
    Map<String, NetlinkMessage> all = on(index);
    all.values()
        .removeIf(
            message -> {
              int length = message.body().get(1) & 0xff;
              boolean secondary =
                  (message.body().get(FLAGS_OFFSET) & Rtnetlink.IFA_F_SECONDARY) != 0;
              int local = local(message);
              return !secondary
                  || length != address.prefixLength()
                  || local == address.address().bits()
                  || !address.subnet().contains(new Ipv4Address(local));
            });
    return all;
  }

  private Map<String, NetlinkMessage> on(int index) {
    NetlinkRequest request =
        new NetlinkRequest(Rtnetlink.RTM_GETADDR, Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_DUMP)
            .putByte(Rtnetlink.AF_INET)
            .putBytes(new byte[Rtnetlink.IFADDRMSG_BYTES - 1]);
    Map<String, NetlinkMessage> found = new TreeMap<>();
    List<NetlinkMessage> replies = channel.ask(request).replies();
    for (NetlinkMessage message : replies) {
      if (message.type() == Rtnetlink.RTM_NEWADDR
          && message.body().limit() >= Rtnetlink.IFADDRMSG_BYTES
          && message.body().getInt(INDEX_OFFSET) == index) {
        found.put(local(message) + "/" + message.body().get(1), message);
      }
    }
    return found;
  }

  private static int local(NetlinkMessage message) {
    ByteBuffer local = message.attributes(Rtnetlink.IFADDRMSG_BYTES).get(Rtnetlink.IFA_LOCAL);
    // duplicate() is in network order, as addresses are; the buffer itself is in this machine's.
    return local == null || local.limit() < 4 ? 0 : local.duplicate().getInt(0);
  }
}

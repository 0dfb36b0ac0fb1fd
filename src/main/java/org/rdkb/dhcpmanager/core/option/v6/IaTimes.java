package org.rdkb.dhcpmanager.core.option.v6;

import java.util.List;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;

/** What the identity associations and their members have in common. */
final class IaTimes {
  private IaTimes() {}

  /** RFC 8415 sections 21.4 and 21.21: an IA with T1 > T2, both above zero, is discarded. */
  static void check(long iaid, Lifetime t1, Lifetime t2) {
    if (iaid >>> 32 != 0) {
      throw new IllegalArgumentException("IAID " + iaid);
    }
    if (t2.seconds() > 0 && t1.seconds() > t2.seconds()) {
      throw new IllegalArgumentException("T1 " + t1 + " later than T2 " + t2);
    }
  }

  static Octets payload(long iaid, Lifetime t1, Lifetime t2, List<Option6> options) {
    return new OctetsWriter()
        .u32(iaid)
        .u32(t1.seconds())
        .u32(t2.seconds())
        .put(Options6.encode(options))
        .toOctets();
  }

  /** RFC 8415 sections 21.6 and 21.22: a member with preferred > valid is discarded. */
  static void checkMember(Lifetime preferred, Lifetime valid) {
    if (preferred.seconds() > valid.seconds()) {
      throw new IllegalArgumentException(
          "preferred lifetime " + preferred + " longer than valid lifetime " + valid);
    }
  }
}

package org.rdkb.dhcpmanager.server;

import java.util.Arrays;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.packet.OptionCode4;
import org.rdkb.dhcpmanager.core.packet.Packet4;
import org.rdkb.dhcpmanager.core.pool.Now;
import org.rdkb.dhcpmanager.core.pool.Request;
import org.rdkb.dhcpmanager.core.pool.guard.Refusal;

/** Logs what the guard refuses: one line a second for each reason, which counts the others. */
final class RefusalLog {
  private static final Logger log = LogManager.getLogger(RefusalLog.class);
  private static final long INTERVAL_MILLIS = 1000;

  private final long[] next = new long[Refusal.values().length];
  private final long[] left = new long[next.length];

  RefusalLog() {
    Arrays.fill(next, Long.MIN_VALUE);
  }

  void refused(Refusal refusal, Request request, Now now) {
    int reason = refusal.ordinal();
    if (now.bootMillis() < next[reason]) {
      left[reason]++;
      return;
    }
    Packet4 packet = request.packet();
    log.warn(
        "SERVER-REFUSED reason={} if={} type={} client={} server={} others={}",
        refusal,
        request.arrival().linuxInterface(),
        packet.type(),
        packet.header().hardware(),
        packet.options().address(OptionCode4.SERVER_IDENTIFIER).map(Object::toString).orElse("-"),
        left[reason]);
    next[reason] = now.bootMillis() + INTERVAL_MILLIS;
    left[reason] = 0;
  }
}

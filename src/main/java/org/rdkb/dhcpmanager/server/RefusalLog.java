package org.rdkb.dhcpmanager.server;

import java.util.EnumMap;
import java.util.Map;
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

  /** Of one reason. */
  private static final class Line {
    private long next = Long.MIN_VALUE;
    private long others;
  }

  private final Map<Refusal, Line> lines = new EnumMap<>(Refusal.class);

  void refused(Refusal refusal, Request request, Now now) {
    Line line = lines.computeIfAbsent(refusal, any -> new Line());
    if (now.bootMillis() < line.next) {
      line.others++;
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
        line.others);
    line.next = now.bootMillis() + INTERVAL_MILLIS;
    line.others = 0;
  }
}

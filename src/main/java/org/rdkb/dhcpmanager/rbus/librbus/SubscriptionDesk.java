package org.rdkb.dhcpmanager.rbus.librbus;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.Provider;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;
import org.rdkb.dhcpmanager.rbus.rtmessage.Deadlines;

/**
 * What is subscribed, as far as the library tells: it names the element, not the subscriber, and is
 * silent about subscribers that died. It keeps the list itself; here is only what is to be
 * published periodically.
 *
 * <p>The library's own interval threads go on using what it frees when a row or the handle goes, so
 * none is ever started: a period is kept here. An event reaches everybody who subscribed its
 * element, so a parameter is served either periodically, at one interval, or on change.
 */
final class SubscriptionDesk {
  private static final Logger log = LogManager.getLogger(SubscriptionDesk.class);
  private static final int MOST = 4096;

  private final Provider provider;
  private final Deadlines deadlines;
  private final Map<String, Period> periods = new HashMap<>();
  private final Map<String, Integer> onChange = new HashMap<>();
  private volatile boolean anybody;

  SubscriptionDesk(Provider provider, Deadlines deadlines) {
    this.provider = provider;
    this.deadlines = deadlines;
  }

  /** Hands an event to the library. */
  @FunctionalInterface
  interface Outlet {
    BusError send(String element, ReceivedEvent.Type type, BusObject data);
  }

  private static final class Period {
    private final int seconds;
    private int subscribers;

    Period(int seconds) {
      this.seconds = seconds;
    }
  }

  /** Begins anew: the library tells again of the subscriptions that it remembers. */
  synchronized void reset() {
    periods.clear();
    onChange.clear();
    anybody = false;
  }

  /** False only if nobody has subscribed anything. */
  boolean isAnybodyThere() {
    return anybody;
  }

  /** Whether the element's subscribers hear its value periodically instead of on change. */
  synchronized boolean isPeriodic(String element) {
    return periods.containsKey(element) && !isOnChange(element);
  }

  synchronized void subscribed(String name, int seconds, Outlet outlet) throws BusException {
    anybody = true;
    if (seconds <= 0) {
      if (onChange.size() < MOST) {
        onChange.merge(name, 1, Integer::sum);
      }
      return;
    }
    if (name.indexOf('*') >= 0 || name.endsWith(".")) {
      throw refusal(name, "an interval is for one parameter");
    }
    Period running = periods.get(name);
    if (running == null && isOnChange(name)) {
      throw refusal(name, "others hear of each change");
    }
    if (running != null && running.seconds != seconds) {
      throw refusal(name, "is told every " + running.seconds + " s");
    }
    if (running == null) {
      if (periods.size() == MOST) {
        throw new BusException(BusError.OUT_OF_RESOURCES, name, "too many intervals");
      }
      running = new Period(seconds);
      periods.put(name, running);
      next(name, running, outlet);
    }
    running.subscribers++;
  }

  private static BusException refusal(String name, String reason) {
    log.info("BUS-INTERVAL-REFUSED element={} reason={}", name, reason);
    return new BusException(BusError.INVALID_OPERATION, name, reason);
  }

  synchronized void unsubscribed(String name, int seconds) {
    if (seconds <= 0) {
      onChange.computeIfPresent(name, (n, count) -> count > 1 ? count - 1 : null);
      return;
    }
    Period running = periods.get(name);
    if (running != null && running.seconds == seconds && --running.subscribers <= 0) {
      periods.remove(name);
    }
  }

  private boolean isOnChange(String element) {
    if (onChange.containsKey(element)) {
      return true;
    }
    List<String> words = List.of(element.split("\\.", -1));
    return onChange.keySet().stream()
        .filter(name -> name.indexOf('*') >= 0)
        .anyMatch(name -> covers(List.of(name.split("\\.", -1)), words));
  }

  private static boolean covers(List<String> pattern, List<String> words) {
    if (pattern.size() != words.size()) {
      return false;
    }
    for (int i = 0; i < words.size(); i++) {
      if (!pattern.get(i).equals("*") && !pattern.get(i).equals(words.get(i))) {
        return false;
      }
    }
    return true;
  }

  private void next(String name, Period period, Outlet outlet) {
    if (!deadlines.after(Duration.ofSeconds(period.seconds), () -> tick(name, period, outlet))) {
      log.warn("BUS-INTERVAL-ENDED element={} reason=too many wait", name);
      periods.remove(name, period);
    }
  }

  private void tick(String name, Period period, Outlet outlet) {
    synchronized (this) {
      if (periods.get(name) != period) {
        return;
      }
    }
    BusError result = BusError.SUCCESS;
    if (isPeriodic(name)) {
      try {
        List<BusProperty> values = provider.get(name);
        BusObject data = BusObject.of(new BusProperty(name, values.get(0).value()));
        result = outlet.send(name, ReceivedEvent.Type.INTERVAL, data);
      } catch (BusException | RuntimeException noValue) {
        log.debug("BUS-INTERVAL-EMPTY element={} reason={}", name, noValue.getMessage());
      }
    }
    synchronized (this) {
      if (result == BusError.NOSUBSCRIBERS || result == BusError.ELEMENT_DOES_NOT_EXIST) {
        periods.remove(name, period);
      } else if (periods.get(name) == period) {
        next(name, period, outlet);
      }
    }
  }
}

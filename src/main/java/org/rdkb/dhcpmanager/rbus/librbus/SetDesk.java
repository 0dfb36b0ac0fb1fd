package org.rdkb.dhcpmanager.rbus.librbus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.Provider;

/**
 * Puts together what librbus takes apart: a set of several parameters arrives as one call for each,
 * and only the last says commit. Until then values wait here and nothing has happened; with the
 * commit all are set, or none.
 *
 * <p>Before each call of such a request the library reads the old value for itself. That tells two
 * requests apart, and after a refusal it tells the old values, which the library then writes back:
 * they are in force anyway and are passed over. A request that the library itself broke off ends
 * with the next call of any other kind, and its values are forgotten. Values of a session wait for
 * the session's commit.
 *
 * <p>The calls of one request come on one thread without others between, so each thread has its own
 * request; sessions belong to all.
 */
final class SetDesk {
  private static final Logger log = LogManager.getLogger(SetDesk.class);
  private static final int MOST_SESSIONS = 16;
  private static final int MOST_VALUES = 1024;

  private final Provider provider;
  private final DiskCalls disk;
  private final Runnable barrier;
  private final PerThread<Request> requests = new PerThread<>(Request::new);
  private final Map<Integer, Map<String, BusProperty>> sessions = new LinkedHashMap<>();

  /**
   * A desk for one provider.
   *
   * @param disk where the provider's changes are made
   * @param barrier makes the library call something else soon, so that a broken request ends
   */
  SetDesk(Provider provider, DiskCalls disk, Runnable barrier) {
    this.provider = provider;
    this.disk = disk;
    this.barrier = barrier;
  }

  /** Who sets, and in which session; 0: in none. */
  record Sender(String component, int session) {}

  /** What has come of one request so far. */
  private static final class Request {
    private final Map<String, BusProperty> waiting = new LinkedHashMap<>();
    private final Map<String, BusValue> before = new LinkedHashMap<>();
    private Sender sender = new Sender("", 0);
    private String justRead = "";
    private boolean withReads;
    private boolean refused;

    boolean isIdle() {
      return waiting.isEmpty() && before.isEmpty() && justRead.isEmpty();
    }

    boolean continues(Sender by, boolean read) {
      return sender.equals(by) && withReads == read;
    }

    void clear() {
      waiting.clear();
      before.clear();
      justRead = "";
      refused = false;
    }
  }

  /** The library is about to read an old value, to undo a set with. */
  void readForUndo(String name) {
    Request request = requests.get();
    if (request.refused) {
      request.clear();
    }
    request.justRead = name;
  }

  /** What it read. */
  void wasRead(String name, BusValue value) {
    Map<String, BusValue> before = requests.get().before;
    if (before.size() < MOST_VALUES) {
      before.put(name, value);
    }
  }

  /** Any other call: the request before it is over, committed or not. */
  void other() {
    Request request = requests.get();
    if (!request.isIdle()) {
      end(request);
    }
  }

  void set(BusProperty value, boolean commit, Sender sender) throws BusException {
    Request request = requests.get();
    boolean read = !request.justRead.isEmpty() && request.justRead.equals(value.name());
    request.justRead = "";
    if (!read && request.refused && value.value().equals(request.before.get(value.name()))) {
      return; // written back after a refusal; nothing had changed
    }
    if (!request.waiting.isEmpty() && !request.continues(sender, read)) {
      end(request);
    }
    request.sender = sender;
    request.withReads = read;
    if (commit) {
      commit(request, value);
    } else {
      hold(request, value);
    }
  }

  private void hold(Request request, BusProperty value) throws BusException {
    try {
      if (request.waiting.size() == MOST_VALUES) {
        throw new BusException(BusError.OUT_OF_RESOURCES, value.name(), "too many values at once");
      }
      // The library names the parameter whose call is refused. What others could still put right
      // has to wait for them, and is then told of the last.
      provider.checkAlone(value);
    } catch (BusException | RuntimeException refused) {
      request.waiting.clear();
      request.refused = true;
      throw refused;
    }
    if (request.waiting.put(value.name(), value) == null && request.waiting.size() == 1) {
      barrier.run();
    }
  }

  private void commit(Request request, BusProperty last) throws BusException {
    Map<String, BusProperty> all = take(request.sender.session());
    all.putAll(request.waiting);
    all.put(last.name(), last);
    request.waiting.clear();
    try {
      List<BusProperty> values = List.copyOf(all.values());
      String by = request.sender.component();
      disk.make(
          last.name(),
          () -> {
            provider.set(values, by);
            return values;
          });
      request.clear();
    } catch (BusException | RuntimeException refused) {
      request.refused = true;
      throw refused;
    }
  }

  private void end(Request request) {
    if (!request.waiting.isEmpty()) {
      if (request.sender.session() != 0 && !request.refused) {
        keep(request.sender.session(), new ArrayList<>(request.waiting.values()));
      } else {
        log.info(
            "BUS-SET-DROPPED by={} parameters={} reason=never committed",
            request.sender.component(),
            request.waiting.keySet());
      }
    }
    request.clear();
  }

  private synchronized void keep(int session, List<BusProperty> values) {
    Map<String, BusProperty> held = sessions.get(session);
    if (held == null) {
      if (sessions.size() == MOST_SESSIONS) {
        Integer eldest = sessions.keySet().iterator().next();
        sessions.remove(eldest);
        log.warn("BUS-SESSION-DROPPED session={} reason=too many are open", eldest);
      }
      held = new LinkedHashMap<>();
      sessions.put(session, held);
    }
    for (BusProperty value : values) {
      if (held.size() < MOST_VALUES) {
        held.put(value.name(), value);
      }
    }
  }

  private synchronized Map<String, BusProperty> take(int session) {
    Map<String, BusProperty> held = session == 0 ? null : sessions.remove(session);
    return held == null ? new LinkedHashMap<>() : held;
  }
}

package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.Provider;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/**
 * Answers sets and commits. Values of an open session wait, bounded, until the session's commit and
 * are then set together.
 */
final class SetDesk {
  private static final Logger log = LogManager.getLogger(SetDesk.class);
  private static final int MOST_SESSIONS = 16;
  private static final int MOST_VALUES = 1024;

  private final Provider provider;
  private final Map<Integer, Map<String, BusProperty>> uncommitted = new LinkedHashMap<>();

  SetDesk(Provider provider) {
    this.provider = provider;
  }

  private enum Form {
    /** Before release 2.3.0: no rollback number, no old values in the answer. */
    OLD,
    SINGLE,
    ROLLBACK
  }

  private record Request(
      int session, String by, Form form, List<BusProperty> values, boolean commit) {
    static Request read(ItemReader in) throws MalformedException {
      int session = in.number();
      String by = in.text();
      int first = in.number();
      Form form = !in.isAtInteger() ? Form.OLD : first == 1 ? Form.ROLLBACK : Form.SINGLE;
      int count = form == Form.OLD ? first : in.number();
      List<BusProperty> values = count <= 0 ? List.of() : ValueCodec.readProperties(in, count, 0);
      boolean commit = !in.textOr("TRUE").equals("FALSE");
      return new Request(session, by, form, values, commit);
    }
  }

  void set(ItemReader in, ItemWriter out) throws MalformedException {
    Request request = Request.read(in);
    try {
      if (request.values().isEmpty()) {
        throw new BusException(BusError.INVALID_INPUT, request.by(), "nothing to set");
      }
      List<BusProperty> old =
          request.form() == Form.ROLLBACK ? present(request.values()) : List.of();
      if (request.session() != 0 && !request.commit()) {
        hold(request);
      } else {
        provider.set(withUncommitted(request), request.by());
      }
      out.integer(0);
      if (request.form() != Form.OLD) {
        ValueCodec.writeProperties(out, old);
      }
    } catch (BusException refused) {
      out.integer(refused.error().code());
      Failures.write(out, refused);
    }
  }

  void commit(ItemReader in, ItemWriter out) throws MalformedException {
    int session = in.number();
    String by = in.text();
    int flag = in.numberOr(1);
    // CCSP callers say it with the number, librbus with the text after it.
    boolean commit = in.hasMore() ? in.textOr("TRUE").equals("TRUE") : flag != 0;
    Optional<List<BusProperty>> values = take(session);
    try {
      if (commit && values.isPresent()) {
        provider.set(values.get(), by);
      }
      out.integer(0);
    } catch (BusException refused) {
      out.integer(refused.error().code());
      Failures.write(out, refused);
    }
  }

  /** What cannot be read has no old value; setting it is what counts. */
  private List<BusProperty> present(List<BusProperty> values) {
    List<BusProperty> old = new ArrayList<>(values.size());
    for (BusProperty value : values) {
      try {
        old.add(
            new BusProperty(value.name(), Publisher.single(provider.get(value.name())).value()));
      } catch (BusException unreadable) {
        log.debug("BUS-NO-OLD-VALUE element={}", value.name());
      }
    }
    return old;
  }

  /** What would be refused is refused at once: after a success the commit must not fail for it. */
  private void hold(Request request) throws BusException {
    provider.check(together(request), request.by());
    keep(request);
  }

  private synchronized List<BusProperty> together(Request request) {
    Map<String, BusProperty> all =
        new LinkedHashMap<>(uncommitted.getOrDefault(request.session(), Map.of()));
    request.values().forEach(value -> all.put(value.name(), value));
    return List.copyOf(all.values());
  }

  private synchronized void keep(Request request) throws BusException {
    Map<String, BusProperty> held = uncommitted.get(request.session());
    if (held == null) {
      if (uncommitted.size() == MOST_SESSIONS) {
        Integer eldest = uncommitted.keySet().iterator().next();
        uncommitted.remove(eldest);
        log.warn("BUS-SESSION-DROPPED session={} reason=too many are open", eldest);
      }
      held = new LinkedHashMap<>();
      uncommitted.put(request.session(), held);
    }
    if (held.size() + request.values().size() > MOST_VALUES) {
      throw new BusException(
          BusError.OUT_OF_RESOURCES, request.values().get(0).name(), "the session is full");
    }
    for (BusProperty value : request.values()) {
      held.put(value.name(), value);
    }
  }

  private synchronized List<BusProperty> withUncommitted(Request request) {
    List<BusProperty> all = together(request);
    uncommitted.remove(request.session());
    return all;
  }

  private synchronized Optional<List<BusProperty>> take(int session) {
    return Optional.ofNullable(uncommitted.remove(session)).map(held -> List.copyOf(held.values()));
  }
}

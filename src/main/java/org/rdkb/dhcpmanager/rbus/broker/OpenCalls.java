package org.rdkb.dhcpmanager.rbus.broker;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests that were passed on and not yet answered, so that a provider's end can be told to those
 * who wait for it. Bounded: the oldest are forgotten first, and with them only that courtesy.
 */
final class OpenCalls {
  private static final int MOST = 8192;

  private record Key(Subscriber requester, int sequence) {}

  /** One request. */
  record Call(Subscriber requester, int sequence, int flags, List<Subscriber> providers) {}

  private final Map<Key, Call> open = new LinkedHashMap<>();

  void asked(Subscriber requester, int sequence, int flags, List<Subscriber> providers) {
    open.put(
        new Key(requester, sequence),
        new Call(requester, sequence, flags, new ArrayList<>(providers)));
    if (open.size() > MOST) {
      Iterator<Key> oldest = open.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  void answered(Subscriber requester, int sequence) {
    open.remove(new Key(requester, sequence));
  }

  /** Forgets a client, and says whom nobody will answer any more. */
  List<Call> gone(Subscriber client) {
    List<Call> orphans = new ArrayList<>();
    for (Iterator<Call> calls = open.values().iterator(); calls.hasNext(); ) {
      Call call = calls.next();
      boolean orphaned = call.providers.remove(client) && call.providers.isEmpty();
      if (call.requester == client) {
        calls.remove();
      } else if (orphaned) {
        calls.remove();
        orphans.add(call);
      }
    }
    return orphans;
  }
}

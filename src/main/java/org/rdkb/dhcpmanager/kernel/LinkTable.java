package org.rdkb.dhcpmanager.kernel;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.LinkState;

/**
 * All links at one moment, and how a message changes them. Pure and immutable.
 *
 * @param byIndex each link under its index: a name may move from one to another
 */
record LinkTable(Map<Integer, Link> byIndex, LinkLocals linkLocals) {
  static final LinkTable EMPTY = new LinkTable(Map.of(), LinkLocals.NONE);

  LinkTable {
    byIndex = Map.copyOf(byIndex);
  }

  /** What a client of a family on a link can do. */
  LinkState state(Link link, Family family) {
    return family == Family.V6
            && link.state() == LinkState.READY
            && !linkLocals.isUsable(link.index())
        ? LinkState.NO_LINK_LOCAL
        : link.state();
  }

  /** After one message; the same table when the message says nothing new. */
  LinkTable after(NetlinkMessage message) {
    if (message.type() == Rtnetlink.RTM_NEWADDR || message.type() == Rtnetlink.RTM_DELADDR) {
      LinkLocals next = linkLocals.after(message);
      return next.equals(linkLocals) ? this : new LinkTable(byIndex, next);
    }
    if (!Link.isAboutLinks(message)) {
      return this;
    }
    int index = Link.index(message);
    Map<Integer, Link> changed = new LinkedHashMap<>(byIndex);
    if (message.type() == Rtnetlink.RTM_DELLINK) {
      changed.remove(index);
    } else if (message.type() == Rtnetlink.RTM_NEWLINK) {
      Link.read(message, Optional.ofNullable(byIndex.get(index)))
          .ifPresent(link -> changed.put(index, link));
    }
    return changed.equals(byIndex)
        ? this
        : new LinkTable(changed, linkLocals.onlyOf(changed.keySet()));
  }

  Map<String, Link> byName() {
    Map<String, Link> names = new TreeMap<>();
    byIndex.values().forEach(link -> names.put(link.name(), link));
    return names;
  }

  /** Tells what a client on an interface would have to know to get from one table to the other. */
  static void compare(LinkTable before, LinkTable now, LinkWatch.Listener change) {
    for (Family family : Family.values()) {
      compare(before, now, family, change);
    }
  }

  private static void compare(
      LinkTable before, LinkTable now, Family family, LinkWatch.Listener change) {
    Map<String, Link> old = before.byName();
    Map<String, Link> fresh = now.byName();
    Set<String> names = new LinkedHashSet<>(old.keySet());
    names.addAll(fresh.keySet());
    for (String name : names) {
      Link was = old.get(name);
      Link is = fresh.get(name);
      if (was != null && (is == null || is.index() != was.index())) {
        // Another link of the same name: what was installed on the first is gone.
        change.linkChanged(family, name, LinkState.ABSENT);
      }
      if (is != null
          && (was == null
              || is.index() != was.index()
              || now.state(is, family) != before.state(was, family))) {
        change.linkChanged(family, name, now.state(is, family));
      }
    }
  }
}

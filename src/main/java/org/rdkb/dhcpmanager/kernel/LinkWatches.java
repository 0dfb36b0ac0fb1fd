package org.rdkb.dhcpmanager.kernel;

import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.LinkPlace;
import org.rdkb.dhcpmanager.core.client.LinkState;
import org.rdkb.dhcpmanager.linux.NetworkNamespace;

/**
 * Knows the links of our network namespace, and of others as long as somebody follows a link there.
 * Links elsewhere are told of by their {@link LinkPlace}, by name and, where they are followed so,
 * by hardware address.
 *
 * <p>A namespace that is watched lives on without its container: whoever follows says again from
 * time to time what it follows, and a namespace whose name is gone is let go then.
 *
 * <p>Any thread may call; the listener must not block.
 */
public final class LinkWatches implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(LinkWatches.class);

  /** Namespaces watched at once; a thread each. */
  private static final int MOST = 256;

  private final LinkWatch.Listener listener;
  private final LinkWatch own;
  private final Map<String, There> others = new ConcurrentHashMap<>();
  private volatile Set<String> followed = Set.of();
  private int opened;

  /** A namespace that is watched, and which one it was when that began. */
  private record There(LinkWatch watch, String identity) {}

  private LinkWatches(LinkWatch.Listener listener) throws IOException {
    this.listener = listener;
    this.own = LinkWatch.start(listener);
  }

  /**
   * Watches the network namespace of the calling thread, and no other yet.
   *
   * @param listener hears of changes
   * @return with all links of our namespace known
   * @throws IOException when the kernel does not answer
   */
  public static LinkWatches start(LinkWatch.Listener listener) throws IOException {
    return new LinkWatches(listener);
  }

  /**
   * What a client in a place can do.
   *
   * @param family which client
   * @param place a {@link LinkPlace}
   * @return as of the last event; absent in a namespace that is not followed
   */
  public LinkState state(Family family, String place) {
    LinkPlace where = LinkPlace.of(place);
    if (!where.isElsewhere()) {
      return own.state(family, place);
    }
    There there = others.get(where.namespace());
    return there == null
        ? LinkState.ABSENT
        : name(there, where).map(it -> there.watch.state(family, it)).orElse(LinkState.ABSENT);
  }

  /**
   * The kernel name of the link in a place.
   *
   * @param place a {@link LinkPlace}
   * @return absent if it is not known: no such link, or a namespace that is not followed
   */
  public Optional<String> nameIn(String place) {
    LinkPlace where = LinkPlace.of(place);
    if (!where.isElsewhere()) {
      return Optional.of(where.name());
    }
    There there = others.get(where.namespace());
    return there == null ? Optional.empty() : name(there, where);
  }

  private static Optional<String> name(There there, LinkPlace where) {
    if (!where.isByAddress()) {
      return Optional.of(where.name());
    }
    return there.watch.links().values().stream()
        .filter(link -> link.mac().equals(where.name()))
        .map(Link::name)
        .findFirst();
  }

  /**
   * Which links elsewhere are of interest from now on. What is new is told to the listener.
   *
   * @param places all of them; those of our namespace do not matter
   */
  public synchronized void follow(Set<String> places) {
    followed = Set.copyOf(places);
    Set<String> wanted = new HashSet<>();
    for (String place : places) {
      LinkPlace where = LinkPlace.of(place);
      if (where.isElsewhere()) {
        wanted.add(where.namespace());
      }
    }
    for (Iterator<Map.Entry<String, There>> each = others.entrySet().iterator(); each.hasNext(); ) {
      Map.Entry<String, There> entry = each.next();
      boolean isStill =
          NetworkNamespace.identity(entry.getKey())
              .filter(entry.getValue().identity::equals)
              .isPresent();
      if (!wanted.contains(entry.getKey()) || !isStill) {
        each.remove();
        entry.getValue().watch.close();
        log.info("NAMESPACE-LEFT namespace={} gone={}", entry.getKey(), !isStill);
        tell(entry.getKey());
      }
    }
    wanted.removeAll(others.keySet());
    wanted.forEach(this::open);
  }

  /**
   * Whether any other namespace is watched.
   *
   * @return false where containers have no clients
   */
  public boolean isElsewhere() {
    return !others.isEmpty();
  }

  private void open(String namespace) {
    Optional<String> identity = NetworkNamespace.identity(namespace);
    if (identity.isEmpty() || others.size() >= MOST) {
      log.debug("NAMESPACE-NOT-WATCHED namespace={} there={}", namespace, identity.isPresent());
      return;
    }
    try (NetworkNamespace there = NetworkNamespace.open(namespace)) {
      LinkWatch watch =
          LinkWatch.start(
              (family, name, state) -> changed(namespace, family, name, state),
              there,
              "links-" + ++opened);
      others.put(namespace, new There(watch, identity.get()));
      log.info("NAMESPACE-WATCHED namespace={}", namespace);
      tell(namespace);
    } catch (IOException refused) {
      log.warn("NAMESPACE-NOT-WATCHED namespace={} reason={}", namespace, refused.getMessage());
    }
  }

  private void changed(String namespace, Family family, String name, LinkState state) {
    listener.linkChanged(family, new LinkPlace(namespace, name).toString(), state);
    for (String place : followed) {
      LinkPlace where = LinkPlace.of(place);
      if (where.namespace().equals(namespace) && where.isByAddress()) {
        listener.linkChanged(family, place, state(family, place));
      }
    }
  }

  /** How all is that is followed in a namespace. */
  private void tell(String namespace) {
    for (String place : followed) {
      if (LinkPlace.of(place).namespace().equals(namespace)) {
        for (Family family : Family.values()) {
          listener.linkChanged(family, place, state(family, place));
        }
      }
    }
  }

  /** Ends all threads. */
  @Override
  public synchronized void close() {
    others.values().forEach(there -> there.watch.close());
    others.clear();
    own.close();
  }
}

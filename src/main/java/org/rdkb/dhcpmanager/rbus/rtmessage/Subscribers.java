package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;

/**
 * Who listens to this provider's elements. Kept when the broker goes: inboxes stay the same.
 * Bounded in all and for each inbox, so that one client cannot crowd out the others.
 */
final class Subscribers {
  private static final Logger log = LogManager.getLogger(Subscribers.class);
  private static final int MOST = 4096;
  private static final int MOST_OF_ONE = 512;
  private static final int FIRST_ID = 3;

  /**
   * One subscription.
   *
   * @param id told to the subscriber
   * @param request what it asked
   * @param pattern what it covers
   */
  record Subscriber(int id, SubscriptionRequest request, EventPattern pattern) {
    String inbox() {
      return request.inbox();
    }

    String name() {
      return request.name();
    }

    SubscriptionTerms terms() {
      return request.terms();
    }

    boolean raw() {
      return request.raw();
    }

    boolean is(SubscriptionRequest other) {
      return inbox().equals(other.inbox())
          && name().equals(other.name())
          && terms().equals(other.terms())
          && raw() == other.raw();
    }
  }

  private final Runnable changed;
  private final Runnable crowded;
  private volatile List<Subscriber> all = List.of();
  private int nextId = FIRST_ID;

  /**
   * Nobody subscribed yet.
   *
   * @param changed called after each change, on the thread that made it
   * @param crowded called when a subscription is refused because there are too many
   */
  Subscribers(Runnable changed, Runnable crowded) {
    this.changed = changed;
    this.crowded = crowded;
  }

  List<Subscriber> all() {
    return all;
  }

  synchronized Subscriber add(SubscriptionRequest request, EventPattern pattern)
      throws BusException {
    String name = request.name();
    if (find(request).isPresent()) {
      throw new BusException(
          BusError.SUBSCRIPTION_ALREADY_EXIST, name, "the same subscription exists");
    }
    if (all.size() >= MOST || isCrowding(request.inbox())) {
      crowded.run();
      throw new BusException(BusError.OUT_OF_RESOURCES, name, "too many subscriptions");
    }
    Subscriber subscriber = new Subscriber(nextId++, request, pattern);
    List<Subscriber> more = new ArrayList<>(all.size() + 1);
    more.addAll(all);
    more.add(subscriber);
    set(more);
    return subscriber;
  }

  private boolean isCrowding(String inbox) {
    return all.size() >= MOST_OF_ONE
        && all.stream().filter(s -> s.inbox().equals(inbox)).count() >= MOST_OF_ONE;
  }

  private void set(List<Subscriber> subscribers) {
    all = List.copyOf(subscribers);
    changed.run();
  }

  /** Ends a subscription; false if there is none. */
  synchronized boolean remove(SubscriptionRequest request) {
    Optional<Subscriber> found = find(request);
    found.ifPresent(this::remove);
    return found.isPresent();
  }

  synchronized void remove(Subscriber subscriber) {
    set(all.stream().filter(other -> other.id() != subscriber.id()).toList());
  }

  /** Forgets clients that are gone. */
  synchronized void removeAll(Predicate<String> isGone) {
    List<Subscriber> left = all.stream().filter(s -> !isGone.test(s.inbox())).toList();
    if (left.size() != all.size()) {
      log.info(
          "BUS-SUBSCRIBER-GONE subscriptions={} left={}", all.size() - left.size(), left.size());
      set(left);
    }
  }

  boolean isPresent(Subscriber subscriber) {
    return all.contains(subscriber);
  }

  private Optional<Subscriber> find(SubscriptionRequest request) {
    return all.stream().filter(s -> s.is(request)).findFirst();
  }
}

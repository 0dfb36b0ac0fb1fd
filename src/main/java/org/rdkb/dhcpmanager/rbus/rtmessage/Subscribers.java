package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;

/** Who listens to this provider's elements. Kept when the broker goes: inboxes stay the same. */
final class Subscribers {
  private static final Logger log = LogManager.getLogger(Subscribers.class);
  private static final int MOST = 4096;
  private static final int FIRST_ID = 3;

  /**
   * One subscription.
   *
   * @param id told to the subscriber
   * @param inbox where events go
   * @param name as subscribed
   * @param terms repeated in each event
   * @param pattern what it covers
   */
  record Subscriber(
      int id, String inbox, String name, SubscriptionTerms terms, EventPattern pattern) {
    boolean is(String otherInbox, String otherName, SubscriptionTerms otherTerms) {
      return inbox.equals(otherInbox) && name.equals(otherName) && terms.equals(otherTerms);
    }
  }

  private volatile List<Subscriber> all = List.of();
  private int nextId = FIRST_ID;

  List<Subscriber> all() {
    return all;
  }

  synchronized Subscriber add(
      String inbox, String name, SubscriptionTerms terms, EventPattern pattern)
      throws BusException {
    if (find(inbox, name, terms).isPresent()) {
      throw new BusException(
          BusError.SUBSCRIPTION_ALREADY_EXIST, name, "the same subscription exists");
    }
    if (all.size() == MOST) {
      throw new BusException(
          BusError.OUT_OF_RESOURCES, name, "more than " + MOST + " subscriptions");
    }
    Subscriber subscriber = new Subscriber(nextId++, inbox, name, terms, pattern);
    List<Subscriber> more = new ArrayList<>(all);
    more.add(subscriber);
    all = List.copyOf(more);
    return subscriber;
  }

  /** Ends a subscription; false if there is none. */
  synchronized boolean remove(String inbox, String name, SubscriptionTerms terms) {
    Optional<Subscriber> found = find(inbox, name, terms);
    found.ifPresent(this::remove);
    return found.isPresent();
  }

  synchronized void remove(Subscriber subscriber) {
    all = all.stream().filter(other -> other.id() != subscriber.id()).toList();
  }

  /** Forgets a client that is gone. */
  synchronized void removeAll(String inbox) {
    List<Subscriber> left = all.stream().filter(s -> !s.inbox().equals(inbox)).toList();
    if (left.size() != all.size()) {
      log.info("BUS-SUBSCRIBER-GONE inbox={} subscriptions={}", inbox, all.size() - left.size());
      all = left;
    }
  }

  boolean isPresent(Subscriber subscriber) {
    return all.contains(subscriber);
  }

  private Optional<Subscriber> find(String inbox, String name, SubscriptionTerms terms) {
    return all.stream().filter(s -> s.is(inbox, name, terms)).findFirst();
  }
}

package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.rbus.rtmessage.Subscribers.Subscriber;
import org.rdkb.dhcpmanager.rbus.wire.LogThrottle;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/**
 * Short cuts: connections of single consumers for elements that they named, past the broker. Any
 * thread. A consumer that is refused goes on through the broker.
 */
final class DirectDesk implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(DirectDesk.class);
  private static final int MOST = 32;
  private static final int MOST_ELEMENTS = 256;
  private static final int SUCCESS = 0;
  private static final int INVALID_PARAMETER = 2;
  private static final int ENTRY_NOT_FOUND = 17;

  private final String inbox;
  private final DirectPlace place;
  private final ElementIndex index;
  private final Deadlines deadlines;
  private final LogThrottle throttle = new LogThrottle();
  private final Map<String, DirectLink> links = new HashMap<>();
  private final Optional<RunRecord<DirectRecord>> kept;
  private boolean closed;

  /** {@code run} is where the connections are noted for the next process, if anywhere. */
  DirectDesk(
      String inbox,
      DirectPlace place,
      ElementIndex index,
      Deadlines deadlines,
      Optional<Path> run) {
    this.inbox = inbox;
    this.place = place;
    this.index = index;
    this.deadlines = deadlines;
    this.kept =
        run.map(folder -> new RunRecord<>(folder, DirectRecord.FORM, deadlines, this::records));
  }

  private synchronized List<DirectRecord> records() {
    return links.values().stream().map(DirectLink::asRecord).toList();
  }

  /** Waits, where they will look for us, for the consumers of the process before this one. */
  void restore(Requests requests) {
    for (DirectRecord record : kept.map(RunRecord::load).orElse(List.of())) {
      try {
        for (String element : record.elements()) {
          if (isElement(element)) {
            link(record.consumer(), element, requests, () -> place.listenAgain(record.address()));
          }
        }
      } catch (IOException refused) {
        log.info(
            "BUS-DIRECT-DROPPED consumer={} reason={}", record.consumer(), refused.getMessage());
      }
    }
  }

  /** Answers the wish for a short cut; {@code requests} will answer what comes over it. */
  ByteBuffer open(ItemReader in, Requests requests) {
    ItemWriter out = new ItemWriter();
    try {
      String consumer = in.text();
      in.number(); // its process id, which nobody here has a use for
      String element = in.text();
      String consumersBroker = in.text();
      if (consumer.isEmpty() || !isElement(element) || !place.isReachableFrom(consumersBroker)) {
        return out.integer(ENTRY_NOT_FOUND).asResponse();
      }
      String address = link(consumer, element, requests, place::listen).address();
      return out.integer(SUCCESS).text(inbox).text(address).asResponse();
    } catch (MalformedException unreadable) {
      return out.integer(INVALID_PARAMETER).asResponse();
    } catch (IOException refused) {
      if (throttle.admits()) {
        log.warn("BUS-DIRECT-REFUSED reason={} count={}", refused.getMessage(), throttle.count());
      }
      return new ItemWriter().integer(ENTRY_NOT_FOUND).asResponse();
    }
  }

  private boolean isElement(String name) {
    return !ElementName.isWildcard(name)
        && index.find(name).verdict() == ElementIndex.Verdict.ELEMENT;
  }

  /** How a new connection is waited for. */
  @FunctionalInterface
  private interface Waiting {
    DirectPlace.Listening listen() throws IOException;
  }

  private synchronized DirectLink link(
      String consumer, String element, Requests requests, Waiting waiting) throws IOException {
    DirectLink link = links.get(consumer);
    if (link == null) {
      if (links.size() >= MOST || closed) {
        throw new IOException("more than " + MOST + " direct connections");
      }
      link = new DirectLink(consumer, waiting.listen(), deadlines, requests, this::gone);
      links.put(consumer, link);
      link.start();
    }
    if (!link.open(element, MOST_ELEMENTS)) {
      throw new IOException("more than " + MOST_ELEMENTS + " elements on a direct connection");
    }
    kept.ifPresent(RunRecord::changed);
    return link;
  }

  private synchronized void gone(DirectLink link) {
    links.remove(link.consumer(), link);
    if (!closed) {
      kept.ifPresent(RunRecord::changed);
    }
  }

  /** Answers that a short cut is no longer wanted for an element. */
  ByteBuffer close(ItemReader in) {
    ItemWriter out = new ItemWriter();
    try {
      Optional<DirectLink> link = find(in.text());
      String element = in.text();
      link.ifPresent(known -> known.close(element));
      kept.ifPresent(RunRecord::changed);
      return out.integer(isElement(element) ? SUCCESS : INVALID_PARAMETER).asResponse();
    } catch (MalformedException unreadable) {
      return out.integer(INVALID_PARAMETER).asResponse();
    }
  }

  private synchronized Optional<DirectLink> find(String consumer) {
    return Optional.ofNullable(links.get(consumer));
  }

  /** Whether this subscriber's events go over a connection of its own. */
  boolean reaches(Subscriber subscriber) {
    return find(subscriber.inbox()).filter(link -> link.takes(subscriber.name())).isPresent();
  }

  /** Sends an event past the broker; false if the subscriber has no short cut for it. */
  boolean send(Subscriber subscriber, ByteBuffer payload) throws BusException {
    Optional<DirectLink> link =
        find(subscriber.inbox()).filter(known -> known.takes(subscriber.name()));
    if (link.isPresent()) {
      link.get().event(subscriber, payload);
    }
    return link.isPresent();
  }

  /** A client has left the bus. */
  void gone(String consumer) {
    find(consumer).ifPresent(DirectLink::close);
  }

  /** What is open now stays noted. */
  @Override
  public void close() {
    kept.ifPresent(RunRecord::save);
    List<DirectLink> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(links.values());
    }
    all.forEach(DirectLink::close);
  }
}

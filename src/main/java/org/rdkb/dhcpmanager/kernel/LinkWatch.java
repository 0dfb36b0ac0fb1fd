package org.rdkb.dhcpmanager.kernel;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.LinkState;
import org.rdkb.dhcpmanager.linux.LinuxException;
import org.rdkb.dhcpmanager.linux.NetlinkSocket;
import org.rdkb.dhcpmanager.linux.NetworkNamespace;

/**
 * Knows all links, by the kernel's events; nothing is polled. When the kernel had to drop events,
 * all links are asked for again, so that what is known is right in the end.
 *
 * <p>Any thread may read; the listener is called on the one thread, {@code links}, and must not
 * block.
 */
public final class LinkWatch implements AutoCloseable {

  /** Hears of changes. */
  @FunctionalInterface
  public interface Listener {
    /**
     * The state changed. A link that was replaced by another of the same name is reported as {@code
     * ABSENT} first.
     *
     * @param family the clients of this family have to know
     * @param linuxInterface kernel name
     * @param state as it is now
     */
    void linkChanged(Family family, String linuxInterface, LinkState state);
  }

  private static final Logger log = LogManager.getLogger(LinkWatch.class);
  private static final int RECEIVE_BUFFER = 1024 * 1024;
  private static final List<Integer> GROUPS =
      List.of(Rtnetlink.RTNLGRP_LINK, Rtnetlink.RTNLGRP_IPV6_IFADDR);
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final Duration ANSWER_BOUND = Duration.ofSeconds(5);
  private static final int START_TRIES = 5;
  private static final Duration STOP_BOUND = Duration.ofSeconds(2);
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  private final NetlinkSocket socket;
  private final Listener listener;
  private final Thread thread;
  private volatile LinkTable table = LinkTable.EMPTY;
  private volatile Map<String, Link> snapshot = Map.of();
  private volatile boolean closed;
  private final AtomicLong overruns = new AtomicLong();

  /** Sequence number of the last dump; its answers carry it. Only its thread, after the start. */
  private int dump;

  private LinkWatch(NetlinkSocket socket, Listener listener, String name) {
    this.socket = socket;
    this.thread = new Thread(this::run, name);
    this.listener = listener;
    thread.setDaemon(true);
  }

  /**
   * Asks for all links, in the network namespace of the calling thread, then starts the thread.
   *
   * @param listener hears of changes from now on, not of the links that are there already
   * @return with all links known
   * @throws IOException when the kernel does not answer
   */
  public static LinkWatch start(Listener listener) throws IOException {
    return start(NetlinkSocket.open(GROUPS, RECEIVE_BUFFER), listener, "links");
  }

  /** The same in another namespace, which need not stay open. */
  static LinkWatch start(Listener listener, NetworkNamespace namespace, String name)
      throws IOException {
    return start(namespace.socket(GROUPS, RECEIVE_BUFFER), listener, name);
  }

  private static LinkWatch start(NetlinkSocket socket, Listener listener, String name)
      throws IOException {
    LinkWatch watch = new LinkWatch(socket, listener, name);
    try {
      boolean known = false;
      for (int i = 0; i < START_TRIES && !known; i++) {
        // Links that come and go meanwhile, as they do at boot, interrupt the list.
        known = watch.askForAll();
      }
      if (!known) {
        throw new IOException("the kernel did not list its links");
      }
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    watch.thread.start();
    return watch;
  }

  /**
   * What a client on an interface can do.
   *
   * @param family which client
   * @param linuxInterface kernel name
   * @return as of the last event
   */
  public LinkState state(Family family, String linuxInterface) {
    LinkTable now = table;
    return Optional.ofNullable(now.byName().get(linuxInterface))
        .map(link -> now.state(link, family))
        .orElse(LinkState.ABSENT);
  }

  /**
   * One link.
   *
   * @param linuxInterface kernel name
   * @return as of the last event; absent when there is none
   */
  public Optional<Link> link(String linuxInterface) {
    return Optional.ofNullable(snapshot.get(linuxInterface));
  }

  /**
   * All links.
   *
   * @return by name, as of the last event; immutable
   */
  public Map<String, Link> links() {
    return snapshot;
  }

  /**
   * How often the kernel dropped events.
   *
   * @return 0 or more, since the start
   */
  public long overruns() {
    return overruns.get();
  }

  /** Ends the thread. */
  @Override
  public void close() {
    closed = true;
    socket.close();
    try {
      thread.join(STOP_BOUND.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      log.warn("LINK-WATCH-STUCK thread={} did not stop", thread.getName());
    }
  }

  private void run() {
    while (!closed) {
      try {
        NetlinkSocket.Received received = socket.receive(IDLE);
        if (received instanceof NetlinkSocket.Datagram datagram) {
          LinkTable next = table;
          for (NetlinkMessage message : NetlinkMessage.split(datagram.bytes())) {
            next = next.after(message);
          }
          become(next);
        } else if (received instanceof NetlinkSocket.Overrun) {
          overruns.incrementAndGet();
          log.warn("LINK-EVENTS-LOST asking for all links again");
          refresh();
        }
      } catch (LinuxException e) {
        log.error("LINK-WATCH-FAILED reason={}", e.getMessage());
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void refresh() throws LinuxException {
    while (!closed && !(drain() && askForAll())) {
      log.warn("LINK-EVENTS-LOST again, while asking");
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /**
   * Throws away what is queued. The kernel reports a loss once and then drops in silence until the
   * queue has been empty: only from then on would we hear of the next loss.
   */
  private boolean drain() throws LinuxException {
    long deadline = System.nanoTime() + ANSWER_BOUND.toNanos();
    while (System.nanoTime() < deadline) {
      NetlinkSocket.Received received = socket.receive(Duration.ZERO);
      if (received instanceof NetlinkSocket.TimedOut) {
        return true;
      }
    }
    return false;
  }

  /** True when the table is that of the kernel; false when events were lost meanwhile. */
  private boolean askForAll() throws LinuxException {
    Optional<LinkTable> links =
        list(
            new NetlinkRequest(
                    Rtnetlink.RTM_GETLINK, Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_DUMP)
                .putBytes(new byte[Rtnetlink.IFINFOMSG_BYTES]),
            LinkTable.EMPTY);
    if (links.isEmpty()) {
      return false;
    }
    Optional<LinkTable> all =
        list(
            new NetlinkRequest(
                    Rtnetlink.RTM_GETADDR, Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_DUMP)
                .putByte(Rtnetlink.AF_INET6)
                .putBytes(new byte[Rtnetlink.IFADDRMSG_BYTES - 1]),
            new LinkTable(links.get().byIndex(), LinkLocals.NONE));
    all.ifPresent(this::become);
    return all.isPresent();
  }

  /** What is there and what is listed; absent when events were lost meanwhile. */
  private Optional<LinkTable> list(NetlinkRequest request, LinkTable known) throws LinuxException {
    dump++;
    socket.send(request.toBytes(dump));
    LinkTable next = known;
    boolean begun = false;
    long deadline = System.nanoTime() + ANSWER_BOUND.toNanos();
    while (true) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      if (!(socket.receive(left) instanceof NetlinkSocket.Datagram datagram)) {
        return Optional.empty();
      }
      for (NetlinkMessage message : NetlinkMessage.split(datagram.bytes())) {
        boolean ours = message.sequence() == dump;
        if (ours && (message.flags() & Rtnetlink.NLM_F_DUMP_INTR) != 0) {
          return Optional.empty();
        }
        if (ours && message.type() == Rtnetlink.NLMSG_ERROR) {
          return Optional.empty();
        }
        if (ours && message.type() == Rtnetlink.NLMSG_DONE) {
          return Optional.of(next);
        }
        begun |= ours;
        boolean ofAnEarlierList = !ours && (message.flags() & Rtnetlink.NLM_F_MULTI) != 0;
        // Events before the list are older than all of it. Those in between are newer than what
        // was listed before them, and older than what follows.
        // A link's event while addresses are about to be listed is newer than the list of links.
        boolean newer = begun || (!known.equals(LinkTable.EMPTY) && isLink(message));
        if (newer && !ofAnEarlierList) {
          next = next.after(message);
        }
      }
    }
  }

  private static boolean isLink(NetlinkMessage message) {
    return message.type() == Rtnetlink.RTM_NEWLINK || message.type() == Rtnetlink.RTM_DELLINK;
  }

  private void become(LinkTable next) {
    LinkTable before = table;
    if (next.equals(before)) {
      return;
    }
    table = next;
    snapshot = Map.copyOf(next.byName());
    if (Thread.currentThread() == thread) {
      LinkTable.compare(before, next, this::report);
    }
  }

  private void report(Family family, String linuxInterface, LinkState state) {
    log.info("LINK interface={} family={} state={}", linuxInterface, family.word(), state);
    try {
      listener.linkChanged(family, linuxInterface, state);
    } catch (RuntimeException e) {
      log.error("LINK-LISTENER-FAILED interface={}", linuxInterface, e);
    }
  }
}

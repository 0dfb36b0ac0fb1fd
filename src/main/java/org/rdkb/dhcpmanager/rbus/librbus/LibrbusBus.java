package org.rdkb.dhcpmanager.rbus.librbus;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.bus.ForwardingBus;
import org.rdkb.dhcpmanager.bus.Provider;
import org.rdkb.dhcpmanager.linux.SleepBreaker;
import org.rdkb.dhcpmanager.rbus.rtmessage.Deadlines;
import org.rdkb.dhcpmanager.rbus.rtmessage.PeerName;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

/**
 * The bus through librbus: provider and consumer on one handle. While no broker serves, calls are
 * refused at once and events are lost; when one serves again, elements, rows and subscriptions are
 * back within two seconds.
 */
public final class LibrbusBus extends ForwardingBus {
  /** The library's name wherever librbus is installed. */
  public static final String LIBRARY = "librbus.so.0";

  private static final Logger log = LogManager.getLogger(LibrbusBus.class);
  private static final Queue<LibrbusBus> LEFT_BEHIND = new ConcurrentLinkedQueue<>();
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
  private static final int LOG_ERRORS = 3;

  /** How the names of all threads begin that may sleep in the library, its own included. */
  private static final String THREADS = "bus-";

  private final Deadlines deadlines = new Deadlines();
  private final DiskCalls disk = new DiskCalls(DiskCalls.LONGEST);
  private final MethodDesk methods;
  private final EventOutlet outlet;
  private final ConsumerSubscriptions subscriptions;
  private final ProviderCallbacks callbacks;
  private final Session session;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile AutoCloseable watch = () -> {};

  private LibrbusBus(BusHandle handle, LibrbusConsumer consumer, Provider provider) {
    super(consumer);
    List<Element> elements = provider.elements();
    String settleMethod = handle.component() + ".rows()";
    RowDesk rows = new RowDesk(provider);
    SubscriptionDesk subscribers = new SubscriptionDesk(provider, deadlines);
    outlet = new EventOutlet(handle, rows, deadlines, subscribers, settleMethod);
    methods = new MethodDesk(provider, handle);
    SetDesk sets = new SetDesk(provider, disk, outlet::settleSoon);
    callbacks =
        new ProviderCallbacks(
            provider,
            elements,
            new ProviderCallbacks.Desks(disk, sets, rows, subscribers, methods, outlet));
    subscriptions = consumer.subscriptions();
    session =
        new Session(
            handle,
            elements,
            new ElementTable(elements, settleMethod, callbacks),
            new Session.Parts(rows, subscribers, outlet, subscriptions, consumer.calls()));
  }

  /**
   * Joins the bus with all of the provider's elements and rows; waits at most ten seconds.
   *
   * @param address where the broker listens; a process has one broker, so a second bus in it joins
   *     the first one's
   * @param name how this process is known; the library makes up the inbox itself
   * @param provider owner of this process's elements
   * @param library the library's name or path, such as {@link #LIBRARY}
   * @return the open bus
   * @throws LibrbusMissingException if the library is missing or too old
   * @throws IOException if no broker serves there
   * @throws BusException if the broker refuses an element
   */
  public static LibrbusBus open(
      BusAddress address, PeerName name, Provider provider, String library)
      throws LibrbusMissingException, IOException, BusException {
    Librbus.use(library);
    LibrbusBus bus = null;
    try {
      Librbus.rbus_setLogLevel(LOG_ERRORS); // its warnings are refusals that consumers hear of
      BusHandle handle = new BusHandle(address, name.component());
      bus = new LibrbusBus(handle, LibrbusConsumer.on(handle), provider);
      bus.start(address);
      return bus;
    } catch (IOException | BusException | RuntimeException failed) {
      if (bus == null) {
        Librbus.leave();
      } else {
        bus.close();
      }
      throw failed;
    }
  }

  private void start(BusAddress address) throws IOException, BusException {
    try {
      session.open();
    } catch (BusException refused) {
      if (refused.error() == BusError.DESTINATION_NOT_REACHABLE) {
        throw new IOException(refused.reason(), refused);
      }
      throw refused;
    }
    // Between two tries to connect the library sleeps for five seconds.
    Optional<SleepBreaker> breaker = SleepBreaker.open();
    watch =
        new BrokerWatch(
            session,
            new BrokerLine(address),
            () -> breaker.ifPresent(sleepers -> sleepers.wake(THREADS)),
            subscriptions::renew);
  }

  @Override
  public void publish(BusEvent event) {
    outlet.publish(event);
  }

  /** Leaves the bus. The library may not let go; then its thread is left behind and says so. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      watch.close();
    } catch (Exception unexpected) {
      throw new IllegalStateException(unexpected);
    }
    deadlines.close();
    if (session.close(CLOSE_WITHIN)) {
      subscriptions.close();
      Librbus.leave();
    } else {
      // The library may still call us: it, its thread and our callbacks stay.
      log.error("BUS-CLOSE-STUCK after={} s", CLOSE_WITHIN.toSeconds());
      LEFT_BEHIND.add(this);
    }
    methods.close();
    disk.close();
  }
}

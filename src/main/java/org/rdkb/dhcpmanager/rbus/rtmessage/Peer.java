package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.rdkb.dhcpmanager.bus.Bus;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.bus.Provider;
import org.rdkb.dhcpmanager.bus.RowName;
import org.rdkb.dhcpmanager.bus.SubscribeRequest;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.rbus.wire.ControlJson;
import org.rdkb.dhcpmanager.rbus.wire.ControlTopic;
import org.rdkb.dhcpmanager.rbus.wire.HeaderVariant;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/**
 * A consumer, and if it has one a provider, on a broker's socket.
 *
 * <p>When the broker goes, calls fail at once, and the peer tries again after 50 ms, then ever
 * later up to 1 s, for ever; once it is back, elements and subscriptions are too.
 */
public final class Peer implements Bus {
  private static final Duration OPEN_WITHIN = Duration.ofSeconds(10);
  private static final Duration CALL = Duration.ofSeconds(15);
  private static final int READ_DEPTH_ALL = -1;
  private static final Map<String, Integer> PROGRAMS = new ConcurrentHashMap<>();

  private final PeerName name;
  private final Deadlines deadlines = new Deadlines();
  private final Connection connection;
  private final Caller caller;
  private final Owners owners;
  private final ParameterCalls parameters;
  private final SetCalls sets;
  private final Subscriptions subscriptions;
  private final Requests requests;
  private final Optional<ProviderRole> role;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Peer(
      BusAddress address, PeerName name, Optional<Provider> provider, HeaderVariant header) {
    this.name = name;
    Exchange exchange = new Exchange(inbox(name.program()), deadlines, header);
    List<Element> elements = provider.map(Provider::elements).orElse(List.of());
    this.caller = new Caller(exchange);
    this.owners = new Owners(caller);
    this.parameters = new ParameterCalls(caller, owners, name.component());
    this.sets = new SetCalls(caller, owners, name.component());
    this.subscriptions = new Subscriptions(exchange, deadlines, caller);
    this.role = provider.map(p -> new ProviderRole(address, name, p, exchange, deadlines));
    this.requests =
        new Requests(
            name.component(), role.map(ProviderRole::desk), role.map(ProviderRole::direct));
    this.connection =
        new Connection(
            address,
            new Registration(exchange, name.component(), topics(elements)),
            exchange,
            deadlines,
            new Dispatch(exchange, requests, subscriptions, role));
  }

  /**
   * Joins the bus and waits, at most 10 s, until all elements are registered.
   *
   * @param address where the broker listens
   * @param name how this peer is known
   * @param provider owner of elements; absent for a mere consumer
   * @return the open bus
   * @throws IOException if no broker answers there
   * @throws BusException if the broker refuses an element
   */
  public static Peer connect(BusAddress address, PeerName name, Optional<Provider> provider)
      throws IOException, BusException {
    return connect(address, name, provider, HeaderVariant.ROUND_TRIP);
  }

  /**
   * As {@link #connect(BusAddress, PeerName, Optional)}, with a header to try first.
   *
   * @param address where the broker listens
   * @param name how this peer is known
   * @param provider owner of elements; absent for a mere consumer
   * @param header the header to try first; the other one follows where it is not understood
   * @return the open bus
   * @throws IOException if no broker answers there
   * @throws BusException if the broker refuses an element
   */
  public static Peer connect(
      BusAddress address, PeerName name, Optional<Provider> provider, HeaderVariant header)
      throws IOException, BusException {
    Peer peer = new Peer(address, name, provider, header);
    try {
      peer.role.ifPresent(known -> known.restore(peer.requests));
      peer.connection.open(OPEN_WITHIN);
      return peer;
    } catch (IOException | BusException failed) {
      peer.close();
      throw failed;
    }
  }

  /** The process id comes last: stock providers look whether that process lives. */
  private static String inbox(String program) {
    int number = PROGRAMS.merge(program, 1, Integer::sum);
    String unique = number == 1 ? program : program + "-" + number;
    return "rbus." + unique + ".INBOX." + ProcessHandle.current().pid();
  }

  private static List<String> topics(List<Element> elements) {
    Set<String> topics = new LinkedHashSet<>();
    for (Element element : elements) {
      if (element.kind() != Element.Kind.OBJECT) {
        topics.add(element.name());
      }
    }
    return List.copyOf(topics);
  }

  @Override
  public void publish(BusEvent event) {
    role.ifPresent(known -> known.publish(event));
  }

  @Override
  public Optional<List<Subscribed>> subscribed() {
    return Optional.of(role.map(ProviderRole::subscribed).orElse(List.of()));
  }

  @Override
  public List<BusProperty> get(List<String> paths) throws BusException {
    return parameters.get(paths);
  }

  @Override
  public void set(List<BusProperty> values) throws BusException {
    sets.set(values);
  }

  @Override
  public int addRow(String table, String alias) throws BusException {
    ItemWriter body = new ItemWriter().integer(0).text(table).text(alias);
    ItemReader in = caller.send(table, MethodMessage.ADD_ROW, body, CALL, table);
    try {
      int code = in.number();
      int instance = in.numberOr(0);
      if (!Failures.isSuccess(code)) {
        throw Failures.read(code, table, in);
      }
      return instance;
    } catch (MalformedException unreadable) {
      throw Failures.malformed(table, unreadable);
    }
  }

  @Override
  public void deleteRow(String row) throws BusException {
    ItemWriter body = new ItemWriter().integer(0).text(row);
    // A row with a dot is reached only through elements in it; without, through its table.
    String destination = row.endsWith(".") ? row.substring(0, row.length() - 1) : row;
    caller.call(destination, MethodMessage.DELETE_ROW, body, CALL, row, in -> true);
  }

  @Override
  public List<RowName> rows(String table) throws BusException {
    ItemWriter body = new ItemWriter().text(table).integer(READ_DEPTH_ALL).integer(1);
    return caller.call(table, MethodMessage.NAMES, body, CALL, table, NameLists::readRows);
  }

  @Override
  public List<Element> names(String path, int depth) throws BusException {
    List<Element> found = new ArrayList<>();
    for (String owner : owners.all(path)) {
      ItemWriter body = new ItemWriter().text(path).integer(depth).integer(0);
      found.addAll(
          caller.call(owner, MethodMessage.NAMES, body, CALL, path, NameLists::readElements));
    }
    return found;
  }

  @Override
  public BusObject invoke(String method, BusObject arguments) throws BusException {
    ItemWriter body = new ItemWriter().integer(0).text(method).integer(1);
    ValueCodec.writeObject(body, arguments);
    ItemReader in = caller.send(method, MethodMessage.INVOKE, body, CALL, method);
    try {
      int code = in.number();
      BusObject results = in.isAtText() ? ValueCodec.readObject(in) : BusObject.EMPTY;
      if (!Failures.isSuccess(code)) {
        throw NameLists.invocationFailure(code, method, results);
      }
      return results;
    } catch (MalformedException unreadable) {
      throw Failures.malformed(method, unreadable);
    }
  }

  @Override
  public Subscription subscribe(SubscribeRequest request, EventListener listener)
      throws BusException {
    return subscriptions.subscribe(request, listener);
  }

  @Override
  public List<String> components() throws BusException {
    return caller.ask(ControlTopic.COMPONENTS, ControlJson.nothing(), "").items();
  }

  /**
   * Whether the broker is there and knows everything.
   *
   * @return false while reconnecting
   */
  public boolean isConnected() {
    return connection.isRegistered();
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    subscriptions.close();
    deadlines.close();
    role.ifPresent(ProviderRole::close);
    requests.close();
    connection.close();
  }

  @Override
  public String toString() {
    return name.component();
  }
}

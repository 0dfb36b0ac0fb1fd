package org.rdkb.dhcpmanager.tr181;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.tr181.Refusal.Code;
import org.rdkb.dhcpmanager.tr181.Resolver.Found;

/**
 * The data model: reads at any time, one writer after another. Any thread may call.
 *
 * <p>A write validates everything, stores the new configuration, swaps it in and tells the
 * listeners, in this order: a read after a set sees it, and nothing that was refused has changed
 * anything.
 */
public final class DataModel {
  private static final Logger log = LogManager.getLogger(DataModel.class);

  /** A disk that hangs must not hang every bus thread. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration LAST_CHANGE = Duration.ofMillis(300);
  private static final String STOPPING = "the manager is stopping";

  private final Schema schema;
  private final Bindings bindings;
  private final Ports ports;
  private volatile Settings settings;
  private final RowEdits edits;
  private final TreeText texts = new TreeText();
  private final ReentrantLock writing = new ReentrantLock(true);
  private volatile RowTree tree;
  private volatile boolean closed;

  /**
   * What the data model needs of others.
   *
   * @param clients the rows as they run
   * @param store makes the configuration durable
   * @param listener hears what became of client rows; must not block
   * @param changes hears what subscribers may want to know; must not block
   * @param steadyClock never jumps
   * @param wallClock for display
   */
  public record Ports(
      ClientRows clients,
      ConfigurationStore store,
      ConfigurationListener listener,
      Consumer<ModelChange> changes,
      Supplier<Instant> steadyClock,
      WallClock wallClock) {}

  /**
   * What the operator settles before the start.
   *
   * @param profile where TR-181 and RDK-B differ
   * @param interfaces which Linux interface a path stands for
   * @param defaultRows rows of a first start, as texts by path; what is nested in the first of a
   *     table is given to every row added to that table
   */
  public record Settings(
      Profile profile, InterfaceMap interfaces, SortedMap<String, String> defaultRows) {}

  /**
   * Puts other mappings into force, between two changes; every client row is told that it changed.
   *
   * @param interfaces which Linux interface a path stands for, from now on
   * @return refused if another change does not come to an end; nothing has changed then
   */
  public Outcome<Done> mapInterfaces(InterfaceMap interfaces) {
    return write(
        "",
        () -> {
          settings = new Settings(settings.profile(), interfaces, settings.defaultRows());
          for (RowId row : clients()) {
            RowChange change = new RowChange(RowChange.Kind.CHANGED, row, tree);
            tell(() -> ports.listener().changed(change));
          }
          return Outcome.done(Done.DONE);
        });
  }

  /**
   * Refuses every change and command from now on, and waits, for a bounded time, for the end of one
   * that is being made; reads go on.
   */
  public void refuseChanges() {
    closed = true;
    try {
      if (writing.tryLock(LAST_CHANGE.toMillis(), TimeUnit.MILLISECONDS)) {
        writing.unlock();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private DataModel(Parts parts, Ports ports, Settings settings, RowTree tree, RowTree defaults) {
    this.schema = parts.schema();
    this.bindings = parts.bindings();
    this.ports = ports;
    this.settings = settings;
    this.edits = new RowEdits(schema, bindings, defaults);
    this.tree = tree;
  }

  private record Parts(Schema schema, Bindings bindings) {}

  /**
   * Loads the configuration, and makes the default rows of tables that may not be empty (R37).
   *
   * @param schema what there is
   * @param bindings how to read and set it
   * @param ports what it needs of others; the listeners are not told of what is loaded
   * @param settings what the operator settles
   * @param stored what {@link ConfigurationStore#save} was last given; empty at the first start
   * @return ready to be asked
   * @throws IllegalStateException if schema and bindings do not agree
   */
  public static DataModel open(
      Schema schema,
      Bindings bindings,
      Ports ports,
      Settings settings,
      SortedMap<String, String> stored) {
    bindings.check(schema);
    RowTree loaded = read(schema, bindings, stored, "stored");
    RowTree defaults = read(schema, bindings, settings.defaultRows(), "default");
    DataModel model = new DataModel(new Parts(schema, bindings), ports, settings, loaded, defaults);
    model.tree = model.edits.withLeastRows(loaded);
    if (model.tree != loaded) {
      model
          .store(model.tree)
          .ifPresent(refusal -> log.warn("TR181-NOT-STORED reason={}", refusal.reason()));
    }
    return model;
  }

  private static RowTree read(
      Schema schema, Bindings bindings, SortedMap<String, String> texts, String source) {
    StoredRows rows = new StoredRows(schema, bindings);
    RowTree tree = rows.read(texts);
    rows.problems()
        .forEach(
            problem ->
                log.warn(
                    "TR181-REPAIRED source={} path={} reason={}",
                    source,
                    problem.path(),
                    problem.reason()));
    return tree;
  }

  /**
   * The configuration now.
   *
   * @return one moment of it
   */
  public RowTree tree() {
    return tree;
  }

  /**
   * The client rows of the configuration.
   *
   * @return in order of creation
   */
  public List<RowId> clients() {
    return edits.clients(tree);
  }

  /**
   * Reads a parameter, a partial path or a wildcard.
   *
   * @param path what to read
   * @return in the order of the schema, rows in order of creation
   */
  public Outcome<List<Leaf>> get(String path) {
    return Reader.get(root(), path);
  }

  /**
   * Reads several parameters as they are at one moment.
   *
   * @param paths what to read
   * @return what each path yields, one after another; refused if one of them is
   */
  public Outcome<List<Leaf>> get(List<String> paths) {
    Place root = root(ports.steadyClock().get(), new OneMoment(ports.clients()));
    List<Leaf> found = new ArrayList<>();
    for (String path : paths) {
      Outcome<List<Leaf>> outcome = Reader.get(root, path);
      if (!(outcome instanceof Outcome.Done<List<Leaf>> done)) {
        return outcome;
      }
      found.addAll(done.value());
    }
    return Outcome.done(found);
  }

  /**
   * Sets all of the parameters or none.
   *
   * @param assignments what to set
   * @param by who asks
   * @return a refusal names the first parameter that is wrong
   */
  public Outcome<Done> set(List<Assignment> assignments, String by) {
    return write(
        assignments.isEmpty() ? "" : assignments.get(0).path(),
        () ->
            new SetRequest(root(), settings)
                .check(assignments)
                .then(this::takeable)
                .then(result -> unobjected(result, by))
                .then(result -> apply(result, by)));
  }

  /** A release that disables its row as well has to reach the client before that does. */
  private Outcome<Done> apply(SetRequest.Result result, String by) {
    List<SetRequest.Pull> first = new ArrayList<>();
    List<SetRequest.Pull> then = new ArrayList<>();
    for (SetRequest.Pull pull : result.pulls()) {
      boolean disables =
          !pull.action().actsOnDisabled() && !result.wouldBe().at(pull.address()).isTrue("Enable");
      (disables ? first : then).add(pull);
    }
    return commit(result.wouldBe(), by, () -> pull(first)).then(done -> pull(then));
  }

  /**
   * Whether a set would be refused, as things are now.
   *
   * @param assignments what would be set
   * @return the refusal that {@link #set} would give; nothing changes
   */
  public Outcome<Done> check(List<Assignment> assignments) {
    return new SetRequest(root(), settings)
        .check(assignments)
        .then(this::takeable)
        .then(result -> unobjected(result, ""))
        .then(result -> Outcome.done(Done.DONE));
  }

  /**
   * Whether a value is wrong whatever else is set with it: by its name, type, access or range.
   *
   * @param assignment what would be set, perhaps with others
   * @return the refusal that {@link #set} would give; nothing changes
   */
  public Outcome<Done> checkAlone(Assignment assignment) {
    return new SetRequest(root(), settings).checkAlone(assignment);
  }

  /** All or none: a row that takes no request refuses the set before anything is stored. */
  private Outcome<SetRequest.Result> takeable(SetRequest.Result result) {
    for (SetRequest.Pull pull : result.pulls()) {
      if (!ports.clients().accepts(pull.client().row())) {
        return Outcome.refused(pull.path(), Code.LIMIT, "the row cannot take the request now");
      }
    }
    return Outcome.done(result);
  }

  /** Extensions have their say about each enabled row that would change. */
  private Outcome<SetRequest.Result> unobjected(SetRequest.Result result, String by) {
    TreeDiff diff = TreeDiff.between(bindings, schema.root(), tree, result.wouldBe(), by);
    for (RowChange change : diff.clients()) {
      Optional<String> objection =
          ClientConfigurations.of(change.tree(), change.row(), settings.interfaces())
              .filter(ClientConfiguration::enable)
              .flatMap(wanted -> ports.clients().objection(change.row(), wanted));
      if (objection.isPresent()) {
        return Outcome.refused("", Code.RULE, objection.get());
      }
    }
    return Outcome.done(result);
  }

  /**
   * Adds a row with its defaults.
   *
   * @param table with or without trailing dot
   * @param alias the wanted alias; empty: one is made up
   * @return the row's number
   */
  public Outcome<Integer> addRow(String table, String alias) {
    return write(
        table,
        () ->
            Resolver.one(root(), table)
                .then(found -> edits.add(found.place(), table, alias))
                .then(added -> commit(added.tree(), "").then(d -> Outcome.done(added.instance()))));
  }

  /**
   * Deletes a row and all in it.
   *
   * @param row with or without trailing dot
   * @return a refusal names the rule
   */
  public Outcome<Done> deleteRow(String row) {
    return write(
        row,
        () ->
            Resolver.one(root(), row)
                .then(found -> edits.delete(found.place(), row))
                .then(changed -> commit(changed, "")));
  }

  /**
   * The rows of a table.
   *
   * @param table with or without trailing dot
   * @return in order of creation
   */
  public Outcome<List<RowRef>> rows(String table) {
    return Resolver.one(root(), table)
        .then(
            found ->
                found.leaf() != null || found.place().kind() != Place.Kind.TABLE
                    ? Outcome.refused(table, Code.NO_TABLE, "is no table")
                    : Outcome.done(
                        found.place().rows().rows().values().stream()
                            .map(row -> new RowRef(row.instance(), row.text(NewRows.ALIAS)))
                            .toList()));
  }

  /**
   * The names at and below a path.
   *
   * @param path where to start
   * @param depth ≥ 0: the element and this many levels below; &lt; 0: only what is exactly |depth|
   *     levels below
   * @return in the order of the schema
   */
  public Outcome<List<NameEntry>> names(String path, int depth) {
    return Resolver.one(root(), path).then(found -> Outcome.done(Names.of(found, depth)));
  }

  /**
   * Everything that can be registered: tables, parameters, events and commands with {@code {i}} in
   * row positions, parents before what they hold.
   *
   * @return in the order of the schema
   */
  public List<NameEntry> elements() {
    return schema
        .nodes()
        .map(node -> NameEntry.of(node, node.path()))
        .filter(entry -> entry.kind() != NameEntry.Kind.OBJECT)
        .toList();
  }

  /**
   * Runs a command of a client row.
   *
   * @param command full path ending in {@code ()}
   * @return done when the request is taken; the client acts later
   */
  public Outcome<Done> invoke(String command) {
    return invoke(command, outputs -> {});
  }

  /**
   * Runs a command.
   *
   * @param command full path ending in {@code ()}
   * @param outputs told once, if the command is not refused: its output arguments, none for most.
   *     On this thread or, of what takes its time, later on another; must not block
   * @return done when the request is taken; the client acts later
   */
  public Outcome<Done> invoke(String command, Consumer<List<Output>> outputs) {
    if (closed) {
      return Outcome.refused(command, Code.LIMIT, STOPPING);
    }
    return Resolver.one(root(), command).then(found -> invoke(command, found, outputs));
  }

  private Outcome<Done> invoke(String command, Found found, Consumer<List<Output>> outputs) {
    if (found.leaf() instanceof CommandSchema schemaOf
        && bindings.of(schemaOf) instanceof Binding.Diagnose) {
      RowId row = Objects.requireNonNull(found.place().client()).row();
      return ports.clients().diagnose(row, made -> outputs.accept(Output.of(made)))
          ? Outcome.done(Done.DONE)
          : Outcome.refused(command, Code.LIMIT, "others are being made; try again in 3 s");
    }
    Outcome<Done> outcome = invoke(command, found);
    if (outcome instanceof Outcome.Done<Done>) {
      outputs.accept(List.of());
    }
    return outcome;
  }

  private Outcome<Done> invoke(String command, Found found) {
    if (found.leaf() instanceof CommandSchema schemaOf
        && bindings.of(schemaOf) instanceof Binding.OverallCommand overall) {
      return overall.action().test(ports.clients())
          ? Outcome.done(Done.DONE)
          : Outcome.refused(command, Code.LIMIT, "cannot be taken now");
    }
    return pullOf(command, found).then(pull -> pull(pull.stream().toList()));
  }

  private Outcome<Optional<SetRequest.Pull>> pullOf(String command, Found found) {
    return found.leaf() instanceof CommandSchema schemaOf
            && bindings.of(schemaOf) instanceof Binding.Command bound
        ? SetRequest.pull(command, found.place(), bound.action(), found.place().row())
        : Outcome.refused(command, Code.RULE, "is no command");
  }

  /** A client row, what is in it, and the rows that stand for it in other tables. */
  List<Place> placesOf(RowId id, Instant now) {
    List<Place> places = new ArrayList<>();
    Place root = root(now);
    for (ObjectSchema table : schema.root().tables().toList()) {
      boolean itsTable = bindings.of(table).clientFamily().filter(id.family()::equals).isPresent();
      Outcome<Found> row = Resolver.one(root, table.tablePath() + id.instance() + ".");
      if (itsTable && row instanceof Outcome.Done<Found> found) {
        withNested(found.value().place(), places);
      }
    }
    return places;
  }

  private static void withNested(Place place, List<Place> places) {
    if (place.kind() == Place.Kind.TABLE) {
      for (Row row : place.rows().rows().values()) {
        withNested(place.row(row, Integer.toString(row.instance())), places);
      }
      return;
    }
    places.add(place);
    place.object().objects().forEach(inner -> withNested(place.into(inner), places));
  }

  private Place root() {
    return root(ports.steadyClock().get());
  }

  private Place root(Instant now) {
    return root(now, ports.clients());
  }

  private Place root(Instant now, ClientRows clients) {
    RowReading.Display display = new RowReading.Display(settings.profile(), ports.wallClock());
    View view = new View(tree, bindings, clients, now, display);
    return Place.root(view, schema.root());
  }

  /** One writer at a time; {@code subject} is what a refusal names that is about no parameter. */
  private <T> Outcome<T> write(String subject, Supplier<Outcome<T>> change) {
    boolean locked = false;
    try {
      locked = writing.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (!locked) {
        return Outcome.refused(subject, Code.LIMIT, "another change has not come to an end");
      }
      if (closed) {
        return Outcome.refused(subject, Code.LIMIT, STOPPING);
      }
      Outcome<T> outcome = change.get();
      return outcome instanceof Outcome.Refused<T> refused && refused.refusal().path().isEmpty()
          ? new Outcome.Refused<>(refused.refusal().at(subject))
          : outcome;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Outcome.refused(subject, Code.LIMIT, "interrupted");
    } finally {
      if (locked) {
        writing.unlock();
      }
    }
  }

  private Outcome<Done> commit(RowTree next, String by) {
    return commit(next, by, () -> Outcome.done(Done.DONE));
  }

  private Outcome<Done> commit(RowTree next, String by, Supplier<Outcome<Done>> beforeItIsTold) {
    TreeDiff diff = TreeDiff.between(bindings, schema.root(), tree, next, by);
    if (diff.changes().isEmpty()) {
      return Outcome.done(Done.DONE);
    }
    Optional<Refusal> refusal = store(next);
    if (refusal.isPresent()) {
      return new Outcome.Refused<>(refusal.get());
    }
    tree = next;
    Outcome<Done> outcome = beforeItIsTold.get();
    diff.clients().forEach(change -> tell(() -> ports.listener().changed(change)));
    diff.changes().forEach(change -> tell(() -> ports.changes().accept(change)));
    return outcome;
  }

  private Optional<Refusal> store(RowTree next) {
    try {
      ports.store().save(texts.parts(next));
      return Optional.empty();
    } catch (StoreException e) {
      return Optional.of(
          new Refusal("", Code.STORE, "the configuration could not be stored: " + e.reason()));
    }
  }

  /** What is stored is in force, whatever a listener makes of it. */
  private static void tell(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException e) {
      log.error("TR181-LISTENER", e);
    }
  }

  private Outcome<Done> pull(List<SetRequest.Pull> pulls) {
    for (SetRequest.Pull pull : pulls) {
      if (!pull.action().perform(ports.clients(), pull.client().row())) {
        return Outcome.refused(pull.path(), Code.LIMIT, "the row cannot take the request now");
      }
    }
    return Outcome.done(Done.DONE);
  }
}

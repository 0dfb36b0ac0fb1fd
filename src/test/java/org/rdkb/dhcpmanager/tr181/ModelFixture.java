package org.rdkb.dhcpmanager.tr181;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.rdkb.dhcpmanager.core.client.Bound;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.ClientProcess;
import org.rdkb.dhcpmanager.core.client.Diagnosis;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.HeldLease;
import org.rdkb.dhcpmanager.core.client.LeasePhase;
import org.rdkb.dhcpmanager.core.client.LinkState;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;
import org.rdkb.dhcpmanager.core.client.Standing;
import org.rdkb.dhcpmanager.core.lease.Lease4;

/** A data model on fakes that keep what they are given and can refuse. */
public final class ModelFixture implements ClientRows, ConfigurationStore {
  /** The steady clock at the start. */
  public static final Instant START = Instant.ofEpochSecond(1_000_000);

  /** What the wall clock is ahead of the steady clock. */
  static final Duration WALL = Duration.ofDays(20_000);

  public static final String CLIENT = "Device.DHCPv4.Client.";

  public final List<RowChange> rowChanges = new ArrayList<>();
  public final List<ModelChange> changes = new ArrayList<>();
  public final List<String> requests = new ArrayList<>();
  public final List<SortedMap<String, String>> saved = new ArrayList<>();
  private final Map<RowId, RowSnapshot> snapshots = new HashMap<>();
  private Optional<String> diskTrouble = Optional.empty();
  public final List<Consumer<Diagnosis>> orders = new ArrayList<>();
  private boolean busy;

  /** What an extension says from now on, and what it was asked about. */
  Optional<String> objection = Optional.empty();

  final List<ClientConfiguration> asked = new ArrayList<>();

  String extensions = "";
  String persistence = "ok";

  /** How often a snapshot was taken. */
  int looks;

  private Consumer<ModelChange> listener = change -> {};
  private Instant now = START;
  private Profile profile = Profile.STANDALONE;
  private SortedMap<String, String> defaults = defaultRows();
  private InterfaceMap interfaces = InterfaceMap.NONE;

  /** The rows of the shipped defaults. */
  static SortedMap<String, String> defaultRows() {
    SortedMap<String, String> rows = new TreeMap<>();
    int[] tags = {1, 3, 6, 15, 26, 28, 42, 121};
    for (int i = 1; i <= tags.length; i++) {
      String row = CLIENT + "1.ReqOption." + i + ".";
      rows.put(row + "Enable", "true");
      rows.put(row + "Tag", Integer.toString(tags[i - 1]));
      rows.put(row + "Order", Integer.toString(i));
    }
    rows.put("Device.DHCPv6.Client.1.RequestPrefixes", "true");
    return rows;
  }

  public ModelFixture profile(Profile wanted) {
    profile = wanted;
    return this;
  }

  ModelFixture defaults(SortedMap<String, String> wanted) {
    defaults = wanted;
    return this;
  }

  ModelFixture interfaces(InterfaceMap wanted) {
    interfaces = wanted;
    return this;
  }

  public DataModel open() {
    return open(new TreeMap<>());
  }

  DataModel open(SortedMap<String, String> stored) {
    return DataModel.open(
        Schema.shipped(),
        Bindings.shipped(),
        new DataModel.Ports(
            this,
            this,
            rowChanges::add,
            this::changed,
            () -> now,
            steady -> Optional.of(steady.plus(WALL))),
        new DataModel.Settings(profile, interfaces, defaults),
        stored);
  }

  private void changed(ModelChange change) {
    changes.add(change);
    listener.accept(change);
  }

  /** Who hears of changes from now on. */
  public void tell(Consumer<ModelChange> wanted) {
    listener = wanted;
  }

  /** The disk is full from now on, or no longer (empty). */
  void disk(String trouble) {
    diskTrouble = Optional.of(trouble).filter(text -> !text.isEmpty());
  }

  void refuseRequests() {
    busy = true;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** From now on the row is bound with this lease, granted now. */
  public RowSnapshot bind(int instance, Lease4 lease) {
    RowId row = new RowId(Family.V4, instance);
    Standing standing =
        new Standing(
            row,
            new ClientConfiguration(true, "erouter0", "", List.of(), List.of()),
            LinkState.READY,
            Optional.of(HeldLease.granted("eth0", lease, now)),
            0,
            false,
            Optional.empty());
    Bound bound =
        new Bound(
            standing, new ClientProcess(4711, 1), standing.configuration(), LeasePhase.BOUND, "");
    RowSnapshot snapshot = new RowSnapshot(row, bound, "", 0, Optional.of(now));
    snapshots.put(row, snapshot);
    return snapshot;
  }

  void show(RowSnapshot snapshot) {
    snapshots.put(snapshot.row(), snapshot);
  }

  @Override
  public RowSnapshot snapshot(RowId row) {
    looks++;
    return snapshots.getOrDefault(row, RowSnapshot.initial(row));
  }

  @Override
  public Optional<String> objection(RowId row, ClientConfiguration wanted) {
    asked.add(wanted);
    return objection;
  }

  @Override
  public String persistence() {
    return persistence;
  }

  @Override
  public String extensions() {
    return extensions;
  }

  @Override
  public String clientOutput(RowId row) {
    return "printed by " + row;
  }

  @Override
  public boolean accepts(RowId row) {
    return !busy;
  }

  @Override
  public boolean renew(RowId row) {
    return request("renew " + row);
  }

  @Override
  public List<RowSnapshot> snapshots() {
    return List.copyOf(snapshots.values());
  }

  @Override
  public StartSummary start() {
    return new StartSummary(5, 4, 3, 2, 1, "current", 77);
  }

  @Override
  public boolean diagnose(RowId row, Consumer<Diagnosis> answer) {
    orders.add(answer);
    return request("diagnose " + row);
  }

  @Override
  public boolean resetCounts(RowId row) {
    return request("reset " + row);
  }

  @Override
  public boolean release(RowId row) {
    return request("release " + row);
  }

  @Override
  public boolean restart(RowId row) {
    return request("restart " + row);
  }

  private boolean request(String what) {
    requests.add(what);
    return !busy;
  }

  @Override
  public void save(List<SortedMap<String, String>> parts) throws StoreException {
    if (diskTrouble.isPresent()) {
      throw new StoreException(diskTrouble.get());
    }
    SortedMap<String, String> values = new TreeMap<>();
    parts.forEach(part -> values.putAll(part));
    saved.add(values);
  }

  /** The text of one parameter. */
  static String text(DataModel model, String path) {
    List<Leaf> leaves = model.get(path).orThrow();
    return ((Leaf.Parameter) leaves.get(0)).value().text();
  }

  static Assignment text(String path, String value) {
    return new Assignment(path, Value.text(value));
  }

  /** Sets pairs of path and text. */
  static Outcome<Done> set(DataModel model, String... pairs) {
    List<Assignment> assignments = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      assignments.add(text(pairs[i], pairs[i + 1]));
    }
    return model.set(assignments, "test");
  }

  static Refusal refusal(Outcome<?> outcome) {
    if (outcome instanceof Outcome.Refused<?> refused) {
      return refused.refusal();
    }
    throw new AssertionError("was not refused: " + outcome);
  }
}

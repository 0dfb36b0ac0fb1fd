package org.rdkb.dhcpmanager.server.etcd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * etcd as its documentation has it, in one thread: keys in one order, lives that end on the
 * millisecond by a clock that only moves when told. Each server has a line to it that can be cut,
 * or lose the answer of what was done.
 */
@SuppressWarnings("NullAway") // lives are asked for after it is known that they are there
final class SimulatedEtcd {
  private record Life(long ttlMillis, long end) {}

  long now = 1_000_000;
  private final TreeMap<String, Store.Entry> keys = new TreeMap<>();
  private final Map<Long, Life> lives = new HashMap<>();
  private final List<Line> lines = new ArrayList<>();
  private long revision = 1;
  private long lastLife = 100;

  /** Time goes on; what hung on lives that are over is gone. */
  void pass(long millis) {
    now += millis;
    List<String> gone =
        keys.values().stream()
            .filter(entry -> entry.life() != 0 && !lives(entry.life()))
            .map(Store.Entry::key)
            .toList();
    if (!gone.isEmpty()) {
      revision++;
      gone.forEach(this::delete);
    }
    lives.values().removeIf(life -> life.end() <= now);
  }

  private boolean lives(long id) {
    Life life = lives.get(id);
    return life != null && life.end() > now;
  }

  private void delete(String key) {
    if (keys.remove(key) != null) {
      long at = revision;
      lines.forEach(line -> line.tell(backend -> backend.heardGone(key, at)));
    }
  }

  Line line() {
    Line line = new Line();
    lines.add(line);
    return line;
  }

  /** One server's way to the store. */
  final class Line implements Store {
    boolean cut;
    boolean losesAnswer;
    private final List<Consumer<FleetBackend>> events = new ArrayList<>();

    private void tell(Consumer<FleetBackend> event) {
      events.add(event);
    }

    /** Another watch, which begins now. */
    void rewatch() {
      events.clear();
    }

    /** What a watch brings, late, but in order. */
    void deliver(FleetBackend to) {
      if (!cut) {
        List<Consumer<FleetBackend>> all = List.copyOf(events);
        events.clear();
        all.forEach(event -> event.accept(to));
      }
    }

    private void ask() throws IOException {
      if (cut) {
        throw new IOException("cut");
      }
    }

    private <T> T answer(T what) throws IOException {
      if (losesAnswer) {
        losesAnswer = false;
        throw new IOException("the answer was lost");
      }
      return what;
    }

    @Override
    public long grant(long seconds) throws IOException {
      ask();
      lives.put(++lastLife, new Life(seconds * 1000, now + seconds * 1000));
      return answer(lastLife);
    }

    @Override
    public long keepAlive(long life) throws IOException {
      ask();
      if (!SimulatedEtcd.this.lives(life)) {
        return answer(0L);
      }
      long ttl = lives.get(life).ttlMillis();
      lives.put(life, new Life(ttl, now + ttl));
      return answer(ttl / 1000);
    }

    @Override
    public long left(long life) throws IOException {
      ask();
      return answer(SimulatedEtcd.this.lives(life) ? (lives.get(life).end() - now) / 1000 : 0L);
    }

    @Override
    public Outcome commit(Transaction transaction) throws IOException {
      ask();
      boolean holds = transaction.conditions().stream().allMatch(this::holds);
      List<Entry> found = new ArrayList<>();
      if (holds) {
        for (Operation operation : transaction.operations()) {
          if (operation instanceof Operation.Put put
              && put.life() != 0
              && !SimulatedEtcd.this.lives(put.life())) {
            throw new IOException("requested lease not found");
          }
        }
        revision++;
        transaction.operations().forEach(this::apply);
      } else {
        transaction.otherwise().stream()
            .filter(keys::containsKey)
            .forEach(key -> found.add(keys.get(key)));
      }
      return answer(new Outcome(holds, revision, found));
    }

    private boolean holds(Condition condition) {
      Entry entry = keys.get(condition.key());
      return condition instanceof Condition.Revision wanted
          ? wanted.revision() == (entry == null ? 0 : entry.revision())
          : entry != null && entry.value().equals(((Condition.Value) condition).value());
    }

    private void apply(Operation operation) {
      if (operation instanceof Operation.Put put) {
        Entry entry = new Entry(put.key(), put.value(), revision, put.life());
        keys.put(put.key(), entry);
        lines.forEach(line -> line.tell(backend -> backend.heard(entry)));
      } else if (operation instanceof Operation.Delete gone) {
        delete(gone.key());
      }
    }

    @Override
    public Listing list(String prefix) throws IOException {
      ask();
      return answer(
          new Listing(
              keys.values().stream().filter(entry -> entry.key().startsWith(prefix)).toList(),
              revision));
    }
  }
}

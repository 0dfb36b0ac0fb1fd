package org.rdkb.dhcpmanager.rbus.librbus;

import com.sun.jna.Pointer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.bus.Provider;
import org.rdkb.dhcpmanager.bus.RowName;

/**
 * The rows as librbus knows them. The library frees a row without looking who uses it, so rows come
 * and go on its own thread only: changes wait here until {@link #settle} is called there. Events
 * leave between two changes, never beside one.
 */
final class RowDesk {
  private static final Logger log = LogManager.getLogger(RowDesk.class);
  private static final String ROW = "{i}.";

  /** So few at a time that other requests need not wait for more than some milliseconds. */
  private static final int AT_ONCE = 32;

  private final Provider provider;
  private final ReentrantLock treeTurn = new ReentrantLock();
  private final ArrayDeque<Change> waiting = new ArrayDeque<>();
  private final Set<String> registered = new HashSet<>();
  private boolean libraryIsChanging;

  RowDesk(Provider provider) {
    this.provider = provider;
  }

  /** A row came or went; the table ends in a dot. */
  record Change(String table, int instance, String alias, boolean added) {
    String row() {
      return table + instance + ".";
    }
  }

  /** Begins anew: a fresh handle has no rows, and all of the provider's wait to be registered. */
  void reset(List<Element> elements) {
    List<Change> all = rows(elements, "");
    locked(
        () -> {
          waiting.clear();
          registered.clear();
          libraryIsChanging = false;
          waiting.addAll(all);
        });
  }

  void enqueue(List<Change> changes) {
    locked(() -> waiting.addAll(changes));
  }

  boolean isWaiting() {
    treeTurn.lock();
    try {
      return !waiting.isEmpty();
    } finally {
      treeTurn.unlock();
    }
  }

  /** The provider's rows below a path, parents first. */
  List<Change> rows(List<Element> elements, String below) {
    List<Change> found = new ArrayList<>();
    for (Element element : elements) {
      if (element.kind() == Element.Kind.TABLE && element.name().endsWith(ROW)) {
        String table = element.name().substring(0, element.name().length() - ROW.length());
        collect("", table, below, found);
      }
    }
    return found;
  }

  private void collect(String head, String tail, String below, List<Change> found) {
    int at = tail.indexOf(ROW);
    String table = head + (at < 0 ? tail : tail.substring(0, at));
    for (RowName row : rowsOf(table)) {
      Change change = new Change(table, row.instance(), row.alias(), true);
      boolean leadsThere = below.startsWith(change.row()) || change.row().startsWith(below);
      if (at >= 0 && leadsThere) {
        collect(change.row(), tail.substring(at + ROW.length()), below, found);
      } else if (at < 0 && change.row().startsWith(below) && !change.row().equals(below)) {
        found.add(change);
      }
    }
  }

  private List<RowName> rowsOf(String table) {
    try {
      return provider.rows(table);
    } catch (BusException gone) {
      log.debug("BUS-NO-ROWS table={} reason={}", table, gone.reason());
      return List.of();
    }
  }

  /** Makes some of the waiting changes. Only on the library's thread, from a method's handler. */
  void settle(Pointer handle) {
    locked(
        () -> {
          // Whatever the library did after a handler is done: this is a later call.
          libraryIsChanging = false;
          Map<String, List<RowName>> present = new HashMap<>();
          for (int i = 0; i < AT_ONCE && !waiting.isEmpty(); i++) {
            Change change = waiting.remove();
            // Late news of a row that a consumer has deleted meanwhile would bring it back.
            if (!change.added() || isThere(change, present)) {
              make(handle, change);
            }
          }
        });
  }

  private boolean isThere(Change change, Map<String, List<RowName>> present) {
    return present.computeIfAbsent(change.table(), this::rowsOf).stream()
        .anyMatch(row -> row.instance() == change.instance());
  }

  private void make(Pointer handle, Change change) {
    if (change.added() ? !registered.add(change.row()) : !forget(change.row())) {
      return; // the library did it itself, for the consumer that asked
    }
    int code =
        change.added()
            ? Librbus.rbusTable_registerRow(
                handle, NativeText.octets(change.table()), change.instance(), alias(change.alias()))
            : Librbus.rbusTable_unregisterRow(
                handle, NativeText.octets(change.table() + change.instance()));
    if (code != 0) {
      log.warn("BUS-ROW-NOT-CHANGED row={} added={} code={}", change.row(), change.added(), code);
      registered.remove(change.row());
    }
  }

  private static byte @Nullable [] alias(String alias) {
    return alias.isEmpty() ? null : NativeText.octets(alias);
  }

  private boolean forget(String row) {
    boolean was = registered.remove(row);
    registered.removeIf(known -> known.startsWith(row));
    return was;
  }

  /** The library adds this row as soon as the handler that calls this returns success. */
  void libraryAdds(String row) {
    locked(
        () -> {
          libraryIsChanging = true;
          registered.add(row);
        });
  }

  /** The library deletes this row as soon as the handler that calls this returns success. */
  void libraryDeletes(String row) {
    locked(
        () -> {
          libraryIsChanging = true;
          forget(row);
        });
  }

  /** Runs while no row changes; false without running it if the library may be changing one. */
  boolean betweenChanges(Runnable publishing) {
    treeTurn.lock();
    try {
      if (libraryIsChanging) {
        return false;
      }
      publishing.run();
      return true;
    } finally {
      treeTurn.unlock();
    }
  }

  private void locked(Runnable step) {
    treeTurn.lock();
    try {
      step.run();
    } finally {
      treeTurn.unlock();
    }
  }

  /** A row's own path with numbers in place of aliases and with a trailing dot. */
  String numbered(String row) {
    String text = row.endsWith(".") ? row.substring(0, row.length() - 1) : row;
    StringBuilder path = new StringBuilder();
    for (String word : text.split("\\.", -1)) {
      boolean isAlias = word.length() > 2 && word.startsWith("[") && word.endsWith("]");
      path.append(isAlias ? instance(path.toString(), word) : word).append('.');
    }
    return path.toString();
  }

  private String instance(String table, String word) {
    return rowsOf(table).stream()
        .filter(row -> word.equals("[" + row.alias() + "]"))
        .map(row -> Integer.toString(row.instance()))
        .findFirst()
        .orElse(word);
  }
}

package org.rdkb.dhcpmanager;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.rdkb.dhcpmanager.attach.container.ClientBook;
import org.rdkb.dhcpmanager.attach.container.RefusedException;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.Idle;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;
import org.rdkb.dhcpmanager.tr181.Assignment;
import org.rdkb.dhcpmanager.tr181.ClientRows;
import org.rdkb.dhcpmanager.tr181.DataModel;
import org.rdkb.dhcpmanager.tr181.Outcome;
import org.rdkb.dhcpmanager.tr181.RowRef;
import org.rdkb.dhcpmanager.tr181.Value;

/** The containers' DHCP clients in the data model, as any other client rows. */
final class ContainerClients implements ClientBook {
  private static final String TABLE = "Device.DHCPv4.Client.";
  private static final String BY = "container engine";

  private final DataModel model;
  private final ClientRows rows;
  private final Map<RowId, CountDownLatch> ending = new ConcurrentHashMap<>();

  ContainerClients(DataModel model, ClientRows rows) {
    this.model = model;
    this.rows = rows;
  }

  private Optional<RowId> row(String alias) {
    return model.rows(TABLE) instanceof Outcome.Done<List<RowRef>> all
        ? all.value().stream()
            .filter(one -> one.alias().equals(alias))
            .map(one -> new RowId(Family.V4, one.instance()))
            .findFirst()
        : Optional.empty();
  }

  @Override
  public void run(String alias, String place) throws RefusedException {
    if (row(alias).isEmpty()) {
      ContainerLinks.orThrow(model.addRow(TABLE, alias));
    }
    set(alias, Map.of("Interface", place, "Enable", "true"));
  }

  private void set(String alias, Map<String, String> values) throws RefusedException {
    List<Assignment> all = new ArrayList<>();
    new TreeMap<>(values)
        .forEach(
            (key, value) ->
                all.add(new Assignment(TABLE + "[" + alias + "]." + key, Value.text(value))));
    ContainerLinks.orThrow(model.set(all, BY));
  }

  @Override
  public void end(String alias, Duration atMost) throws RefusedException {
    Optional<RowId> row = row(alias);
    if (row.isPresent()) {
      release(row.get(), atMost);
      set(alias, Map.of("Enable", "false"));
    }
  }

  /** While the engine waits the link is still there: after that the server would hear nothing. */
  private void release(RowId row, Duration atMost) {
    CountDownLatch idle = new CountDownLatch(1);
    ending.put(row, idle);
    try {
      boolean isRunning = !(rows.snapshot(row).state() instanceof Idle);
      if (isRunning && rows.release(row)) {
        idle.await(atMost.toNanos(), TimeUnit.NANOSECONDS); // in vain: it is disabled all the same
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      ending.remove(row);
    }
  }

  /** A row is in another state. Does not block. */
  void changed(RowSnapshot after) {
    CountDownLatch waiting = ending.get(after.row());
    if (waiting != null && after.state() instanceof Idle) {
      waiting.countDown();
    }
  }

  @Override
  public void remove(String alias) throws RefusedException {
    if (row(alias).isPresent()) {
      ContainerLinks.orThrow(model.deleteRow(TABLE + "[" + alias + "]."));
    }
  }
}

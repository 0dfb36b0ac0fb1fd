package org.rdkb.dhcpmanager.tr181;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;
import org.rdkb.dhcpmanager.tr181.ModelChange.ValueChanged;

/**
 * Which parameters of a client row changed by what happened to the client. Those that may refuse
 * notification (R36: the remaining lease time) are left out. Any thread may call.
 */
public final class LiveChanges {
  private final DataModel model;

  /**
   * For the rows of a data model.
   *
   * @param model names the rows and reads their values
   */
  public LiveChanges(DataModel model) {
    this.model = model;
  }

  /**
   * Compares two moments of one row.
   *
   * @param before the former snapshot
   * @param after the snapshot that took its place
   * @return in the order of the schema; empty if the row is not in the configuration
   */
  public List<ValueChanged> between(RowSnapshot before, RowSnapshot after) {
    List<ValueChanged> changes = new ArrayList<>();
    // A snapshot shows its lease until the next one takes its place: for a comparison, a clock that
    // has run past the end of the former lease must not hide that it was shown.
    for (Place place : model.placesOf(after.row(), Instant.MIN)) {
      place
          .object()
          .parameters()
          .filter(parameter -> !parameter.flags().canDeny())
          .filter(parameter -> place.view().bindings().of(parameter) instanceof Binding.Live)
          .forEach(
              parameter -> {
                Value old = Reader.value(place.seen(before), parameter);
                Value now = Reader.value(place.seen(after), parameter);
                if (!old.equals(now)) {
                  changes.add(new ValueChanged(place.shown() + parameter.name(), old, now, ""));
                }
              });
    }
    return changes;
  }
}

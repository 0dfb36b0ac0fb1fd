package org.rdkb.dhcpmanager.rbus;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;

/** Takes every set, or none, and tells what was set together. */
public final class RecordingProvider extends ProbeProvider {
  private final List<String> sets = new ArrayList<>();
  private @Nullable BusException refusal;
  private String wrong = "";

  /** Refuses all sets from now on; null: none. */
  public void refuse(@Nullable BusException with) {
    refusal = with;
  }

  /** Says of one parameter that no value of it can be set. */
  public void refuseAlone(String name) {
    wrong = name;
  }

  @Override
  public void checkAlone(BusProperty value) throws BusException {
    if (value.name().equals(wrong)) {
      throw new BusException(BusError.INVALID_PARAMETER_VALUE, wrong, "never");
    }
  }

  @Override
  public void set(List<BusProperty> wanted, String by) throws BusException {
    if (refusal != null) {
      throw refusal;
    }
    sets.add(
        wanted.stream()
            .map(property -> property.name() + "=" + ((BusValue.Text) property.value()).value())
            .collect(Collectors.joining(", ", by + " [", "]")));
  }

  /** One text for each set. */
  public List<String> sets() {
    return List.copyOf(sets);
  }
}

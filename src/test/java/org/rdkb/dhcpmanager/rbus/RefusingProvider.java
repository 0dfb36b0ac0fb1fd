package org.rdkb.dhcpmanager.rbus;

import java.util.List;
import java.util.Set;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.Element;

/** A second provider: one parameter that can be read and refuses every set. */
public final class RefusingProvider extends ProbeProvider {
  public static final String NAME = "Device.Second.Number";

  @Override
  public List<Element> elements() {
    return List.of(
        new Element(NAME, Element.Kind.PROPERTY, Set.of(Element.Access.GET, Element.Access.SET)));
  }

  @Override
  public List<BusProperty> get(String path) {
    return List.of(new BusProperty(NAME, BusValue.int32(5)));
  }

  @Override
  public void set(List<BusProperty> wanted, String by) throws BusException {
    throw new BusException(BusError.INVALID_PARAMETER_VALUE, NAME, "never");
  }
}

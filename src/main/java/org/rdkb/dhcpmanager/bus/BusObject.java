package org.rdkb.dhcpmanager.bus;

import java.util.List;
import java.util.Optional;

/**
 * A bundle of properties: the data of an event, the arguments or results of a method.
 *
 * @param name often empty
 * @param multiInstance true for an object that stands for a table row
 * @param properties in order; some consumers read them by position
 * @param children nested objects
 */
public record BusObject(
    String name, boolean multiInstance, List<BusProperty> properties, List<BusObject> children) {
  /** An object without name and content. */
  public static final BusObject EMPTY = of();

  /** Takes copies of the lists. */
  public BusObject {
    properties = List.copyOf(properties);
    children = List.copyOf(children);
  }

  /**
   * An unnamed object of these properties.
   *
   * @param properties in order
   * @return the object
   */
  public static BusObject of(BusProperty... properties) {
    return new BusObject("", false, List.of(properties), List.of());
  }

  /**
   * The value of the first property of that name.
   *
   * @param property the property's name
   * @return absent if there is none
   */
  public Optional<BusValue> value(String property) {
    return properties.stream()
        .filter(p -> p.name().equals(property))
        .map(BusProperty::value)
        .findFirst();
  }
}

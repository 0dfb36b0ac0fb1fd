package org.rdkb.dhcpmanager.consumer;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.bus.Provider;
import org.rdkb.dhcpmanager.bus.RowName;

/** A double of PSM: one method that reads one record, named by the first argument. */
public record PsmDouble(Map<String, String> records) implements Provider {
  private static final String READ = "GetPSMRecordValue()";

  @Override
  public List<Element> elements() {
    return List.of(new Element(READ, Element.Kind.METHOD, Set.of(Element.Access.INVOKE)));
  }

  @Override
  public BusObject invoke(String method, BusObject arguments) throws BusException {
    String record = arguments.properties().get(0).name();
    String text = records.get(record);
    if (text == null) {
      throw new BusException(BusError.BUS_ERROR, record, "no such record");
    }
    return BusObject.of(new BusProperty(record, BusValue.text(text)));
  }

  @Override
  public List<BusProperty> get(String path) throws BusException {
    throw unknown(path);
  }

  @Override
  public List<BusProperty> get(List<String> paths) throws BusException {
    throw unknown(paths.get(0));
  }

  @Override
  public void set(List<BusProperty> values, String by) throws BusException {
    throw unknown(values.get(0).name());
  }

  @Override
  public int addRow(String table, String alias) throws BusException {
    throw unknown(table);
  }

  @Override
  public void deleteRow(String row) throws BusException {
    throw unknown(row);
  }

  @Override
  public List<RowName> rows(String table) throws BusException {
    throw unknown(table);
  }

  @Override
  public List<Element> names(String path, int depth) throws BusException {
    throw unknown(path);
  }

  private static BusException unknown(String path) {
    return new BusException(BusError.ELEMENT_DOES_NOT_EXIST, path, "PSM has methods only");
  }
}

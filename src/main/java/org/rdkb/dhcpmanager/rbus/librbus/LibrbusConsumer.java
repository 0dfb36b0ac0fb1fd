package org.rdkb.dhcpmanager.rbus.librbus;

import java.util.List;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.bus.RowName;
import org.rdkb.dhcpmanager.bus.SubscribeRequest;

/** The consumer's side of one handle. */
record LibrbusConsumer(ConsumerCalls calls, TableCalls tables, ConsumerSubscriptions subscriptions)
    implements BusConsumer {

  static LibrbusConsumer on(BusHandle handle) {
    return new LibrbusConsumer(
        new ConsumerCalls(handle), new TableCalls(handle), new ConsumerSubscriptions(handle));
  }

  @Override
  public List<BusProperty> get(List<String> paths) throws BusException {
    return calls.get(paths);
  }

  @Override
  public void set(List<BusProperty> values) throws BusException {
    calls.set(values);
  }

  @Override
  public BusObject invoke(String method, BusObject arguments) throws BusException {
    return calls.invoke(method, arguments);
  }

  @Override
  public List<String> components() throws BusException {
    return calls.components();
  }

  @Override
  public int addRow(String table, String alias) throws BusException {
    return tables.addRow(table, alias);
  }

  @Override
  public void deleteRow(String row) throws BusException {
    tables.deleteRow(row);
  }

  @Override
  public List<RowName> rows(String table) throws BusException {
    return tables.rows(table);
  }

  @Override
  public List<Element> names(String path, int depth) throws BusException {
    return tables.names(path, depth);
  }

  @Override
  public Subscription subscribe(SubscribeRequest request, EventListener listener)
      throws BusException {
    return subscriptions.subscribe(request, listener);
  }

  /** The library must have let go of the handle before. */
  @Override
  public void close() {
    subscriptions.close();
  }
}

package org.rdkb.dhcpmanager.bus;

import java.util.List;

/** A bus whose consumer's side is another's: what is added to it is publishing, and its end. */
public abstract class ForwardingBus implements Bus {
  private final BusConsumer consumer;

  /**
   * Forwards all calls of a consumer.
   *
   * @param consumer who makes them; closed by the subclass, if at all
   */
  protected ForwardingBus(BusConsumer consumer) {
    this.consumer = consumer;
  }

  @Override
  public final List<BusProperty> get(List<String> paths) throws BusException {
    return consumer.get(paths);
  }

  @Override
  public final void set(List<BusProperty> values) throws BusException {
    consumer.set(values);
  }

  @Override
  public final int addRow(String table, String alias) throws BusException {
    return consumer.addRow(table, alias);
  }

  @Override
  public final void deleteRow(String row) throws BusException {
    consumer.deleteRow(row);
  }

  @Override
  public final List<RowName> rows(String table) throws BusException {
    return consumer.rows(table);
  }

  @Override
  public final List<Element> names(String path, int depth) throws BusException {
    return consumer.names(path, depth);
  }

  @Override
  public final BusObject invoke(String method, BusObject arguments) throws BusException {
    return consumer.invoke(method, arguments);
  }

  @Override
  public final Subscription subscribe(SubscribeRequest request, EventListener listener)
      throws BusException {
    return consumer.subscribe(request, listener);
  }

  @Override
  public final List<String> components() throws BusException {
    return consumer.components();
  }
}

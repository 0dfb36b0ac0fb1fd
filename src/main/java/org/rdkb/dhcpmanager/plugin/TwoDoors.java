package org.rdkb.dhcpmanager.plugin;

import org.zeromq.ZMQ;

/**
 * The door of the plugins, and the one for senders that want an answer.
 *
 * @param first whose address plugins are told
 * @param second asked after the first
 */
record TwoDoors(Intake first, Intake second) implements Intake {
  @Override
  public void register(ZMQ.Poller poller) {
    first.register(poller);
    second.register(poller);
  }

  @Override
  public void receive(Receiver receiver) {
    first.receive(receiver);
    second.receive(receiver);
  }

  @Override
  public String forPlugins() {
    return first.forPlugins();
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }
}

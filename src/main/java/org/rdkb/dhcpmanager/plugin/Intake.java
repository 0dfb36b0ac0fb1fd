package org.rdkb.dhcpmanager.plugin;

import org.zeromq.ZMQ;

/**
 * What listens for plugins. Opened, asked and closed on one thread, but for the first opening,
 * which happens before that thread starts.
 */
interface Intake extends AutoCloseable {

  /** Where messages go. */
  interface Receiver {
    /** Takes a message; answers in words what became of it, for who wants to know. */
    String message(byte[] bytes);

    void refused(Refusal reason, int bytes);
  }

  /** Adds to the poller what this wants to be woken for. */
  void register(ZMQ.Poller poller);

  /** Takes what is there, never waits, and leaves the rest for the next turn if it is much. */
  void receive(Receiver receiver);

  /** The address as plugins read it, with the port that is really used. */
  String forPlugins();

  @Override
  void close();
}

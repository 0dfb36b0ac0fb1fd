package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.rbus.wire.ControlMessage;
import org.rdkb.dhcpmanager.rbus.wire.ControlTopic;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/** Tells incoming frames apart: advisories, events, and requests for the provider. */
final class Dispatch implements Connection.Listener {
  private static final Logger log = LogManager.getLogger(Dispatch.class);
  private static final int GONE = 1;

  private final Exchange exchange;
  private final String inboxTopic;
  private final Requests requests;
  private final Subscriptions subscriptions;
  private final Optional<ProviderRole> role;

  Dispatch(
      Exchange exchange,
      Requests requests,
      Subscriptions subscriptions,
      Optional<ProviderRole> role) {
    this.exchange = exchange;
    this.inboxTopic = Frame.topicOf(exchange.inbox());
    this.requests = requests;
    this.subscriptions = subscriptions;
    this.role = role;
  }

  @Override
  public void registered() {
    subscriptions.renew();
    role.ifPresent(ProviderRole::registered);
  }

  @Override
  public void received(Frame frame) {
    if (frame.topic().equals(ControlTopic.ADVISORY)) {
      advised(frame);
    } else if (frame.has(Frame.REQUEST) || !frame.topic().equals(inboxTopic)) {
      requests.take(frame, exchange::answer);
    } else {
      subscriptions.received(frame);
    }
  }

  private void advised(Frame frame) {
    try {
      ControlMessage advisory = ControlMessage.parse(frame.payload());
      String inbox = advisory.text("inbox").orElse("");
      if (inbox.isEmpty()) {
        return;
      }
      if (advisory.number("event").orElse(-1) == GONE) {
        role.ifPresent(known -> known.gone(inbox));
        subscriptions.gone(inbox);
      } else {
        subscriptions.came(inbox);
      }
    } catch (MalformedException unreadable) {
      log.warn("BUS-ADVISORY-REFUSED reason={}", unreadable.getMessage());
    }
  }
}

package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.util.Optional;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/**
 * What a consumer asks when it subscribes or unsubscribes.
 *
 * @param name as it was given
 * @param inbox where events go
 * @param terms repeated in each event
 * @param initialValue whether the answer carries the present value
 * @param raw whether the application's octets are wanted instead of objects
 */
record SubscriptionRequest(
    String name, String inbox, SubscriptionTerms terms, boolean initialValue, boolean raw) {

  static SubscriptionRequest read(ItemReader in) throws MalformedException {
    String name = in.text();
    String inbox = in.text();
    SubscriptionTerms terms =
        in.numberOr(0) == 1
            ? SubscriptionTerms.read(in.octets())
            : new SubscriptionTerms(0, 0, 0, Optional.empty());
    boolean initialValue = in.numberOr(0) == 1;
    boolean raw = in.numberOr(0) == 1;
    if (inbox.isEmpty() || Frame.topicOf(inbox).length() > Frame.LONGEST_TOPIC) {
      throw new MalformedException("unusable inbox");
    }
    return new SubscriptionRequest(name, inbox, terms, initialValue, raw);
  }

  byte[] write() {
    return new ItemWriter()
        .text(name)
        .text(inbox)
        .integer(1)
        .octets(terms.write())
        .integer(initialValue ? 1 : 0)
        .integer(raw ? 1 : 0)
        .toOctets();
  }
}

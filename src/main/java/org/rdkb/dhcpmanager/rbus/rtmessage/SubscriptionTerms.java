package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.util.Optional;
import org.rdkb.dhcpmanager.bus.EventFilter;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/**
 * What a subscriber asked for beside the name. Every event repeats it, or stock consumers drop the
 * event.
 *
 * @param componentId the consumer's own number
 * @param interval seconds; 0: none
 * @param duration seconds; 0: for ever
 * @param filter absent: none
 */
record SubscriptionTerms(
    int componentId, int interval, int duration, Optional<EventFilter> filter) {

  byte[] write() {
    ItemWriter out = new ItemWriter().integer(componentId).integer(interval).integer(duration);
    FilterCodec.write(out, filter);
    return out.toOctets();
  }

  static SubscriptionTerms read(byte[] payload) throws MalformedException {
    ItemReader in = new ItemReader(payload, 0, payload.length);
    int componentId = in.number();
    int interval = in.numberOr(0);
    int duration = in.numberOr(0);
    if (interval < 0 || duration < 0) {
      throw new MalformedException("negative interval or duration");
    }
    return new SubscriptionTerms(componentId, interval, duration, FilterCodec.read(in));
  }
}

package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.util.ArrayList;
import java.util.List;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/**
 * A direct connection as the next process needs it. Its consumer tries the same address again and
 * again, for ever, and until it is let in all its requests for these elements fail: a stock one
 * does not go back to the broker. (One of release 2.6.0 that asks just then was seen to crash; one
 * that asks later goes on as if nothing had been.)
 *
 * @param consumer its inbox
 * @param address where it was told to connect
 * @param elements served over the connection
 */
record DirectRecord(String consumer, String address, List<String> elements) {
  static final RunRecord.Form<DirectRecord> FORM =
      new RunRecord.Form<>("direct", DirectRecord::read, DirectRecord::write);

  DirectRecord {
    elements = List.copyOf(elements);
  }

  private static DirectRecord read(ItemReader in) throws MalformedException {
    String consumer = in.text();
    String address = in.text();
    List<String> elements = new ArrayList<>();
    while (in.hasMore()) {
      elements.add(in.text());
    }
    return new DirectRecord(consumer, address, elements);
  }

  private byte[] write() {
    ItemWriter out = new ItemWriter().text(consumer).text(address);
    elements.forEach(out::text);
    return out.toOctets();
  }
}

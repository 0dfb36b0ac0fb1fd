package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.nio.ByteBuffer;

/** Payloads as stock consumers send them, for tests of other packages. */
public final class StockRequests {
  private StockRequests() {}

  /** A get of one parameter. */
  public static ByteBuffer get(String path) {
    return new ItemWriter().text("stock").integer(1).text(path).asRequest(MethodMessage.GET);
  }
}

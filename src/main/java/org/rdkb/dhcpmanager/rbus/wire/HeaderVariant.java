package org.rdkb.dhcpmanager.rbus.wire;

/** The two frame headers in the field; which one a program speaks was fixed when it was built. */
public enum HeaderVariant {
  /** 32 octets and the two topics: a plain build. */
  BASE(0),
  /** 52 octets and the two topics, with five timestamps: desktop and device builds. */
  ROUND_TRIP(20);

  private final int timestamps;

  HeaderVariant(int timestamps) {
    this.timestamps = timestamps;
  }

  int timestampOctets() {
    return timestamps;
  }

  int headerLength(int topics) {
    return 32 + timestamps + topics;
  }

  /**
   * The other one.
   *
   * @return never this
   */
  public HeaderVariant other() {
    return this == BASE ? ROUND_TRIP : BASE;
  }
}

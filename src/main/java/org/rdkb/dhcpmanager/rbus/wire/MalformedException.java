package org.rdkb.dhcpmanager.rbus.wire;

import java.io.IOException;

/** What a peer sent cannot be read; the message says where and why, never what it contained. */
public final class MalformedException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param reason which rule of the wire is broken
   */
  public MalformedException(String reason) {
    super(reason);
  }
}

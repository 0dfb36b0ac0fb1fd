package org.rdkb.dhcpmanager.linux;

/** A part of what root may do (capabilities(7)); those that a program of ours has a use for. */
public enum Capability {
  /** To become another group. */
  SETGID(6),
  /** To become another user. */
  SETUID(7),
  /** To use ports below 1024. */
  NET_BIND_SERVICE(10),
  /** To change addresses, routes and links. */
  NET_ADMIN(12),
  /** To send and receive frames, and to bind a socket to a link. */
  NET_RAW(13),
  /** To change the root folder. */
  SYS_CHROOT(18);

  private final int number;

  Capability(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}

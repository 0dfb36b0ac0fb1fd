package org.rdkb.dhcpmanager.linux;

/** Signals that we send, with their numbers in the generic ABI. */
public enum Signal {
  HUP(1),
  INT(2),
  KILL(9),
  USR1(10),
  USR2(12),
  ALRM(14),
  TERM(15);

  private final int number;

  Signal(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}

package org.rdkb.dhcpmanager.rbus.librbus;

/** The library is not there, or lacks a function that this binding needs. */
public final class LibrbusMissingException extends Exception {
  private static final long serialVersionUID = 1L;

  LibrbusMissingException(String reason) {
    super(reason);
  }
}

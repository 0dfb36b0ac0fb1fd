package org.rdkb.dhcpmanager.cli.demo;

import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.text.TextTable;

/** A client row's life, each step seen on the other side: in the kernel and at the server. */
interface Walk {
  /** Adds a row, enables it and sees it bound. */
  void addAndBind() throws DemoFailure, BusException, InterruptedException;

  /** Sees a bound row renewed, released and removed. */
  void end() throws DemoFailure, BusException, InterruptedException;

  /** All rows of the family. */
  TextTable rows() throws BusException;
}

package org.rdkb.dhcpmanager.cli.doctor;

import java.io.IOException;
import java.util.List;

/** One thing to look at. */
@FunctionalInterface
interface Check {
  /**
   * Looks.
   *
   * @return what is wrong; empty if nothing
   * @throws IOException if it could not look
   */
  List<Complaint> look() throws IOException;
}

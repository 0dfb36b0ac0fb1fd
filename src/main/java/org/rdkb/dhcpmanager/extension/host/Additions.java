package org.rdkb.dhcpmanager.extension.host;

import org.rdkb.dhcpmanager.core.lease.Grant;
import org.rdkb.dhcpmanager.core.lease.Information6;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.lease.Reply6;

/** What an extension may say of a lease, beside yes and no. Pure. */
final class Additions {
  private Additions() {}

  /** Whether one only adds to the other: what the server keeps books of is the same. */
  static boolean isOnly(Grant granted, Grant answered) {
    if (granted instanceof Lease4 before && answered instanceof Lease4 after) {
      return before.address().equals(after.address())
          && before.prefixLength() == after.prefixLength()
          && before.serverIdentifier().equals(after.serverIdentifier())
          && before.times().equals(after.times());
    }
    if (granted instanceof Reply6 before && answered instanceof Reply6 after) {
      return before.addresses().equals(after.addresses())
          && before.prefixes().equals(after.prefixes())
          && before.t1().equals(after.t1())
          && before.t2().equals(after.t2())
          && before.answer().server().equals(after.answer().server());
    }
    if (granted instanceof Information6 before && answered instanceof Information6 after) {
      return before.answer().server().equals(after.answer().server());
    }
    return false;
  }
}

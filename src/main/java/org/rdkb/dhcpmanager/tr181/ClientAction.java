package org.rdkb.dhcpmanager.tr181;

import org.rdkb.dhcpmanager.core.client.RowId;

/** What a trigger or command does to a client. */
enum ClientAction {
  RENEW {
    @Override
    boolean perform(ClientRows rows, RowId row) {
      return rows.renew(row);
    }
  },
  RELEASE {
    @Override
    boolean perform(ClientRows rows, RowId row) {
      return rows.release(row);
    }
  },
  RESTART {
    @Override
    boolean perform(ClientRows rows, RowId row) {
      return rows.restart(row);
    }
  },
  RESET_COUNTS {
    @Override
    boolean perform(ClientRows rows, RowId row) {
      return rows.resetCounts(row);
    }
  };

  abstract boolean perform(ClientRows rows, RowId row);

  /** Counters are there whether or not there is a client. */
  boolean actsOnDisabled() {
    return this == RESET_COUNTS;
  }

  /** RDK-B refuses Renew on a disabled row, and takes the others without effect. */
  boolean isRefusedWhenDisabled() {
    return this == RENEW;
  }
}

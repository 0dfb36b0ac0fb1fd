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
  };

  abstract boolean perform(ClientRows rows, RowId row);

  /** RDK-B refuses Renew on a disabled row, and takes the others without effect. */
  boolean isRefusedWhenDisabled() {
    return this == RENEW;
  }
}

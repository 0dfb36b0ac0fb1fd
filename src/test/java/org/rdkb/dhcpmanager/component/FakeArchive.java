package org.rdkb.dhcpmanager.component;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.rdkb.dhcpmanager.core.client.ClientEvent.FailedEffect;
import org.rdkb.dhcpmanager.core.client.ClientRecord;
import org.rdkb.dhcpmanager.core.client.EffectException;
import org.rdkb.dhcpmanager.core.client.LeaseArchive;
import org.rdkb.dhcpmanager.core.client.RowId;

/** Lease files that exist in a map. */
public final class FakeArchive implements LeaseArchive {
  public final Map<RowId, ClientRecord> records = new ConcurrentHashMap<>();

  public volatile boolean refuses;

  @Override
  public void store(RowId row, ClientRecord record) throws EffectException {
    if (refuses) {
      throw new EffectException(FailedEffect.PERSIST, "refused by the test");
    }
    records.put(row, record);
  }

  @Override
  public void forget(RowId row) {
    records.remove(row);
  }
}

package org.rdkb.dhcpmanager.core.pool.guard;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers so many keys and forgets the one that was longest not asked for: keys are chosen by
 * whoever sends, and a flood of them must not cost memory.
 *
 * @param <K> key
 * @param <V> value
 */
final class Recent<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1;

  private final int most;

  Recent(int most) {
    super(16, 0.75f, true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}

package org.rdkb.dhcpmanager.tr181;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a binding about the DHCPv4 server is asked.
 *
 * @param numbers of the rows on the way: pool, client or static address, address or option
 * @param tree the configuration
 * @param now the steady clock
 * @param wall for dates and times
 */
record ServedPlace(List<Integer> numbers, RowTree tree, Instant now, WallClock wall) {
  ServedPlace {
    numbers = List.copyOf(numbers);
  }

  int pool() {
    return numbers.get(0);
  }

  /** Of a client, or of another row in a pool. */
  int client() {
    return numbers.get(1);
  }

  /** Of a row in a client. */
  int third() {
    return numbers.get(2);
  }

  String moment(Instant steady) {
    return Moments.text(Optional.of(steady), wall);
  }
}

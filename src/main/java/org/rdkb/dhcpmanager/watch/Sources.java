package org.rdkb.dhcpmanager.watch;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What other parts of the manager have to tell, beside the data model. Asked on the threads of the
 * HTTP server, only while somebody looks.
 */
public interface Sources {
  /**
   * Counters and gauges of the other parts.
   *
   * @return all, also those that are 0; must not block
   */
  List<Figure> figures();

  /**
   * How long things took.
   *
   * @return all; must not block
   */
  List<Spread> spreads();

  /**
   * What became of a row's lease.
   *
   * @param row the row's path, with its dot
   * @param most how many at most
   * @return the latest first; none where no history is kept; may read from the disk
   * @throws IOException if the history cannot be read, in words
   */
  List<LeaseMoment> past(String row, int most) throws IOException;

  /**
   * The client processes.
   *
   * @return those that run now; must not block
   */
  List<Child> children();

  /**
   * The bus.
   *
   * @return as it is now; may ask its broker, for a bounded time
   */
  BusSight bus();

  /**
   * The start of this manager.
   *
   * @return absent if nothing is known of it
   */
  Optional<Recovery> recovery();
}

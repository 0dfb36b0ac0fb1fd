package org.rdkb.dhcpmanager.tr181;

import java.time.Instant;
import org.rdkb.dhcpmanager.tr181.RowReading.Display;

/**
 * What one request looks at: one configuration, one time.
 *
 * @param tree the configuration
 * @param bindings how to read
 * @param clients the client rows as they run
 * @param now the steady clock
 * @param display how values are shown
 */
record View(RowTree tree, Bindings bindings, ClientRows clients, Instant now, Display display) {}

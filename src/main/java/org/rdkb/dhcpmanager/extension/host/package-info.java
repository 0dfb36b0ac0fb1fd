/**
 * Finds extensions and calls them: each on a thread of its own, for a bounded time.
 *
 * <p>A shell: {@code Main} wires it between the rows and the clients, the monitor and the data
 * model. Without {@code extensions.folder} none of its classes is loaded.
 *
 * <p>Threads: {@code extensions} passes leases and changes on, in order; {@code extension-<n>} runs
 * the code of one extension. A caller waits for the bound of a call at most, and none of them is
 * the thread of the rows. Start reading at {@link org.rdkb.dhcpmanager.extension.host.Extensions}.
 */
@NullMarked
package org.rdkb.dhcpmanager.extension.host;

import org.jspecify.annotations.NullMarked;

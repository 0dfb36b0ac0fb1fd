/** What a browser, curl, Prometheus and a page of another site get. */
@NullMarked
package org.rdkb.dhcpmanager.watch;

import org.jspecify.annotations.NullMarked;

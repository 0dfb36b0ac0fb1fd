/** HTTP as a hostile client finds it. */
@NullMarked
package org.rdkb.dhcpmanager.http;

import org.jspecify.annotations.NullMarked;

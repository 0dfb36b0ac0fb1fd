@NullMarked
package org.rdkb.dhcpmanager.rbus.wire;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.rdkb.dhcpmanager.rbus;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.rdkb.dhcpmanager.rbus.broker;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.rdkb.dhcpmanager.rbus.rtmessage;

import org.jspecify.annotations.NullMarked;

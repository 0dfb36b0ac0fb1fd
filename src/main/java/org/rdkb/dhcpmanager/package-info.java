/**
 * The DHCP client manager: {@code Main} wires the shells to the core and starts the program.
 *
 * <p>Arrows point down only: top, shells, engines, core. Start reading at {@code Main}.
 */
@NullMarked
package org.rdkb.dhcpmanager;

import org.jspecify.annotations.NullMarked;

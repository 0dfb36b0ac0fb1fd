/**
 * What is wrong on this machine, and the command that mends it.
 *
 * <p>Each {@link org.rdkb.dhcpmanager.cli.doctor.Check} looks at files: the state and run folder,
 * {@code /proc}, {@code /sys}. None changes anything but for one temporary file in the state
 * folder, and none needs the manager or a bus. Start reading at {@link
 * org.rdkb.dhcpmanager.cli.doctor.Checks}.
 */
@NullMarked
package org.rdkb.dhcpmanager.cli.doctor;

import org.jspecify.annotations.NullMarked;

/**
 * Links that must exist: what is declared, and what has to be done so that it is there. Pure.
 *
 * <p>Decides nothing about leases and asks no kernel: what is there comes in as a {@link
 * org.rdkb.dhcpmanager.core.attach.Sighting}, what to do goes out as steps. The shell {@code
 * attach} carries them out, through the port {@link org.rdkb.dhcpmanager.core.attach.Links}.
 *
 * <p>No threads of its own; every type is immutable. Start reading at {@link
 * org.rdkb.dhcpmanager.core.attach.LinkSpec}.
 */
@NullMarked
package org.rdkb.dhcpmanager.core.attach;

import org.jspecify.annotations.NullMarked;

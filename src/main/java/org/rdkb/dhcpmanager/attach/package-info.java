/**
 * Links that must exist are made when something needs them, and again when they are gone.
 *
 * <p>Owns the links that it made, and the notes about them; what it found it leaves as it was. What
 * is declared comes from the data model, what has to be done from {@code core.attach}, and the
 * kernel is asked through the port {@link org.rdkb.dhcpmanager.core.attach.Links}.
 *
 * <p>Threads: {@code attach}, where links are declared; it waits for the kernel and the disk. Start
 * reading at {@link org.rdkb.dhcpmanager.attach.Attachments}.
 */
@NullMarked
package org.rdkb.dhcpmanager.attach;

import org.jspecify.annotations.NullMarked;

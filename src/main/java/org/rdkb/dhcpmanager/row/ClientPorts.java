package org.rdkb.dhcpmanager.row;

import org.rdkb.dhcpmanager.core.client.ClientLauncher;
import org.rdkb.dhcpmanager.core.client.LeaseArchive;
import org.rdkb.dhcpmanager.core.client.LeaseInstaller;
import org.rdkb.dhcpmanager.core.client.NoticeBoard;
import org.rdkb.dhcpmanager.core.client.SystemEventRules;
import org.rdkb.dhcpmanager.core.client.SystemEvents;

/**
 * Who carries out the effects.
 *
 * @param launcher client processes
 * @param installer the kernel
 * @param archive lease files
 * @param notices the bus
 * @param system the system's event store
 * @param systemRules what is told there, by which names
 */
public record ClientPorts(
    ClientLauncher launcher,
    LeaseInstaller installer,
    LeaseArchive archive,
    NoticeBoard notices,
    SystemEvents system,
    SystemEventRules systemRules) {}

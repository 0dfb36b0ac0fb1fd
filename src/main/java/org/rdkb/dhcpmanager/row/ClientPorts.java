package org.rdkb.dhcpmanager.row;

import org.rdkb.dhcpmanager.core.client.ClientLauncher;
import org.rdkb.dhcpmanager.core.client.LeaseArchive;
import org.rdkb.dhcpmanager.core.client.LeaseInstaller;
import org.rdkb.dhcpmanager.core.client.NoticeBoard;

/**
 * Who carries out the effects.
 *
 * @param launcher client processes
 * @param installer the kernel
 * @param archive lease files
 * @param notices the bus
 */
public record ClientPorts(
    ClientLauncher launcher, LeaseInstaller installer, LeaseArchive archive, NoticeBoard notices) {}

/**
 * The client machine: what one row does about each event, as a function.
 *
 * <p>{@code (state, event, now) → (state, effects)}. Pure: no threads, clock, files, sockets,
 * logging or randomness; any thread may call, the row's owner does. States, events and effects are
 * sealed interfaces of records; a state holds what is true in it and nothing else. Each state says
 * when it next wants to be called ({@link
 * org.rdkb.dhcpmanager.core.client.ClientState#deadline()}). Effects say what, the ports declared
 * here ({@link org.rdkb.dhcpmanager.core.client.ClientLauncher}, {@link
 * org.rdkb.dhcpmanager.core.client.LeaseInstaller}, {@link
 * org.rdkb.dhcpmanager.core.client.LeaseArchive}, {@link
 * org.rdkb.dhcpmanager.core.client.NoticeBoard}, {@link
 * org.rdkb.dhcpmanager.core.client.SystemEvents}) say how and are implemented by shells.
 *
 * <p>Start reading at {@link org.rdkb.dhcpmanager.core.client.ClientState}; the whole machine at a
 * glance is the golden table {@code transitions-v4.md} of its test.
 */
@NullMarked
package org.rdkb.dhcpmanager.core.client;

import org.jspecify.annotations.NullMarked;

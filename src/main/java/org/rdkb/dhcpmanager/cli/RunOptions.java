package org.rdkb.dhcpmanager.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the command line of {@code run} said; absent means not said, so the settings file or the
 * default decides.
 *
 * @param config settings file
 * @param state folder that survives a reboot
 * @param run folder that need not
 * @param bus address of the bus
 * @param profile {@code standalone} or {@code rdk}
 */
public record RunOptions(
    Optional<Path> config,
    Optional<Path> state,
    Optional<Path> run,
    Optional<String> bus,
    Optional<String> profile) {}

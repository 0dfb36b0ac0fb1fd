package org.rdkb.dhcpmanager.cli;

import org.rdkb.dhcpmanager.cli.bench.ProviderBus;

/**
 * What {@code Main} gives the command line: the rooms of the house that it may not enter itself.
 *
 * @param buses joins a bus as a consumer
 * @param daemon runs the manager
 * @param broker runs a broker alone
 * @param providers joins a bus as a provider that is measured
 * @param premises finds where the manager has its things
 * @param settings reads settings files
 */
public record Wiring(
    BusFactory buses,
    DaemonRunner daemon,
    BrokerRunner broker,
    ProviderBus providers,
    PremisesFinder premises,
    SettingsReader settings) {}

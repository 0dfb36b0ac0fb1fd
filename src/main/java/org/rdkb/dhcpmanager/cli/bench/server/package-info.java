/**
 * {@code ./dhcpmgr bench server}: this DHCPv4 server beside Kea, ISC dhcpd and dnsmasq, loaded by
 * the same perfdhcp in the same run. Start reading at {@link
 * org.rdkb.dhcpmanager.cli.bench.server.ServerBench}.
 *
 * <p>Server and load have a processor each: unpinned, they take each other's time, and the faster
 * server looks like the slower one. All that is started lives in namespaces that end with this
 * process.
 */
@org.jspecify.annotations.NullMarked
package org.rdkb.dhcpmanager.cli.bench.server;

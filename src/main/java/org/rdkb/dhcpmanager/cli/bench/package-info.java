/**
 * {@code ./dhcpmgr bench bus}: our brokers and providers beside the stock ones, measured by the
 * same consumer in the same run. Start reading at {@link org.rdkb.dhcpmanager.cli.bench.BusBench}.
 *
 * <p>{@link org.rdkb.dhcpmanager.cli.bench.StartBench} measures starts and memory, {@link
 * org.rdkb.dhcpmanager.cli.bench.StoreBench} the disk, {@link
 * org.rdkb.dhcpmanager.cli.bench.MonitorBench} the doors of the lease monitor.
 *
 * <p>Owns the processes that it starts; each ends when the pipe from this one breaks.
 */
@org.jspecify.annotations.NullMarked
package org.rdkb.dhcpmanager.cli.bench;

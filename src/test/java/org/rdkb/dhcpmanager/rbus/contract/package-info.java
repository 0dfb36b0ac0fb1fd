/**
 * What every bus must do, as one list of small cases, and the buses that it is held against.
 *
 * <p>A case is a name and a body; it sees a provider, a consumer and what the bus can do, never an
 * implementation. {@code BusContract} lists all cases; each {@code *ContractBus} is one bus.
 */
package org.rdkb.dhcpmanager.rbus.contract;

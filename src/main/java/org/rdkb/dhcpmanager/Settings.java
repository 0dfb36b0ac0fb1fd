package org.rdkb.dhcpmanager;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.rdkb.dhcpmanager.core.lease.LeaseInfo6;
import org.rdkb.dhcpmanager.plugin.MonitorAddress;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.tr181.Profile;

/**
 * The settings in force, checked and typed.
 *
 * @param busAddress where the bus is; absent: the platform's usual place
 * @param busComponent the component name, with a dot (USP agents skip others)
 * @param profile whose habits to follow
 * @param monitorAddress where plugins send to
 * @param udhcpcPath absent: searched
 * @param dibblerPath absent: searched
 * @param leaseInfo6 which block of an IPv6 lease the consumers of events were built with
 * @param onStop what becomes of the clients when this program stops
 * @param resolverFile absent: the resolver's file is not written
 * @param stateFolder absent: the usual place
 * @param runFolder absent: the usual place
 * @param interfaces TR-181 path to Linux name
 */
record Settings(
    Optional<BusAddress> busAddress,
    String busComponent,
    Profile profile,
    MonitorAddress monitorAddress,
    Optional<Path> udhcpcPath,
    Optional<Path> dibblerPath,
    LeaseInfo6.Size leaseInfo6,
    OnStop onStop,
    Optional<Path> resolverFile,
    Optional<Path> stateFolder,
    Optional<Path> runFolder,
    Map<String, String> interfaces) {

  Settings {
    interfaces = Map.copyOf(interfaces);
  }

  /** What becomes of running clients when this program stops. */
  enum OnStop {
    /** They live on and are adopted at the next start. */
    KEEP,
    /** They are ended, without a release. */
    STOP
  }

  /** The resolver's file, unless somebody else owns it: in RDK-B that is WAN Manager. */
  Optional<Path> resolverToWrite() {
    return profile == Profile.RDK ? Optional.empty() : resolverFile;
  }

  /** The keys whose values differ. */
  Set<SettingKey> differences(Settings other) {
    Set<SettingKey> found = new TreeSet<>();
    note(found, SettingKey.BUS_ADDRESS, busAddress, other.busAddress);
    note(found, SettingKey.BUS_COMPONENT, busComponent, other.busComponent);
    note(found, SettingKey.PROFILE, profile, other.profile);
    note(found, SettingKey.MONITOR_ADDRESS, monitorAddress, other.monitorAddress);
    note(found, SettingKey.UDHCPC_PATH, udhcpcPath, other.udhcpcPath);
    note(found, SettingKey.DIBBLER_PATH, dibblerPath, other.dibblerPath);
    note(found, SettingKey.EVENTS_LEASE_INFO6, leaseInfo6, other.leaseInfo6);
    note(found, SettingKey.CLIENTS_ON_STOP, onStop, other.onStop);
    note(found, SettingKey.RESOLVER_FILE, resolverFile, other.resolverFile);
    note(found, SettingKey.STATE_FOLDER, stateFolder, other.stateFolder);
    note(found, SettingKey.RUN_FOLDER, runFolder, other.runFolder);
    note(found, SettingKey.INTERFACE, interfaces, other.interfaces);
    return found;
  }

  /** These settings with what can change at run time taken from others. */
  Settings withRunTimeKeysOf(Settings changed) {
    return new Settings(
        busAddress,
        busComponent,
        profile,
        monitorAddress,
        udhcpcPath,
        dibblerPath,
        leaseInfo6,
        changed.onStop,
        changed.resolverFile,
        stateFolder,
        runFolder,
        changed.interfaces);
  }

  private static void note(Set<SettingKey> found, SettingKey key, Object mine, Object others) {
    if (!mine.equals(others)) {
      found.add(key);
    }
  }
}

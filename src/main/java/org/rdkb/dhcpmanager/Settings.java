package org.rdkb.dhcpmanager;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rdkb.dhcpmanager.attach.Switches;
import org.rdkb.dhcpmanager.bus.LeaseInfo6;
import org.rdkb.dhcpmanager.core.pool.ServerConfiguration;
import org.rdkb.dhcpmanager.core.pool.guard.GuardRules;
import org.rdkb.dhcpmanager.dbus.DbusAddress;
import org.rdkb.dhcpmanager.http.HttpAddress;
import org.rdkb.dhcpmanager.plugin.MonitorAddress;
import org.rdkb.dhcpmanager.process.ClientChoice;
import org.rdkb.dhcpmanager.process.ClientDuid;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.server.Answering;
import org.rdkb.dhcpmanager.server.etcd.EtcdAccess;
import org.rdkb.dhcpmanager.store.history.Bounds;
import org.rdkb.dhcpmanager.tr181.Profile;

/**
 * The settings in force, checked and typed.
 *
 * @param busAddress where the bus is; absent: the platform's usual place
 * @param busMode what carries the bus
 * @param busLibrary name or path of librbus
 * @param busComponent the component name, with a dot (USP agents skip others); given as empty: the
 *     profile's
 * @param dbusAddress where the data model is served as well; absent: not on D-Bus
 * @param profile whose habits to follow
 * @param monitorAddress where plugins send to
 * @param acknowledge where senders get an answer
 * @param stockPlugins whether the plugins of the RDK-B component are listened to, on their port
 * @param udhcpcPath absent: searched
 * @param dibblerPath absent: searched
 * @param clients which program serves which family
 * @param extensionsFolder where extensions are; absent: none are loaded
 * @param duid what DHCPv6 clients show
 * @param leaseInfo6 which block of an IPv6 lease the consumers of events were built with
 * @param onStop what becomes of the clients when this program stops
 * @param resolverFile absent: the resolver's file is not written
 * @param systemEvents where the system hears of leases beside the bus
 * @param linkDebounce a link that is lost for less is not lost; zero: each loss counts
 * @param arpProbe how long an offered IPv4 address is looked for on the link; zero: not
 * @param clientUser whom clients run as, name or number; absent: the usual one, if there is one
 * @param stateFolder absent: the usual place
 * @param runFolder absent: the usual place
 * @param readyFile exists while every row is on the bus; given as absent: the profile's, if it has
 *     one
 * @param cleanupInterval how often what is left of rows that are gone is looked for
 * @param historyBounds how much of the leases' history is kept; absent: none is written
 * @param watch where status page, API and metrics are served; absent: nowhere
 * @param attach links that must exist
 * @param serverAnswering when the answers of the DHCPv4 server leave
 * @param serverConduct what is the same for all pools of the DHCPv4 server
 * @param serverHosts where the names of its leases are written; absent: nowhere
 * @param serverEtcd where leases are shared with other servers; absent: they are not
 * @param serverGuard what the DHCPv4 server refuses
 * @param interfaces TR-181 path to Linux name
 * @param texts what all of this was read from, by key; a key that was not given has none
 */
record Settings(
    Optional<BusAddress> busAddress,
    BusMode busMode,
    String busLibrary,
    String busComponent,
    Optional<DbusAddress> dbusAddress,
    Profile profile,
    MonitorAddress monitorAddress,
    Acknowledge acknowledge,
    boolean stockPlugins,
    Optional<Path> udhcpcPath,
    Optional<Path> dibblerPath,
    ClientChoice clients,
    Optional<Path> extensionsFolder,
    ClientDuid duid,
    LeaseInfo6.Size leaseInfo6,
    OnStop onStop,
    Optional<Path> resolverFile,
    SystemEventStore systemEvents,
    Duration linkDebounce,
    Duration arpProbe,
    Optional<String> clientUser,
    Optional<Path> stateFolder,
    Optional<Path> runFolder,
    Optional<Path> readyFile,
    Duration cleanupInterval,
    Optional<Bounds> historyBounds,
    Optional<HttpAddress> watch,
    Attach attach,
    Answering serverAnswering,
    ServerConfiguration.Conduct serverConduct,
    Optional<Path> serverHosts,
    Optional<EtcdAccess> serverEtcd,
    GuardRules serverGuard,
    Map<String, String> interfaces,
    SortedMap<String, String> texts) {
  private static final Path RDK_READY = Path.of("/tmp/dhcpmgr_initialized");

  Settings {
    interfaces = Map.copyOf(interfaces);
    texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
  }

  /**
   * Links that must exist.
   *
   * @param file where the operator declares some; absent: the program's own
   * @param switches how they are looked after
   * @param driverSocket where container engines are answered; absent: nowhere
   */
  record Attach(Optional<Path> file, Switches switches, Optional<Path> driverSocket) {}

  /**
   * Where senders of lease messages get an answer.
   *
   * @param address absent: nowhere
   * @param keyFile with what they sign; absent: they do not
   */
  record Acknowledge(Optional<MonitorAddress.Tcp> address, Optional<Path> keyFile) {}

  /** What carries the bus. */
  enum BusMode {
    /** librbus where it is installed, else the embedded peer and broker. */
    AUTO,
    /** librbus, or no start. */
    LIBRBUS,
    /** The embedded peer, and where no broker is, the embedded broker. */
    EMBEDDED
  }

  /**
   * The system's event store.
   *
   * @param kind which; given as absent: the profile's
   * @param folder of {@link Kind#FILES}; absent: in the run folder
   * @param tool of {@link Kind#SYSEVENT}
   */
  record SystemEventStore(Optional<Kind> kind, Optional<Path> folder, Path tool) {
    /** Which store. */
    enum Kind {
      /** None. */
      NONE,
      /** One file for each name. */
      FILES,
      /** RDK-B's, by its tool. */
      SYSEVENT
    }
  }

  /** Which event store the system has. */
  SystemEventStore.Kind systemEventStore() {
    return systemEvents
        .kind()
        .orElse(
            profile == Profile.RDK ? SystemEventStore.Kind.SYSEVENT : SystemEventStore.Kind.NONE);
  }

  /** What becomes of running clients when this program stops. */
  enum OnStop {
    /** They live on and are adopted at the next start. */
    KEEP,
    /** They are ended, without a release. */
    STOP
  }

  @Override
  public String busComponent() {
    if (!busComponent.isEmpty()) {
      return busComponent;
    }
    return profile == Profile.RDK ? "eRT.com.cisco.spvtg.ccsp.dhcpmgr" : "eRT.org.rdkb.dhcpmanager";
  }

  @Override
  public Optional<Path> readyFile() {
    return readyFile.or(() -> profile == Profile.RDK ? Optional.of(RDK_READY) : Optional.empty());
  }

  /** The resolver's file, unless somebody else owns it: in RDK-B that is WAN Manager. */
  Optional<Path> resolverToWrite() {
    return profile == Profile.RDK ? Optional.empty() : resolverFile;
  }

  /** The keys whose values differ. */
  Set<SettingKey> differences(Settings other) {
    Set<SettingKey> found = new TreeSet<>();
    for (SettingKey key : SettingKey.values()) {
      if (!key.in(texts).equals(key.in(other.texts))) {
        found.add(key);
      }
    }
    return found;
  }

  /** These settings with what can change at run time taken from others. */
  Settings withRunTimeKeysOf(Settings changed) {
    SortedMap<String, String> all = new TreeMap<>();
    texts.forEach((key, text) -> put(all, key, text, SettingKey.AtRunTime.NO));
    changed.texts.forEach((key, text) -> put(all, key, text, SettingKey.AtRunTime.YES));
    try {
      return SettingsFile.of("settings", all);
    } catch (SettingsException impossible) {
      throw new IllegalStateException(impossible); // each was taken as it is
    }
  }

  private static void put(
      SortedMap<String, String> into, String key, String text, SettingKey.AtRunTime which) {
    if (SettingKey.of(key).orElseThrow().atRunTime() == which) {
      into.put(key, text);
    }
  }

  /** These settings with others for some keys. */
  Settings with(Map<SettingKey, String> others) throws SettingsException {
    SortedMap<String, String> all = new TreeMap<>(texts);
    others.forEach((key, text) -> all.put(key.key(), text));
    return SettingsFile.of("command line", all);
  }
}

package org.rdkb.dhcpmanager;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every key of the settings file. One row here, one row in the README's table, one field read in
 * {@link Settings}; a test compares the first two.
 */
enum SettingKey {
  BUS_ADDRESS(
      "bus.address",
      "first word of /etc/rbus_client.conf, else unix:///tmp/rtrouted",
      "unix://PATH or tcp://HOST:PORT",
      AtRunTime.NO),
  BUS_MODE("bus.mode", "auto", "auto, librbus, embedded", AtRunTime.NO),
  BUS_LIBRARY("bus.library", "librbus.so.0", "library name or absolute path", AtRunTime.NO),
  BUS_COMPONENT(
      "bus.component",
      "eRT.org.rdkb.dhcpmanager; in profile rdk eRT.com.cisco.spvtg.ccsp.dhcpmgr",
      "printable, with a dot",
      AtRunTime.NO),
  DBUS_ADDRESS("dbus.address", "none", "system or unix:path=PATH", AtRunTime.NO),
  PROFILE("profile", "standalone", "standalone, rdk", AtRunTime.NO),
  MONITOR_ADDRESS(
      "monitor.address",
      "tcp://127.0.0.1:50324",
      "tcp://127.0.0.1:PORT or ipc://PATH; PORT 0: any free one",
      AtRunTime.NO),
  MONITOR_ACKNOWLEDGE("monitor.acknowledge", "none", "tcp://127.0.0.1:PORT", AtRunTime.NO),
  MONITOR_KEY_FILE("monitor.keyFile", "none", "absolute path", AtRunTime.NO),
  MONITOR_STOCK_PLUGINS("monitor.stockPlugins", "false", "true, false", AtRunTime.NO),
  UDHCPC_PATH("udhcpc.path", "searched in the system's folders", "absolute path", AtRunTime.NO),
  DIBBLER_PATH("dibbler.path", "searched in the system's folders", "absolute path", AtRunTime.NO),
  DHCPV4_CLIENT("dhcpv4.client", "udhcpc", "udhcpc, dhcpcd", AtRunTime.NO),
  DHCPV6_CLIENT("dhcpv6.client", "dibbler", "dibbler, dhcpcd", AtRunTime.NO),
  DHCPCD_PATH("dhcpcd.path", "searched in the system's folders", "absolute path", AtRunTime.NO),
  DIBBLER_DUID("dibbler.duid", "ll", "ll, llt or en:NUMBER:HEXADECIMAL", AtRunTime.NO),
  EVENTS_LEASE_INFO6("events.leaseInfo6", "1180", "1180, 924", AtRunTime.NO),
  EXTENSIONS_FOLDER("extensions.folder", "none", "absolute path", AtRunTime.NO),
  CLIENT_USER(
      "client.user", "dhcpmgr, if there is such a user, else root", "name or number", AtRunTime.NO),
  CLIENTS_ON_STOP("clients.onStop", "keep", "keep, stop", AtRunTime.YES),
  RESOLVER_WRITE("resolver.write", "false", "true, false", AtRunTime.YES),
  RESOLVER_FILE("resolver.file", "/etc/resolv.conf", "absolute path", AtRunTime.YES),
  SYSTEM_EVENTS(
      "systemEvents", "none; in profile rdk sysevent", "none, files, sysevent", AtRunTime.NO),
  SYSTEM_EVENTS_FOLDER(
      "systemEvents.folder", "system-events in the run folder", "absolute path", AtRunTime.NO),
  SYSTEM_EVENTS_TOOL("systemEvents.tool", "/usr/bin/sysevent", "absolute path", AtRunTime.NO),
  LINK_DEBOUNCE("link.debounce", "500", "0 to 5000", AtRunTime.NO),
  DHCPV4_ARP_PROBE("dhcpv4.arpProbe", "0", "0, or 100 to 5000", AtRunTime.NO),
  STATE_FOLDER(
      "state.folder",
      "/var/lib/dhcpmgr; without root the XDG state folder",
      "absolute path",
      AtRunTime.NO),
  RUN_FOLDER(
      "run.folder",
      "/run/dhcpmgr; without root the XDG runtime folder",
      "absolute path",
      AtRunTime.NO),
  READY_FILE(
      "ready.file", "none; in profile rdk /tmp/dhcpmgr_initialized", "absolute path", AtRunTime.NO),
  STORE_CLEANUP_INTERVAL("store.cleanupInterval", "3600", "5 to 86400", AtRunTime.YES),
  HISTORY_DAYS("history.days", "30", "0 to 3650; 0: no history is written", AtRunTime.NO),
  HISTORY_MEGABYTES("history.megabytes", "8", "1 to 1024", AtRunTime.NO),
  WATCH_ENABLED("watch.enabled", "false", "true, false", AtRunTime.NO),
  WATCH_ADDRESS(
      "watch.address", "tcp://127.0.0.1:8067", "unix://PATH or tcp://LOOPBACK:PORT", AtRunTime.NO),
  ATTACH_FILE("attach.file", "etc/attachments.properties", "absolute path", AtRunTime.NO),
  ATTACH_AUTO_RECOVER("attach.autoRecover", "true", "true, false", AtRunTime.YES),
  ATTACH_HEALTH_INTERVAL("attach.healthInterval", "30", "0 to 3600", AtRunTime.YES),
  ATTACH_PROACTIVE("attach.proactive", "false", "true, false", AtRunTime.NO),
  SERVER_DURABILITY("server.durability", "sync", "sync, async", AtRunTime.NO),
  ATTACH_DRIVER_SOCKET("attach.driverSocket", "none", "absolute path", AtRunTime.NO),
  SERVER_CONFLICT_PROBE("server.conflictProbe", "0", "0, or 50 to 2000", AtRunTime.NO),
  SERVER_RAPID_COMMIT("server.rapidCommit", "false", "true, false", AtRunTime.NO),
  SERVER_HOSTS_FILE("server.hostsFile", "none", "absolute path", AtRunTime.YES),
  SERVER_AUTHORITATIVE("server.authoritative", "true", "true, false", AtRunTime.YES),
  SERVER_GRACE_PERIOD("server.gracePeriod", "0", "0 to 604800", AtRunTime.YES),
  SERVER_DECLINE_TIME("server.declineTime", "600", "0 to 604800", AtRunTime.YES),
  SERVER_BACKEND("server.backend", "local", "local, etcd", AtRunTime.NO),
  SERVER_ETCD_ENDPOINTS(
      "server.etcd.endpoints", "none", "http[s]://HOST:PORT, joined by commas", AtRunTime.NO),
  SERVER_ETCD_PREFIX("server.etcd.prefix", "/dhcpmgr", "/NAME/NAME", AtRunTime.NO),
  SERVER_ETCD_NAME("server.etcd.name", "dhcpmgr", "letters, digits, ._-", AtRunTime.NO),
  SERVER_ETCD_SESSION("server.etcd.session", "60", "10 to 86400", AtRunTime.NO),
  SERVER_ETCD_BLOCK_LENGTH("server.etcd.blockLength", "28", "20 to 32", AtRunTime.NO),
  SERVER_ETCD_USER("server.etcd.user", "none", "name", AtRunTime.NO),
  SERVER_ETCD_PASSWORD_FILE(
      "server.etcd.passwordFile", "none", "absolute path, mode 0600", AtRunTime.NO),
  SERVER_ETCD_AUTHORITIES("server.etcd.authorities", "none", "absolute path", AtRunTime.NO),
  SERVER_ETCD_CERTIFICATE("server.etcd.certificate", "none", "absolute path", AtRunTime.NO),
  SERVER_ETCD_KEY("server.etcd.key", "none", "absolute path, mode 0600", AtRunTime.NO),
  SERVER_SECURITY_SNOOPING("server.security.snooping", "false", "true, false", AtRunTime.YES),
  SERVER_SECURITY_TRUSTED(
      "server.security.trusted", "none", "Linux interface names", AtRunTime.YES),
  SERVER_SECURITY_HARDWARE_ALLOW(
      "server.security.hardwareAllow", "none", "patterns like 02:00:*", AtRunTime.YES),
  SERVER_SECURITY_HARDWARE_DENY(
      "server.security.hardwareDeny", "none", "patterns like 02:00:*", AtRunTime.YES),
  SERVER_SECURITY_ADDRESS_ALLOW(
      "server.security.addressAllow", "none", "prefixes like 192.0.2.0/24", AtRunTime.YES),
  SERVER_SECURITY_ADDRESS_DENY(
      "server.security.addressDeny", "none", "prefixes like 192.0.2.0/24", AtRunTime.YES),
  SERVER_SECURITY_CLIENT_RATE("server.security.clientRate", "0", "0 to 1000", AtRunTime.YES),
  SERVER_SECURITY_LINK_RATE("server.security.linkRate", "0", "0 to 1000000", AtRunTime.YES),
  SERVER_SECURITY_PORT_RATE("server.security.portRate", "0", "0 to 10000", AtRunTime.YES),
  SERVER_SECURITY_GLOBAL_RATE("server.security.globalRate", "0", "0 to 1000000", AtRunTime.YES),
  SERVER_SECURITY_BINDINGS("server.security.bindings", "false", "true, false", AtRunTime.YES),
  SERVER_SECURITY_RELAY(
      "server.security.relayInformation", "any", "any, relayed, required", AtRunTime.YES),
  SERVER_SECURITY_PORT_MOST("server.security.portMost", "0", "0 to 65535", AtRunTime.YES),
  SERVER_SECURITY_BLOCK_TIME("server.security.blockTime", "0", "0 to 86400", AtRunTime.YES),
  INTERFACE("interface.<path>", "none", "Linux interface name of a TR-181 path", AtRunTime.YES);

  private final String key;
  private final String standard;
  private final String range;
  private final AtRunTime atRunTime;

  SettingKey(String key, String standard, String range, AtRunTime atRunTime) {
    this.key = key;
    this.standard = standard;
    this.range = range;
    this.atRunTime = atRunTime;
  }

  /** Whether SIGHUP puts a changed value into force. */
  enum AtRunTime {
    YES,
    NO
  }

  String key() {
    return key;
  }

  /** The default in words; a literal where there is one. */
  String standard() {
    return standard;
  }

  String range() {
    return range;
  }

  AtRunTime atRunTime() {
    return atRunTime;
  }

  /** What these texts say of it: all of them for the interface keys, which are many. */
  SortedMap<String, String> in(SortedMap<String, String> texts) {
    SortedMap<String, String> found = new TreeMap<>();
    texts.forEach(
        (key, text) -> {
          if (of(key).filter(this::equals).isPresent() && !text.equals(standard)) {
            found.put(key, text);
          }
        });
    return found;
  }

  /** The key that this text is, the interface keys included. */
  static Optional<SettingKey> of(String text) {
    if (text.startsWith("interface.")) {
      return Optional.of(INTERFACE);
    }
    return List.of(values()).stream().filter(known -> known.key.equals(text)).findFirst();
  }
}

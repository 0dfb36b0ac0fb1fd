package org.rdkb.dhcpmanager;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.rdkb.dhcpmanager.attach.Switches;
import org.rdkb.dhcpmanager.bus.LeaseInfo6;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.pool.Responder.RapidCommit;
import org.rdkb.dhcpmanager.core.pool.ServerConfiguration;
import org.rdkb.dhcpmanager.core.pool.guard.Filter;
import org.rdkb.dhcpmanager.core.pool.guard.GuardRules;
import org.rdkb.dhcpmanager.core.pool.guard.HardwarePattern;
import org.rdkb.dhcpmanager.core.pool.guard.Rate;
import org.rdkb.dhcpmanager.core.pool.guard.Rates;
import org.rdkb.dhcpmanager.dbus.DbusAddress;
import org.rdkb.dhcpmanager.http.HttpAddress;
import org.rdkb.dhcpmanager.plugin.MonitorAddress;
import org.rdkb.dhcpmanager.plugin.StockPlugins;
import org.rdkb.dhcpmanager.process.ClientChoice;
import org.rdkb.dhcpmanager.process.ClientDuid;
import org.rdkb.dhcpmanager.process.ClientProgram;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.server.Answering;
import org.rdkb.dhcpmanager.server.Durability;
import org.rdkb.dhcpmanager.server.etcd.EtcdAccess;
import org.rdkb.dhcpmanager.store.history.Bounds;
import org.rdkb.dhcpmanager.tr181.Profile;

/**
 * Reads the settings file: load → parse → validate, whole or not at all. The syntax is that of
 * {@code .properties}, read by Commons Configuration; includes and interpolation are off, because a
 * settings file must say what it means where it stands.
 */
final class SettingsFile {
  private static final long LARGEST = 256 * 1024;
  private static final int LONGEST_VALUE = 1024;

  private final String name;
  private final List<String> lines;
  private final SortedMap<String, String> values = new TreeMap<>();

  private SettingsFile(String name, List<String> lines) {
    this.name = name;
    this.lines = lines;
  }

  static Settings load(Path file) throws SettingsException {
    try {
      if (Files.size(file) > LARGEST) {
        throw new SettingsException(file + ": larger than " + LARGEST + " bytes");
      }
      return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
    } catch (CharacterCodingException notText) {
      throw new SettingsException(file + ": not UTF-8 text");
    } catch (IOException failure) {
      throw new SettingsException(file + ": cannot be read: " + failure.getMessage());
    }
  }

  static Settings parse(String name, String text) throws SettingsException {
    SettingsFile file = new SettingsFile(name, text.lines().toList());
    file.read(text);
    return file.settings();
  }

  /** Settings of these texts by key, which need not stand in one file. */
  static Settings of(String name, SortedMap<String, String> texts) throws SettingsException {
    SettingsFile file = new SettingsFile(name, List.of());
    file.values.putAll(texts);
    return file.settings();
  }

  static {
    // Not setIncludesAllowed(false): that drops the line in silence, and this makes it a wrong key.
    PropertiesConfiguration.setInclude("");
    PropertiesConfiguration.setIncludeOptional("");
  }

  private void read(String text) throws SettingsException {
    PropertiesConfiguration properties = new PropertiesConfiguration();
    properties.setLayout(null);
    try {
      properties.read(new StringReader(text));
    } catch (ConfigurationException | IOException failure) {
      throw new SettingsException(name + ": " + failure.getMessage());
    }
    Iterator<String> keys = properties.getKeys();
    while (keys.hasNext()) {
      String key = keys.next();
      if (SettingKey.of(key).isEmpty()) {
        throw refusal(key, "unknown key");
      }
      Object value = properties.getProperty(key);
      if (!(value instanceof String single)) {
        throw refusal(key, "given more than once");
      }
      if (single.length() > LONGEST_VALUE) {
        throw refusal(key, "longer than " + LONGEST_VALUE + " characters");
      }
      values.put(key, single.strip());
    }
  }

  private Settings settings() throws SettingsException {
    String library = value(SettingKey.BUS_LIBRARY).orElse(SettingKey.BUS_LIBRARY.standard());
    if (!library.matches("/[!-~]+|[A-Za-z0-9._+-]+")) {
      throw refusal(
          SettingKey.BUS_LIBRARY.key(), "'" + library + "' is neither a name nor an absolute path");
    }
    String component = value(SettingKey.BUS_COMPONENT).orElse("");
    if (!component.isEmpty()
        && (!component.matches("[\\x21-\\x7e]{1,127}") || !component.contains("."))) {
      throw refusal(
          SettingKey.BUS_COMPONENT.key(), "must be 1 to 127 printable characters with a dot");
    }
    boolean write = oneOf(SettingKey.RESOLVER_WRITE, "false", "true").equals("true");
    Path resolver = path(SettingKey.RESOLVER_FILE).orElse(Path.of("/etc/resolv.conf"));
    return new Settings(
        busAddress(),
        Settings.BusMode.valueOf(
            oneOf(SettingKey.BUS_MODE, "auto", "librbus", "embedded").toUpperCase(Locale.ROOT)),
        library,
        component,
        dbusAddress(),
        Profile.valueOf(oneOf(SettingKey.PROFILE, "standalone", "rdk").toUpperCase(Locale.ROOT)),
        monitorAddress(),
        acknowledge(),
        stockPlugins(),
        path(SettingKey.UDHCPC_PATH),
        path(SettingKey.DIBBLER_PATH),
        clients(),
        path(SettingKey.EXTENSIONS_FOLDER),
        duid(),
        oneOf(SettingKey.EVENTS_LEASE_INFO6, "1180", "924").equals("924")
            ? LeaseInfo6.Size.WITHOUT_AFTR
            : LeaseInfo6.Size.WITH_AFTR,
        Settings.OnStop.valueOf(
            oneOf(SettingKey.CLIENTS_ON_STOP, "keep", "stop").toUpperCase(Locale.ROOT)),
        write ? Optional.of(resolver) : Optional.empty(),
        systemEvents(),
        millis(SettingKey.LINK_DEBOUNCE, 0, 5000),
        millis(SettingKey.DHCPV4_ARP_PROBE, 100, 5000),
        clientUser(),
        path(SettingKey.STATE_FOLDER),
        path(SettingKey.RUN_FOLDER),
        path(SettingKey.READY_FILE),
        Duration.ofSeconds(number(SettingKey.STORE_CLEANUP_INTERVAL, 5, 86_400)),
        historyBounds(),
        watch(),
        new Settings.Attach(
            path(SettingKey.ATTACH_FILE),
            new Switches(
                oneOf(SettingKey.ATTACH_AUTO_RECOVER, "true", "false").equals("true"),
                Duration.ofSeconds(number(SettingKey.ATTACH_HEALTH_INTERVAL, 0, 3600)),
                oneOf(SettingKey.ATTACH_PROACTIVE, "false", "true").equals("true")),
            path(SettingKey.ATTACH_DRIVER_SOCKET)),
        answering(),
        conduct(),
        path(SettingKey.SERVER_HOSTS_FILE),
        etcd(),
        guard(),
        interfaces(),
        values);
  }

  private Answering answering() throws SettingsException {
    return new Answering(
        Durability.valueOf(
            oneOf(SettingKey.SERVER_DURABILITY, "sync", "async").toUpperCase(Locale.ROOT)),
        millis(SettingKey.SERVER_CONFLICT_PROBE, 50, 2000),
        oneOf(SettingKey.SERVER_RAPID_COMMIT, "false", "true").equals("true")
            ? RapidCommit.ON
            : RapidCommit.OFF);
  }

  private ServerConfiguration.Conduct conduct() throws SettingsException {
    return new ServerConfiguration.Conduct(
        new ServerConfiguration.Timing(
            ServerConfiguration.Timing.USUAL.offer(),
            Duration.ofSeconds(number(SettingKey.SERVER_GRACE_PERIOD, 0, 604_800)),
            Duration.ofSeconds(number(SettingKey.SERVER_DECLINE_TIME, 0, 604_800))),
        oneOf(SettingKey.SERVER_AUTHORITATIVE, "true", "false").equals("true")
            ? ServerConfiguration.Unknown.NAK
            : ServerConfiguration.Unknown.SILENCE);
  }

  private Optional<EtcdAccess> etcd() throws SettingsException {
    if (oneOf(SettingKey.SERVER_BACKEND, "local", "etcd").equals("local")) {
      return Optional.empty();
    }
    try {
      return Optional.of(EtcdSettings.of(values));
    } catch (EtcdSettings.RefusedException refused) {
      throw refusal(refused.key().key(), String.valueOf(refused.getMessage()));
    }
  }

  private GuardRules guard() throws SettingsException {
    Set<String> trusted = Set.copyOf(list(SettingKey.SERVER_SECURITY_TRUSTED, SettingsFile::name));
    boolean snooping = oneOf(SettingKey.SERVER_SECURITY_SNOOPING, "false", "true").equals("true");
    return new GuardRules(
        snooping ? Optional.of(trusted) : Optional.empty(),
        new Filter<>(
            list(SettingKey.SERVER_SECURITY_HARDWARE_ALLOW, HardwarePattern::parse),
            list(SettingKey.SERVER_SECURITY_HARDWARE_DENY, HardwarePattern::parse)),
        new Filter<>(
            list(SettingKey.SERVER_SECURITY_ADDRESS_ALLOW, SettingsFile::prefix),
            list(SettingKey.SERVER_SECURITY_ADDRESS_DENY, SettingsFile::prefix)),
        new Rates(
            new Rate(number(SettingKey.SERVER_SECURITY_CLIENT_RATE, 0, 1000)),
            new Rate(number(SettingKey.SERVER_SECURITY_PORT_RATE, 0, 10_000)),
            new Rate(number(SettingKey.SERVER_SECURITY_LINK_RATE, 0, 1_000_000)),
            new Rate(number(SettingKey.SERVER_SECURITY_GLOBAL_RATE, 0, 1_000_000))),
        GuardRules.RelayPolicy.valueOf(
            oneOf(SettingKey.SERVER_SECURITY_RELAY, "any", "relayed", "required")
                .toUpperCase(Locale.ROOT)),
        number(SettingKey.SERVER_SECURITY_PORT_MOST, 0, 65_535),
        Duration.ofSeconds(number(SettingKey.SERVER_SECURITY_BLOCK_TIME, 0, 86_400)),
        oneOf(SettingKey.SERVER_SECURITY_BINDINGS, "false", "true").equals("true")
            ? GuardRules.Bindings.ON
            : GuardRules.Bindings.OFF);
  }

  private static Optional<String> name(String text) {
    return Optional.of(text).filter(name -> name.matches("[^\\s/:]{1,15}"));
  }

  private static Optional<Ipv4Prefix> prefix(String text) {
    String[] parts = text.split("/", 2);
    if (parts.length != 2 || !parts[1].matches("[0-9]|[12][0-9]|3[0-2]")) {
      return Optional.empty();
    }
    int length = Integer.parseInt(parts[1]);
    return Ipv4Address.parse(parts[0])
        .filter(address -> (address.bits() & ~Ipv4Prefix.mask(length).bits()) == 0)
        .map(address -> new Ipv4Prefix(address, length));
  }

  /** Values joined by commas; none, if the key is not given. */
  private <T> List<T> list(SettingKey key, Function<String, Optional<T>> parse)
      throws SettingsException {
    List<T> all = new ArrayList<>();
    for (String part : value(key).map(text -> text.split(",", -1)).orElse(new String[0])) {
      all.add(
          parse
              .apply(part.strip())
              .orElseThrow(
                  () -> refusal(key.key(), "'" + part.strip() + "' is none of " + key.range())));
    }
    return all;
  }

  private Optional<Bounds> historyBounds() throws SettingsException {
    int days = number(SettingKey.HISTORY_DAYS, 0, 3650);
    long bytes = number(SettingKey.HISTORY_MEGABYTES, 1, 1024) * 1024L * 1024;
    return days == 0 ? Optional.empty() : Optional.of(new Bounds(Duration.ofDays(days), bytes));
  }

  private Optional<HttpAddress> watch() throws SettingsException {
    boolean enabled = oneOf(SettingKey.WATCH_ENABLED, "false", "true").equals("true");
    Optional<String> text = value(SettingKey.WATCH_ADDRESS);
    if (!enabled && text.isEmpty()) {
      return Optional.empty();
    }
    try {
      HttpAddress address = HttpAddress.parse(text.orElse(SettingKey.WATCH_ADDRESS.standard()));
      return enabled ? Optional.of(address) : Optional.empty();
    } catch (IllegalArgumentException refused) {
      throw refusal(SettingKey.WATCH_ADDRESS.key(), String.valueOf(refused.getMessage()));
    }
  }

  private Optional<String> clientUser() throws SettingsException {
    Optional<String> user = value(SettingKey.CLIENT_USER);
    if (user.isPresent() && !user.get().matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}")) {
      throw refusal(SettingKey.CLIENT_USER.key(), "'" + user.get() + "' is no user");
    }
    return user;
  }

  private int number(SettingKey key, int least, int most) throws SettingsException {
    String text = value(key).orElse(key.standard());
    if (!text.matches("[0-9]{1,9}")
        || Integer.parseInt(text) < least
        || Integer.parseInt(text) > most) {
      throw refusal(key.key(), "'" + text + "' is no number from " + least + " to " + most);
    }
    return Integer.parseInt(text);
  }

  private ClientDuid duid() throws SettingsException {
    String text = value(SettingKey.DIBBLER_DUID).orElse(SettingKey.DIBBLER_DUID.standard());
    return ClientDuid.parse(text)
        .orElseThrow(
            () ->
                refusal(
                    SettingKey.DIBBLER_DUID.key(),
                    "'" + text + "' is none of " + SettingKey.DIBBLER_DUID.range()));
  }

  private Optional<BusAddress> busAddress() throws SettingsException {
    Optional<String> text = value(SettingKey.BUS_ADDRESS);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(BusAddress.parse(text.get()));
    } catch (IllegalArgumentException refused) {
      throw refusal(SettingKey.BUS_ADDRESS.key(), String.valueOf(refused.getMessage()));
    }
  }

  private Optional<DbusAddress> dbusAddress() throws SettingsException {
    try {
      return value(SettingKey.DBUS_ADDRESS).map(DbusAddress::parse);
    } catch (IllegalArgumentException refused) {
      throw refusal(SettingKey.DBUS_ADDRESS.key(), String.valueOf(refused.getMessage()));
    }
  }

  private MonitorAddress monitorAddress() throws SettingsException {
    Optional<String> text = value(SettingKey.MONITOR_ADDRESS);
    if (text.isEmpty()) {
      return MonitorAddress.DEFAULT;
    }
    try {
      return MonitorAddress.parse(text.get());
    } catch (IllegalArgumentException refused) {
      String reason = String.valueOf(refused.getMessage());
      throw refusal(SettingKey.MONITOR_ADDRESS.key(), reason.replace("monitor.address: ", ""));
    }
  }

  private Settings.Acknowledge acknowledge() throws SettingsException {
    Optional<Path> keyFile = path(SettingKey.MONITOR_KEY_FILE);
    String text = value(SettingKey.MONITOR_ACKNOWLEDGE).orElse("");
    if (text.isEmpty()) {
      if (keyFile.isPresent()) {
        throw refusal(
            SettingKey.MONITOR_KEY_FILE.key(),
            "is without use where monitor.acknowledge is not set");
      }
      return new Settings.Acknowledge(Optional.empty(), keyFile);
    }
    try {
      if (MonitorAddress.parse(text) instanceof MonitorAddress.Tcp tcp
          && tcp.port() != 0
          && !tcp.equals(monitorAddress())) {
        return new Settings.Acknowledge(Optional.of(tcp), keyFile);
      }
    } catch (IllegalArgumentException refused) {
      String reason = String.valueOf(refused.getMessage());
      throw refusal(SettingKey.MONITOR_ACKNOWLEDGE.key(), reason.replace("monitor.address: ", ""));
    }
    throw refusal(
        SettingKey.MONITOR_ACKNOWLEDGE.key(), "needs a port of its own, 1 to 65535, on loopback");
  }

  private boolean stockPlugins() throws SettingsException {
    boolean wanted = oneOf(SettingKey.MONITOR_STOCK_PLUGINS, "false", "true").equals("true");
    if (wanted
        && monitorAddress() instanceof MonitorAddress.Tcp tcp
        && tcp.port() == StockPlugins.PORT) {
      throw refusal(
          SettingKey.MONITOR_STOCK_PLUGINS.key(),
          "their port is " + StockPlugins.PORT + "; give monitor.address another one");
    }
    return wanted;
  }

  private Settings.SystemEventStore systemEvents() throws SettingsException {
    Optional<Settings.SystemEventStore.Kind> kind = Optional.empty();
    if (value(SettingKey.SYSTEM_EVENTS).isPresent()) {
      kind =
          Optional.of(
              Settings.SystemEventStore.Kind.valueOf(
                  oneOf(SettingKey.SYSTEM_EVENTS, "none", "files", "sysevent")
                      .toUpperCase(Locale.ROOT)));
    }
    return new Settings.SystemEventStore(
        kind,
        path(SettingKey.SYSTEM_EVENTS_FOLDER),
        path(SettingKey.SYSTEM_EVENTS_TOOL)
            .orElse(Path.of(SettingKey.SYSTEM_EVENTS_TOOL.standard())));
  }

  private ClientChoice clients() throws SettingsException {
    return new ClientChoice(
        ClientProgram.valueOf(
            oneOf(SettingKey.DHCPV4_CLIENT, "udhcpc", "dhcpcd").toUpperCase(Locale.ROOT)),
        ClientProgram.valueOf(
            oneOf(SettingKey.DHCPV6_CLIENT, "dibbler", "dhcpcd").toUpperCase(Locale.ROOT)),
        path(SettingKey.DHCPCD_PATH).map(List::of).orElse(ClientChoice.USUAL_DHCPCDS));
  }

  /** Zero turns the matter off, whatever the least is. */
  private Duration millis(SettingKey key, int least, int most) throws SettingsException {
    String text = value(key).orElse(key.standard());
    if (text.matches("[0-9]{1,4}")) {
      int number = Integer.parseInt(text);
      if (number == 0 || (number >= least && number <= most)) {
        return Duration.ofMillis(number);
      }
    }
    throw refusal(key.key(), "'" + text + "' is none of " + key.range());
  }

  private Map<String, String> interfaces() throws SettingsException {
    Map<String, String> found = new TreeMap<>();
    for (Map.Entry<String, String> entry : values.entrySet()) {
      if (SettingKey.of(entry.getKey()).orElseThrow() == SettingKey.INTERFACE) {
        String path = entry.getKey().substring("interface.".length());
        if (!path.startsWith("Device.")) {
          throw refusal(entry.getKey(), "the part after interface. must begin with Device.");
        }
        if (!entry.getValue().matches("[^\\s/:]{1,15}")) {
          throw refusal(entry.getKey(), "'" + entry.getValue() + "' is no Linux interface name");
        }
        found.put(path, entry.getValue());
      }
    }
    return found;
  }

  /** The value of a key; absent when not given or empty. */
  private Optional<String> value(SettingKey key) {
    return Optional.ofNullable(values.get(key.key())).filter(text -> !text.isEmpty());
  }

  private String oneOf(SettingKey key, String first, String... others) throws SettingsException {
    String value = value(key).orElse(first);
    if (value.equals(first) || List.of(others).contains(value)) {
      return value;
    }
    throw refusal(key.key(), "'" + value + "' is none of " + key.range());
  }

  private Optional<Path> path(SettingKey key) throws SettingsException {
    Optional<String> value = value(key);
    if (value.isPresent() && (!value.get().startsWith("/") || value.get().indexOf('\0') >= 0)) {
      throw refusal(key.key(), "'" + value.get() + "' is no absolute path");
    }
    return value.map(Path::of);
  }

  private SettingsException refusal(String key, String reason) {
    int line = 0;
    for (int i = 0; i < lines.size(); i++) {
      String text = lines.get(i).strip();
      if (text.startsWith(key) && !text.substring(key.length()).matches("[\\w.].*")) {
        line = i + 1;
      }
    }
    String where = line == 0 ? name : name + ":" + line;
    return new SettingsException(where + ": " + key + ": " + reason);
  }
}

package org.rdkb.dhcpmanager;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;

/**
 * Links that the operator declares in a file: {@code network.<name>.<key>=…} and {@code
 * endpoint.<name>.<key>=…}. Each name is the Alias of a row; at a start the row has what the file
 * says, and a row that nobody has yet is new.
 */
final class AttachmentDeclarations {
  private static final String OBJECT = "Device.X_DHCPMGR_Attachment.";
  private static final long LARGEST = 256 * 1024;
  private static final Pattern KEY =
      Pattern.compile("(network|endpoint)\\.([A-Za-z][A-Za-z0-9_-]{0,63})\\.([A-Za-z]+)");
  private static final String LINK = "(?!Device\\.)[!-\\-0-9;-~][!-.0-9;-~]{0,14}";

  /** What a key is called in the data model, and what its values look like. */
  private enum Word {
    ENABLE("enable", "Enable", "true|false", "true or false"),
    KIND(
        "kind",
        "Kind",
        "vlan|macvlan|ipvlan|veth|bridge|dummy|vcan|vxcan|external",
        "vlan, macvlan, ipvlan, veth, bridge, dummy, vcan, vxcan or external"),
    INTERFACE("interface", "Interface", LINK, "a Linux interface name"),
    PARENT("parent", "Parent", LINK, "a Linux interface name"),
    ID("id", "Id", "[1-9][0-9]{0,2}|[1-3][0-9]{3}|40[0-8][0-9]|409[0-4]", "1 to 4094"),
    PEER("peer", "Peer", LINK, "a Linux interface name"),
    MTU("mtu", "MTU", "6[89]|[7-9][0-9]|[1-9][0-9]{2,3}|[1-5][0-9]{4}", "68 to 59999"),
    MAC("mac", "MACAddress", "[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}", "six octets and colons"),
    NETWORK("network", "Network", "[A-Za-z][A-Za-z0-9_-]{0,63}", "the name of a network"),
    NAMESPACE(
        "namespace",
        "Namespace",
        "[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}|/[!-~]{1,255}",
        "a namespace's name, a process number or an absolute path");

    private final String key;
    private final String parameter;
    private final Pattern values;
    private final String range;

    Word(String key, String parameter, String values, String range) {
      this.key = key;
      this.parameter = parameter;
      this.values = Pattern.compile(values);
      this.range = range;
    }

    static Word of(String key, String table) throws SettingsException {
      for (Word word : values()) {
        boolean isOfEndpoints = word == NETWORK || word == NAMESPACE;
        if (word.key.equals(key) && (!isOfEndpoints || table.equals("endpoint"))) {
          return word;
        }
      }
      throw new SettingsException("unknown key");
    }

    String checked(String value) throws SettingsException {
      if (!values.matcher(value).matches()) {
        throw new SettingsException("'" + value + "' is not " + range);
      }
      return value;
    }
  }

  private final SortedMap<String, String> rows;
  private final Map<String, String> prefixes = new HashMap<>();

  private AttachmentDeclarations(SortedMap<String, String> stored) {
    this.rows = new TreeMap<>(stored);
  }

  /** What is stored, with what the file says; a file that is not there says nothing. */
  static SortedMap<String, String> in(Path file, SortedMap<String, String> stored)
      throws SettingsException {
    if (!Files.exists(file)) {
      return stored;
    }
    try {
      if (Files.size(file) > LARGEST) {
        throw new SettingsException(file + ": larger than " + LARGEST + " bytes");
      }
      return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8), stored);
    } catch (IOException failure) {
      throw new SettingsException(file + ": cannot be read: " + failure.getMessage());
    }
  }

  static SortedMap<String, String> parse(String name, String text, SortedMap<String, String> stored)
      throws SettingsException {
    PropertiesConfiguration properties = new PropertiesConfiguration();
    properties.setLayout(null);
    try {
      properties.read(new StringReader(text));
    } catch (ConfigurationException | IOException failure) {
      throw new SettingsException(name + ": " + failure.getMessage());
    }
    AttachmentDeclarations declarations = new AttachmentDeclarations(stored);
    SortedMap<String, Object> sorted = new TreeMap<>();
    properties.getKeys().forEachRemaining(key -> sorted.put(key, properties.getProperty(key)));
    for (Map.Entry<String, Object> entry : sorted.entrySet()) {
      try {
        declarations.take(entry.getKey(), entry.getValue());
      } catch (SettingsException refused) {
        throw new SettingsException(
            name
                + line(text, entry.getKey())
                + ": "
                + entry.getKey()
                + ": "
                + refused.getMessage());
      }
    }
    return declarations.rows;
  }

  private static String line(String text, String key) {
    List<String> lines = text.lines().toList();
    String found = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith(key) && !line.substring(key.length()).matches("[\\w.].*")) {
        found = ":" + (i + 1); // of two, the second is one too many
      }
    }
    return found;
  }

  private void take(String key, Object value) throws SettingsException {
    Matcher words = KEY.matcher(key);
    if (!words.matches()) {
      throw new SettingsException("is none of network.NAME.KEY, endpoint.NAME.KEY");
    }
    if (!(value instanceof String single)) {
      throw new SettingsException("given more than once");
    }
    Word word = Word.of(words.group(3), words.group(1));
    String text = word.checked(single.strip());
    rows.put(prefix(words.group(1), words.group(2)) + word.parameter, text);
  }

  /** Of the row with that alias: one that is stored, or a new one, which is enabled. */
  private String prefix(String table, String alias) {
    return prefixes.computeIfAbsent(
        table + "." + alias,
        name -> {
          String path = OBJECT + (table.equals("network") ? "Network." : "Endpoint.");
          String known = row(path, alias);
          String prefix = known.isEmpty() ? added(path, alias) : known;
          rows.put(prefix + "Enable", "true");
          return prefix;
        });
  }

  private String row(String path, String alias) {
    return rows.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(path) && entry.getKey().endsWith(".Alias"))
        .filter(entry -> entry.getValue().equals(alias))
        .map(entry -> entry.getKey().substring(0, entry.getKey().length() - "Alias".length()))
        .findFirst()
        .orElse("");
  }

  private String added(String path, String alias) {
    int number = Integer.parseInt(rows.getOrDefault(path + "#", "0")) + 1;
    rows.put(path + "#", Integer.toString(number));
    rows.put(path + number + ".Alias", alias);
    return path + number + ".";
  }
}

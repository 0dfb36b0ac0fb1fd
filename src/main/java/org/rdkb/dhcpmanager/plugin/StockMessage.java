package org.rdkb.dhcpmanager.plugin;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rdkb.dhcpmanager.core.client.Family;

/**
 * What the plugins of the RDK-B component send: a C structure of fixed size, as the environment
 * that the plugin was given, as far as the structure keeps it. Pure.
 *
 * @param family whose plugin sent it
 * @param linuxInterface where the client runs
 * @param event the client's word
 * @param environment as udhcpc or dibbler-client names it; a character stands for an octet
 */
record StockMessage(
    Family family, String linuxInterface, String event, Map<String, String> environment) {
  /** Sizes of the structure: 64-bit and 32-bit machines. */
  static final int SIZE_64 = 1720;

  static final int SIZE_32 = 1712;
  private static final int NAME = 32;
  private static final int AT_VERSION = 32;
  private static final int DATA_64 = 40;
  private static final int DATA_32 = 36;
  private static final int ADDRESS = 32;
  private static final int TEXT = 64;
  private static final int OPTION = 256;
  private static final int ADDRESS_6 = 48;
  private static final int SERVER_6 = 128;

  /** A message, or why it is none. */
  sealed interface Read {}

  /** To be used. */
  record Whole(StockMessage message) implements Read {}

  /** Not to be used. */
  record Refused(Refusal reason) implements Read {}

  static Read decode(byte[] payload) {
    if (payload.length != SIZE_64 && payload.length != SIZE_32) {
      return new Refused(Refusal.SIZE);
    }
    ByteBuffer message = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
    int version = message.getInt(AT_VERSION);
    if (version != 0 && version != 1) {
      return new Refused(Refusal.VERSION);
    }
    int from = payload.length == SIZE_64 ? DATA_64 : DATA_32;
    ByteBuffer data = message.slice(from, payload.length - from).order(ByteOrder.LITTLE_ENDIAN);
    String linuxInterface = text(message, 0, NAME);
    return new Whole(version == 0 ? v4(linuxInterface, data) : v6(linuxInterface, data));
  }

  /** The event is lost on the way; one that takes something away is told by a flag. */
  private static StockMessage v6(String linuxInterface, ByteBuffer data) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("IFACE", linuxInterface);
    if (data.get(36) != 0) {
      put(environment, "ADDR1", text(data, 37, ADDRESS_6));
      binding(environment, "ADDR1", data, 92);
    }
    if (data.get(108) != 0) {
      put(environment, "PREFIX1", text(data, 109, ADDRESS_6));
      environment.put("PREFIX1LEN", Integer.toUnsignedString(data.getInt(160)));
      binding(environment, "PREFIX1", data, 168);
    }
    if (data.get(184) != 0) {
      String servers = text(data, 185, SERVER_6) + " " + text(data, 313, SERVER_6);
      put(environment, "SRV_OPTION23", servers.strip());
    }
    if (data.get(441) != 0) {
      environment.put("SRV_OPTION95", uncut(data, 442));
    }
    if (data.get(698) != 0) {
      environment.put("SRV_OPTION94", uncut(data, 699));
    }
    if (data.get(956) != 0) {
      put(environment, "SRV_OPTION17", text(data, 957, OPTION));
    }
    put(environment, "SRV_OPTION24", text(data, 1220, TEXT));
    put(environment, "SRV_OPTION31", whole(data, 1284, SERVER_6));
    put(environment, "SRV_OPTION64", text(data, 1412, OPTION));
    return new StockMessage(
        Family.V6, linuxInterface, data.get(0) != 0 ? "delete" : "update", environment);
  }

  /** Preferred and valid lifetime, T1, T2: zero is a lifetime, and no timer. */
  private static void binding(
      Map<String, String> environment, String name, ByteBuffer data, int at) {
    environment.put(name + "PREF", Integer.toUnsignedString(data.getInt(at)));
    environment.put(name + "VALID", Integer.toUnsignedString(data.getInt(at + 4)));
    put(environment, name + "T1", seconds(data, at + 8));
    put(environment, name + "T2", seconds(data, at + 12));
  }

  /** A text that fills its field was cut by it: what is left of a container is none. */
  private static String uncut(ByteBuffer data, int from) {
    String text = text(data, from, OPTION);
    return text.length() < OPTION ? text : "cut";
  }

  private static StockMessage v4(String linuxInterface, ByteBuffer data) {
    Map<String, String> environment = new HashMap<>();
    environment.put("interface", linuxInterface);
    put(environment, "ip", text(data, 2, ADDRESS));
    put(environment, "subnet", text(data, 34, ADDRESS));
    put(environment, "router", whole(data, 66, ADDRESS));
    put(environment, "dns", (text(data, 98, TEXT) + " " + text(data, 162, TEXT)).strip());
    put(environment, "lease", seconds(data, 260));
    put(environment, "rebindingtime", seconds(data, 264));
    put(environment, "renewaltime", seconds(data, 268));
    if (data.get(276) != 0) {
      put(environment, "timeoffset", Integer.toString(data.getInt(272)));
    }
    put(environment, "timezone", text(data, 277, TEXT));
    put(environment, "serverid", text(data, 352, TEXT));
    if (data.get(480) != 0) {
      put(environment, "mtu", seconds(data, 484));
    }
    put(environment, "staticroutes", whole(data, 552, TEXT));
    if (data.get(616) != 0) {
      put(environment, "opt122", text(data, 618, OPTION));
    }
    if (data.get(617) != 0) {
      put(environment, "opt125", text(data, 874, OPTION));
    }
    put(environment, "bootfile", text(data, 1130, TEXT));
    put(environment, "siaddr", text(data, 1194, TEXT));
    put(environment, "hostname", text(data, 1258, TEXT));
    put(environment, "domain", text(data, 1322, TEXT));
    return new StockMessage(Family.V4, linuxInterface, text(data, 416, TEXT), environment);
  }

  private static void put(Map<String, String> environment, String name, String value) {
    if (!value.isEmpty()) {
      environment.put(name, value);
    }
  }

  /** Zero is what the structure has for nothing. */
  private static String seconds(ByteBuffer data, int at) {
    int number = data.getInt(at);
    return number == 0 ? "" : Integer.toUnsignedString(number);
  }

  /** Up to the first NUL or the field's end. */
  private static String text(ByteBuffer data, int from, int size) {
    byte[] octets = new byte[size];
    data.get(from, octets);
    int end = 0;
    while (end < size && octets[end] != 0) {
      end++;
    }
    return new String(octets, 0, end, StandardCharsets.ISO_8859_1);
  }

  /** A list without its last word where the field may have cut that. */
  private static String whole(ByteBuffer data, int from, int size) {
    String list = text(data, from, size);
    return list.length() < size - 1 ? list : list.substring(0, Math.max(0, list.lastIndexOf(' ')));
  }
}

package org.rdkb.dhcpmanager.plugin;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What the plugins of the RDK-B component send: a C structure of fixed size, as the environment
 * that the plugin was given, as far as the structure keeps it. Pure.
 *
 * @param linuxInterface where the client runs
 * @param event the client's word
 * @param environment as udhcpc names it; a character stands for an octet
 */
record StockMessage(String linuxInterface, String event, Map<String, String> environment) {
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
    if (version != 0) {
      return new Refused(version == 1 ? Refusal.FAMILY : Refusal.VERSION);
    }
    int data = payload.length == SIZE_64 ? DATA_64 : DATA_32;
    return decode(
        text(message, 0, NAME),
        message.slice(data, payload.length - data).order(ByteOrder.LITTLE_ENDIAN));
  }

  private static Read decode(String linuxInterface, ByteBuffer data) {
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
    return new Whole(new StockMessage(linuxInterface, text(data, 416, TEXT), environment));
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

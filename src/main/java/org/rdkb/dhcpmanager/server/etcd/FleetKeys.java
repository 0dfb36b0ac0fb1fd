package org.rdkb.dhcpmanager.server.etcd;

import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;

/**
 * The names of a fleet's keys.
 *
 * @param prefix begins with a slash, ends without one
 */
record FleetKeys(String prefix) {
  String all() {
    return prefix + "/";
  }

  String claims() {
    return prefix + "/claim/";
  }

  String blocks() {
    return prefix + "/block/";
  }

  String servers() {
    return prefix + "/server/";
  }

  /** The prefix length of blocks, which all servers must agree on. */
  String blockLength() {
    return prefix + "/blockLength";
  }

  String claim(Ipv4Address address) {
    return claims() + address;
  }

  String block(Ipv4Prefix block) {
    return blocks() + block.address();
  }

  String server(String id) {
    return servers() + id;
  }

  /** Absent if the key is of another kind. */
  static Optional<String> after(String kind, String key) {
    return key.startsWith(kind) ? Optional.of(key.substring(kind.length())) : Optional.empty();
  }
}

package org.rdkb.dhcpmanager.server.etcd;

import java.util.Optional;

/**
 * What a server says of itself, {@code 1 NAME BLOCKS LEASES FREE} in the store.
 *
 * @param id whose
 * @param name for people
 * @param blocks that it owns
 * @param claims that it knows, of all servers
 * @param free addresses that it can give at once
 */
public record FleetMember(String id, String name, int blocks, int claims, int free) {
  String text() {
    return "1 " + name + " " + blocks + " " + claims + " " + free;
  }

  /** Absent if it is none. */
  static Optional<FleetMember> read(String id, String text) {
    String[] fields = text.length() > 256 ? new String[0] : text.split(" ", -1);
    if (fields.length != 5
        || !fields[0].equals("1")
        || !fields[1].matches("[A-Za-z0-9._-]{1,64}")
        || !fields[2].matches("[0-9]{1,9}")
        || !fields[3].matches("[0-9]{1,9}")
        || !fields[4].matches("[0-9]{1,9}")) {
      return Optional.empty();
    }
    return Optional.of(
        new FleetMember(
            id,
            fields[1],
            Integer.parseInt(fields[2]),
            Integer.parseInt(fields[3]),
            Integer.parseInt(fields[4])));
  }
}

package org.rdkb.dhcpmanager.core.pool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;
import org.rdkb.dhcpmanager.core.packet.Packet4;

/**
 * What some clients of a pool are told instead of, or besides, what the others are: an option of
 * the client itself goes before one of its class, that before one of the pool.
 *
 * @param clients by whose they are: a client identifier, or a hardware address
 * @param classes in their order; of two that both match, the first counts
 */
public record SpecialOptions(Map<ClientKey, List<PoolOption>> clients, List<ClientClass> classes) {
  /** All are told the same. */
  public static final SpecialOptions NONE = new SpecialOptions(Map.of(), List.of());

  /** Takes copies. */
  public SpecialOptions {
    Map<ClientKey, List<PoolOption>> copies = new HashMap<>();
    clients.forEach((client, options) -> copies.put(client, List.copyOf(options)));
    clients = Map.copyOf(copies);
    classes = List.copyOf(classes);
  }

  /**
   * Clients that have something in common.
   *
   * @param criteria all of them pass
   * @param options what they are told
   */
  public record ClientClass(List<Criterion> criteria, List<PoolOption> options) {
    /** Takes copies. */
    public ClientClass {
      criteria = List.copyOf(criteria);
      options = List.copyOf(options);
    }

    boolean matches(Packet4 packet) {
      return criteria.stream().allMatch(one -> one.passes(packet));
    }
  }

  boolean isEmpty() {
    return clients.isEmpty() && classes.isEmpty();
  }

  /** What this client is told, each code once; the pool's options are for the others. */
  List<PoolOption> of(ClientKey client, Packet4 packet) {
    Map<Integer, PoolOption> said = new LinkedHashMap<>();
    add(said, clients.get(client));
    HardwareAddress hardware = packet.header().hardware();
    if (hardware.octets().length() > 0) {
      add(said, clients.get(ClientKey.of(hardware)));
    }
    classes.stream()
        .filter(each -> each.matches(packet))
        .forEach(each -> add(said, each.options()));
    return new ArrayList<>(said.values());
  }

  private static void add(Map<Integer, PoolOption> said, @Nullable List<PoolOption> options) {
    if (options != null) {
      options.forEach(option -> said.putIfAbsent(option.code(), option));
    }
  }
}

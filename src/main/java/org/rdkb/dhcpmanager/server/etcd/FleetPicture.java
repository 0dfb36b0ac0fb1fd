package org.rdkb.dhcpmanager.server.etcd;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A fleet as its store shows it.
 *
 * @param nodes of etcd: address, and "leader", "follower", "no leader" or "no answer"
 * @param members that are there, by name
 * @param blocks how many each id owns; also of servers that are no longer there
 * @param claims addresses that clients have
 */
public record FleetPicture(
    Map<String, String> nodes, List<FleetMember> members, Map<String, Integer> blocks, int claims) {

  /**
   * Whether most nodes follow a leader.
   *
   * @return false: no server can take new claims
   */
  public boolean hasQuorum() {
    long there =
        nodes.values().stream()
            .filter(state -> state.equals("leader") || state.equals("follower"))
            .count();
    return 2 * there > nodes.size();
  }

  /**
   * Asks once.
   *
   * @param access where etcd is
   * @return without members if etcd cannot be read
   * @throws IOException if a file of the access cannot be used
   */
  public static FleetPicture read(EtcdAccess access) throws IOException {
    EtcdGateway etcd = new EtcdGateway(access);
    Map<String, String> nodes = nodes(access, etcd);
    try {
      return of(nodes, access, etcd.list(new FleetKeys(access.prefix()).all()).entries());
    } catch (IOException unreadable) {
      return new FleetPicture(nodes, List.of(), Map.of(), 0);
    }
  }

  /**
   * Shows it now and whenever servers or blocks change, until interrupted.
   *
   * @param access where etcd is
   * @param shown takes each picture
   * @return ends it
   * @throws IOException if a file of the access cannot be used
   */
  public static AutoCloseable watch(EtcdAccess access, Consumer<FleetPicture> shown)
      throws IOException {
    EtcdGateway etcd = new EtcdGateway(access);
    FleetKeys keys = new FleetKeys(access.prefix());
    Map<String, Store.Entry> known = new TreeMap<>();
    return EtcdWatch.start(
        etcd,
        keys.all(),
        new EtcdWatch.Listener() {
          @Override
          public long begin() throws IOException {
            Store.Listing listing;
            try {
              listing = etcd.list(keys.all());
            } catch (IOException unreadable) {
              shown.accept(new FleetPicture(nodes(access, etcd), List.of(), Map.of(), 0));
              throw unreadable;
            }
            known.clear();
            listing.entries().forEach(entry -> known.put(entry.key(), entry));
            show();
            return listing.revision();
          }

          @Override
          public void changed(Store.Entry entry) {
            Store.Entry before = known.put(entry.key(), entry);
            if (before == null || !before.value().equals(entry.value())) {
              show();
            }
          }

          @Override
          public void gone(String key, long revision) {
            if (known.remove(key) != null) {
              show();
            }
          }

          private void show() {
            shown.accept(of(nodes(access, etcd), access, List.copyOf(known.values())));
          }
        });
  }

  private static Map<String, String> nodes(EtcdAccess access, EtcdGateway etcd) {
    Map<String, String> nodes = new TreeMap<>();
    for (URI endpoint : access.endpoints()) {
      nodes.put(endpoint.toString(), etcd.state(endpoint));
    }
    return nodes;
  }

  private static FleetPicture of(
      Map<String, String> nodes, EtcdAccess access, List<Store.Entry> entries) {
    FleetKeys keys = new FleetKeys(access.prefix());
    List<FleetMember> members = new ArrayList<>();
    Map<String, Integer> blocks = new TreeMap<>();
    int claims = 0;
    for (Store.Entry entry : entries) {
      FleetKeys.after(keys.servers(), entry.key())
          .flatMap(id -> FleetMember.read(id, entry.value()))
          .ifPresent(members::add);
      FleetKeys.after(keys.blocks(), entry.key())
          .ifPresent(block -> blocks.merge(entry.value(), 1, Integer::sum));
      claims += entry.key().startsWith(keys.claims()) ? 1 : 0;
    }
    return new FleetPicture(nodes, members, blocks, claims);
  }
}

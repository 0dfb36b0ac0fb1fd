package org.rdkb.dhcpmanager;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.PsmRows;
import org.rdkb.dhcpmanager.rbus.rtmessage.PeerName;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

/** The rows that a platform of RDK-B defines, asked of its persistent storage at each start. */
final class PlatformRows {
  private static final Logger log = LogManager.getLogger(PlatformRows.class);
  private static final Pattern ROW = Pattern.compile("(Device\\.DHCPv[46]\\.Client\\.)([0-9]+)\\.");

  private PlatformRows() {}

  /** Empty if the platform has none, or does not say. */
  static SortedMap<String, String> read(BusAddress address) {
    PeerName name = new PeerName("dhcpmgr-psm-" + ProcessHandle.current().pid(), "dhcpmgr-psm");
    try (BusConsumer bus = BusChoice.consumer(address, name)) {
      SortedMap<String, String> rows = PsmRows.read(bus);
      log.info("PSM-READ texts={}", rows.size());
      return rows;
    } catch (IOException nobody) {
      log.info("PSM-NOT-READ reason=nobody on the bus yet");
    } catch (BusException refused) {
      log.info("PSM-NOT-READ reason={}", refused.reason());
    }
    return new TreeMap<>();
  }

  /** What is stored, and the rows of the platform that were never stored. */
  static SortedMap<String, String> added(
      SortedMap<String, String> stored, SortedMap<String, String> platform) {
    SortedMap<String, String> all = new TreeMap<>(stored);
    Set<String> missing = new HashSet<>();
    platform.forEach(
        (path, text) -> {
          Matcher row = ROW.matcher(path);
          if (row.lookingAt() && (missing.contains(row.group()) || isNew(row, stored, missing))) {
            all.put(path, text);
          }
        });
    return all;
  }

  /** A number beyond the highest ever given: a row that somebody deleted does not come back. */
  private static boolean isNew(Matcher row, SortedMap<String, String> stored, Set<String> missing) {
    String highest = stored.getOrDefault(row.group(1) + "#", "0");
    boolean isNew =
        highest.matches("[0-9]{1,9}")
            && row.group(2).length() < 10
            && Integer.parseInt(row.group(2)) > Integer.parseInt(highest);
    if (isNew) {
      missing.add(row.group());
    }
    return isNew;
  }
}

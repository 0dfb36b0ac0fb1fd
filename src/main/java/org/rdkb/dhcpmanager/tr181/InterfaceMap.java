package org.rdkb.dhcpmanager.tr181;

import java.util.Map;
import java.util.Optional;

/**
 * Which Linux interface a path of the data model stands for.
 *
 * @param names Linux name by path, paths without trailing dot
 */
public record InterfaceMap(Map<String, String> names) {
  /** Maps nothing. */
  public static final InterfaceMap NONE = new InterfaceMap(Map.of());

  /** Takes a copy of the map. */
  public InterfaceMap {
    names = Map.copyOf(names);
  }

  static boolean isPath(String reference) {
    return reference.startsWith("Device.");
  }

  /** The Linux name; absent if a path is not mapped. */
  Optional<String> linuxName(String reference) {
    return isPath(reference)
        ? Optional.ofNullable(names.get(withoutDot(reference)))
        : Optional.of(reference);
  }

  /** What two references have in common if they mean the same interface. */
  String canonical(String reference) {
    return linuxName(reference).orElseGet(() -> withoutDot(reference));
  }

  private static String withoutDot(String path) {
    return path.endsWith(".") ? path.substring(0, path.length() - 1) : path;
  }
}

package org.rdkb.dhcpmanager;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import org.rdkb.dhcpmanager.cli.SettingsReader;

/** Says what a settings file would change, read by the parser of the start. */
final class SettingsComparison implements SettingsReader {
  @Override
  public Reading read(Optional<Path> inPlace, Optional<Path> next) {
    Path usual = Daemon.settingsFile(inPlace);
    Path file = next.orElse(usual);
    try {
      Settings after = SettingsFile.load(file);
      return new Reading(
          file, "", next.isEmpty() ? List.of() : differences(SettingsFile.load(usual), after));
    } catch (SettingsException refused) {
      return new Reading(file, String.valueOf(refused.getMessage()), List.of());
    }
  }

  private static List<Difference> differences(Settings before, Settings after) {
    List<Difference> found = new ArrayList<>();
    for (SettingKey key : before.differences(after)) {
      Takes takes = key.atRunTime() == SettingKey.AtRunTime.YES ? Takes.RELOAD : Takes.START;
      SortedMap<String, String> from = key.in(before.texts());
      SortedMap<String, String> to = key.in(after.texts());
      TreeSet<String> names = new TreeSet<>(from.keySet());
      names.addAll(to.keySet());
      for (String name : names) {
        String was = from.getOrDefault(name, "");
        String willBe = to.getOrDefault(name, "");
        if (!was.equals(willBe)) {
          found.add(new Difference(name, was, willBe, takes));
        }
      }
    }
    return found;
  }
}

package org.rdkb.dhcpmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.cli.SettingsReader.Difference;
import org.rdkb.dhcpmanager.cli.SettingsReader.Reading;
import org.rdkb.dhcpmanager.cli.SettingsReader.Takes;

class SettingsComparisonTest {
  private final SettingsComparison comparison = new SettingsComparison();

  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Reading compare(String before, String after) throws IOException {
    return comparison.read(Optional.of(file("before", before)), Optional.of(file("after", after)));
  }

  @Test
  void differences_sayWhatPutsThemIntoForce() throws IOException {
    Reading reading =
        compare(
            "link.debounce=100\nresolver.write=true\ninterface.Device.IP.Interface.1=a\n",
            "link.debounce=200\ninterface.Device.IP.Interface.1=b\nprofile=rdk\n");
    assertEquals("", reading.complaint());
    assertEquals(
        List.of(
            new Difference("profile", "", "rdk", Takes.START),
            new Difference("resolver.write", "true", "", Takes.RELOAD),
            new Difference("link.debounce", "100", "200", Takes.START),
            new Difference("interface.Device.IP.Interface.1", "a", "b", Takes.RELOAD)),
        reading.differences());
  }

  @Test
  void whatSaysTheDefault_isNoDifference() throws IOException {
    assertEquals(List.of(), compare("", "# nothing\nlink.debounce=500\n").differences());
  }

  @Test
  void brokenFile_isNamedWithLineAndKey() throws IOException {
    Reading reading = compare("", "profile=rdk\nlink.debounce=soon\n");
    assertTrue(reading.complaint().contains("after:2: link.debounce: 'soon'"), reading::complaint);
    assertEquals(List.of(), reading.differences());
  }

  @Test
  void unknownKey_isNamedWithItsLine() throws IOException {
    Reading reading =
        comparison.read(Optional.of(file("only", "\nserver.durablity=sync\n")), Optional.empty());
    assertTrue(reading.complaint().contains("only:2: server.durablity"), reading::complaint);
  }

  @Test
  void absentFile_isNamed() {
    Path absent = folder.resolve("absent");
    assertTrue(
        comparison.read(Optional.of(absent), Optional.empty()).complaint().contains("absent"));
  }
}

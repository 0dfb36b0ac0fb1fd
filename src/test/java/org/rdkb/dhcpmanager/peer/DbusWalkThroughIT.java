package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.dbus.PrivateDaemon;

/** The README's commands for D-Bus, word by word, against a manager that is on RBUS as well. */
class DbusWalkThroughIT {
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
  private static final int ADM = 4;
  private static final String BUS = "org.rdkb.DhcpManager1 /org/rdkb/DhcpManager1";

  /** Where others reach the socket, as the system bus's. */
  @TempDir Path open;

  /** A command, and how what it says begins. */
  private record Step(List<String> words, String expected) {}

  @Test
  void readme_saysWhatIsSeen_rulesHoldForOthers_andRbusSeesTheSame()
      throws BusException, IOException, InterruptedException {
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Lab lab = Lab.make("dbus");
        PrivateDaemon daemon = PrivateDaemon.start(open)) {
      lab.with("dbus.address=" + daemon.address()).ready();
      lab.subscribe(Lab.CLIENTS);
      Lab.within(20)
          .until(() -> Lab.lines(lab.managerLog()).stream().anyMatch(l -> l.contains("DBUS-OPEN")));
      List<Step> steps = steps();
      assertEquals(9, steps.size());
      for (Step step : steps) {
        List<String> command = busctl(daemon);
        command.addAll(step.words());
        String said = PrivateDaemon.said(command).replaceAll("\\s+", " ");
        assertTrue(said.startsWith(step.expected()), () -> command + " says " + said);
        assertEquals(step.expected().isEmpty(), said.isEmpty(), said);
      }
      Lab.within(10).until(() -> lab.events.size() >= 2); // the row came and went on RBUS too

      String get = "Get as 1 Device.DHCPv4.ClientNumberOfEntries";
      String denied = "Call failed: Access denied";
      String count = "a{sv} 1 \"Device.DHCPv4.ClientNumberOfEntries\" u 1";
      assertEquals(denied, as(daemon, 65534, get));
      assertEquals(count, as(daemon, ADM, get));
      String set = "Set a{sv} 1 Device.DHCPv4.Client.1.Enable b true";
      assertEquals(denied, as(daemon, ADM, set));
    }
  }

  /** The jars are optional: without them the manager serves all the same, and says why not this. */
  @Test
  void withoutTheLibrary_theManagerServes_andSaysWhatIsMissing() throws IOException {
    try (Lab lab = Lab.make("nodbus")) {
      lab.without("dbus-java").with("dbus.address=unix:path=" + lab.folder() + "/dbus").ready();
      assertEquals("1", lab.get("Device.DHCPv4.ClientNumberOfEntries"));
      assertEquals(
          1,
          Lab.lines(lab.managerLog()).stream()
              .filter(line -> line.contains("DBUS-NOT-OPEN reason=dbus-java is not on the class"))
              .count());
    }
  }

  private static List<String> busctl(PrivateDaemon daemon) {
    return new ArrayList<>(List.of("busctl", "--address=" + daemon.address()));
  }

  /** As a user without rights, who is in this group. */
  private static String as(PrivateDaemon daemon, int group, String call)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("setpriv", "--reuid=65534"));
    command.addAll(List.of("--regid=65534", "--groups=" + group));
    command.addAll(busctl(daemon));
    command.addAll(List.of(("call " + BUS + " org.rdkb.DhcpManager1 " + call).split(" ", -1)));
    return PrivateDaemon.said(command);
  }

  private static List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (String line : Lab.lines(Path.of("README.md"))) {
      if (!line.startsWith("busctl ")) {
        continue;
      }
      String[] parts = line.substring("busctl ".length()).split(" +# ", 2);
      List<String> words = new ArrayList<>();
      Matcher word = WORD.matcher(parts[0].replace("$M", BUS + " org.rdkb.DhcpManager1"));
      while (word.find()) {
        words.add(word.group(1) == null ? word.group(2) : word.group(1));
      }
      steps.add(new Step(words, parts.length == 1 ? "" : parts[1].replace(" …", "").strip()));
    }
    return steps;
  }
}

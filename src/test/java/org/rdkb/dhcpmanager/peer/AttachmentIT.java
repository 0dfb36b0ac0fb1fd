package org.rdkb.dhcpmanager.peer;

import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;

/** Client rows on links that the manager makes, with a real kernel, client and server. */
class AttachmentIT {
  private static final String LINKS = "Device.X_DHCPMGR_Attachment.";
  private static final String ENDPOINT = LINKS + "Endpoint.1.";

  private static Lab lab(String name, String... declarations) throws IOException {
    Lab lab = Lab.make(name);
    Path file = lab.folder().resolve("attachments.properties");
    Files.writeString(file, String.join("\n", declarations) + "\n");
    return lab.with("attach.file=" + file).with("attach.healthInterval=1");
  }

  private static Lab macvlan(String name) throws IOException {
    return lab(
        name,
        "endpoint.modem.kind=macvlan",
        "endpoint.modem.interface=mv0",
        "endpoint.modem.parent=wan0");
  }

  private static void bind(Lab lab) throws BusException {
    lab.set(Lab.ROW + "Interface", "mv0", Lab.ROW + "Enable", "true");
    lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 20);
    Lab.within(5).until(() -> lab.addresses("mv0").contains("inet "));
  }

  @Test
  void linkDeletedUnderARunningClient_isMadeAgain_sameLease()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = macvlan("attback")) {
      lab.startServer();
      lab.ready();
      assertEquals("Unused", lab.get(ENDPOINT + "Status"));
      bind(lab);
      String address = lab.get(Lab.ROW + "IPAddress");
      String link = lab.run("ip", "-o", "link", "show", "mv0");
      assertEquals("Made", lab.get(ENDPOINT + "Status"));
      long clients = lab.serverLines("DHCPACK");

      lab.run("ip", "link", "delete", "mv0");

      Lab.within(20).until(() -> lab.serverLines("DHCPACK") > clients);
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 20);
      Lab.within(5).until(() -> lab.addresses("mv0").contains("inet " + address + "/"));
      assertEquals(address, lab.get(Lab.ROW + "IPAddress"));
      assertEquals("2", lab.get(ENDPOINT + "RecoveryCount"));
      String again = lab.run("ip", "-o", "link", "show", "mv0");
      assertEquals(mac(link), mac(again));
      assertTrue(!index(link).equals(index(again)), "it is another link: " + again);
    }
  }

  private static String index(String link) {
    return link.substring(0, link.indexOf(':'));
  }

  private static String mac(String link) {
    return link.replaceAll("(?s).*link/ether (\\S+).*", "$1");
  }

  @Test
  void reboot_linkIsMadeBeforeTheClientStarts_sameLease()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = macvlan("attboot")) {
      lab.startServer();
      lab.ready();
      bind(lab);
      String address = lab.get(Lab.ROW + "IPAddress");
      Lab.within(5).until(() -> Files.exists(lab.folder().resolve("state/dhcpLease_1_v4")));
      lab.reboot();
      lab.run("ip", "link", "delete", "mv0");
      lab.ready();
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 20);
      assertEquals(address, lab.get(Lab.ROW + "IPAddress"));
      assertEquals("2", lab.get(ENDPOINT + "RecoveryCount"));
    }
  }

  @Test
  void missingParent_rowSaysSo_andGoesOnWhenItComes() throws BusException, IOException {
    try (Lab lab =
        lab(
            "attparent",
            "endpoint.modem.kind=macvlan",
            "endpoint.modem.interface=mv0",
            "endpoint.modem.parent=late0")) {
      lab.startServer();
      lab.ready();
      lab.set(Lab.ROW + "Interface", "mv0", Lab.ROW + "Enable", "true");
      lab.awaitValue(Lab.ROW + "Status", "Error", 5);
      assertEquals(
          "is not there yet: mv0: there is no link late0",
          lab.get(Lab.ROW + "X_DHCPMGR_LastError"));
      assertEquals("Error", lab.get(ENDPOINT + "Status"));
      lab.run("ip", "link", "add", "name", "late0", "type", "bridge");
      lab.run("ip", "link", "set", "wan0", "master", "late0");
      lab.run("ip", "link", "set", "late0", "up");
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 20);
    }
  }

  @Test
  void kindThatTheKernelLacks_isFatalAndNamed() throws BusException, IOException {
    try (Lab lab = lab("attkind", "endpoint.x.kind=vcan", "endpoint.x.interface=vc0")) {
      lab.ready();
      lab.set(Lab.ROW + "Interface", "vc0", Lab.ROW + "Enable", "true");
      lab.awaitValue(ENDPOINT + "Status", "Error_Misconfigured", 5);
      // The row is told after the endpoint.
      Lab.within(5)
          .until(
              () -> lab.get(Lab.ROW + "X_DHCPMGR_LastError"),
              startsWith("cannot be made: vc0: this kernel"));
    }
  }

  /** Also after a restart: what is ours is written down. */
  @Test
  void whatWeMade_goesWithItsRow_whatWeFound_stays()
      throws BusException, IOException, InterruptedException {
    try (Lab lab =
        lab(
            "attown",
            "network.lan.kind=bridge",
            "network.lan.interface=br7",
            "endpoint.a.kind=veth",
            "endpoint.a.interface=ve0",
            "endpoint.a.peer=ve1",
            "endpoint.a.network=lan")) {
      lab.run("ip", "link", "add", "name", "br7", "type", "bridge");
      lab.ready();
      lab.bus().invoke(LINKS + "Repair()", new BusObject("", false, List.of(), List.of()));
      lab.awaitValue(ENDPOINT + "Status", "Made", 5);
      assertEquals("Found", lab.get(LINKS + "Network.1.Status"));
      String made = lab.run("ip", "-o", "link", "show", "ve0");
      assertTrue(made.contains("master br7") && made.contains(",UP"), made);

      lab.killManager();
      lab.with("attach.file=/nowhere").ready();
      lab.awaitValue(ENDPOINT + "Status", "Made", 5);
      lab.bus().deleteRow(ENDPOINT);
      lab.bus().deleteRow(LINKS + "Network.1.");
      Lab.within(5).until(() -> !lab.run("ip", "-o", "link").contains("ve0"));
      assertTrue(lab.run("ip", "-o", "link").contains("br7"));
    }
  }
}

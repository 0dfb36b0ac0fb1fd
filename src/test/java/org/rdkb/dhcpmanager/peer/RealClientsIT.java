package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/** The DHCPv4 server and clients other than udhcpc: what they themselves say they got. */
@NeedsMountedRoot
class RealClientsIT {

  private static String said(Path file) {
    return String.join("\n", Lab.lines(file));
  }

  @Test
  void dhclientAndDhcpcd_areServed_andDhclientGivesItsAddressBack()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("srvreal").ready()) {
      String pool = DhcpServerIT.serve(lab);
      Path leases = lab.folder().resolve("dhclient.leases");
      dhclient(lab, leases, "-1");
      Lab.within(20).until(() -> said(leases).contains("rebind "));
      for (String line :
          new String[] {
            "fixed-address 10.77.0.3;",
            "option subnet-mask 255.255.255.0;",
            "option routers 10.77.0.1;",
            "option domain-name-servers 10.77.0.1,10.77.0.2;",
            "option domain-name \"lan.example\";",
            "option dhcp-lease-time 600;",
            "option dhcp-server-identifier 10.77.0.1;"
          }) {
        assertTrue(said(leases).contains(line), () -> line + " in " + said(leases));
      }
      lab.awaitValue(pool + "Client.1.Active", "true", 5);
      assertTrue(dhclient(lab, leases, "-r").waitFor(20, TimeUnit.SECONDS));
      lab.awaitValue(pool + "Client.1.Active", "false", 10);

      Path told = lab.folder().resolve("dhcpcd.told");
      Process dhcpcd =
          lab.topology.start(lab.topology.inIsp("unshare", "-m", "sh", "-c", DHCPCD), told);
      Lab.within(20).until(() -> said(told).contains("new_dhcp_lease_time="));
      for (String line :
          new String[] {
            "new_subnet_mask=255.255.255.0", "new_routers=10.77.0.1", "new_domain_name=lan.example"
          }) {
        assertTrue(said(told).replace("'", "").contains(line), () -> line + " in " + said(told));
      }
      dhcpcd.destroyForcibly();
      assertEquals("0", lab.get("Device.DHCPv4.Server.Stats.NACK"));
    }
  }

  /** With files of its own, and a script that configures nothing but the address. */
  private static Process dhclient(Lab lab, Path leases, String how) throws IOException {
    Path script = lab.folder().resolve("dhclient.sh");
    Files.writeString(
        script,
        "#!/bin/sh\n[ -z \"$new_ip_address\" ] || ip address replace \"$new_ip_address/24\" dev "
            + Topology.UPLINK
            + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    String pid = lab.folder().resolve("dhclient.pid").toString();
    return lab.topology.start(
        lab.topology.inIsp(
            "dhclient",
            "-4",
            how,
            "-d",
            "-sf",
            script.toString(),
            "-lf",
            leases.toString(),
            "-pf",
            pid,
            Topology.UPLINK),
        lab.folder().resolve("dhclient.log"));
  }

  /** It says what it was offered, and configures nothing; its files are in a view of its own. */
  private static final String DHCPCD =
      "mount -t tmpfs none /run && mount -t tmpfs none /var/lib/dhcpcd && exec dhcpcd -4 -T "
          + Topology.UPLINK;
}

package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/** What a server's options become: values on the bus, routes in the kernel, lines in a file. */
class LeaseOptionsIT {
  private static final String OPTIONS = Lab.ROW + "ReqOption.";

  @Test
  void optionsAskedFor_areReadAsValues_andOption33IsRoutedWithout121()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("leaseopt")) {
      Path resolver = lab.folder().resolve("resolv.conf");
      lab.with("resolver.write=true").with("resolver.file=" + resolver).startServer();
      lab.ready();
      lab.set(tagged(lab, 121) + "Enable", "false");
      for (int tag : List.of(2, 33, 100, 101, 119, 120, 122, 249)) {
        int row = lab.bus().addRow(OPTIONS, "o" + tag);
        lab.set(OPTIONS + row + ".Tag", Integer.toString(tag), OPTIONS + row + ".Enable", "true");
      }
      lab.set(tagged(lab, 249) + "Enable", "false");
      lab.bind(Lab.ROW);
      assertEquals("ffffb9b0", value(lab, 2));
      assertEquals("cb007100c6336401", value(lab, 33));
      assertEquals("45535435454454", value(lab, 100));
      assertEquals("416d65726963612f4e65775f596f726b", value(lab, 101));
      assertEquals("03697370076578616d706c6500036c616203697370076578616d706c6500", value(lab, 119));
      assertEquals("01c6336401", value(lab, 120));
      assertEquals("0104c6336401", value(lab, 122));
      assertEquals("", value(lab, 249));
      assertEquals(
          "203.0.113.0/24 via 198.51.100.1,0.0.0.0/0 via 198.51.100.1",
          lab.get(Lab.ROW + "X_DHCPMGR_Routes"));
      Lab.within(5).until(() -> lab.routes().contains("203.0.113.0/24 via 198.51.100.1"));
      assertTrue(lab.routes().contains("default via 198.51.100.1"), lab.routes());
      Lab.within(5).until(() -> Files.exists(resolver));
      assertTrue(Files.readString(resolver).contains("search isp.example lab.isp.example\n"));

      // Microsoft's code for the same: the router and option 33 are ignored beside it (RFC 3442).
      lab.set(tagged(lab, 249) + "Enable", "true");
      lab.awaitValue(Lab.ROW + "X_DHCPMGR_Routes", "198.51.100.128/25 via 198.51.100.1", 20);
      Lab.within(5).until(() -> lab.routes().contains("198.51.100.128/25 via 198.51.100.1"));
      Lab.within(5).until(() -> !lab.routes().contains("203.0.113.0"));
      assertFalse(lab.routes().contains("default"), lab.routes());
    }
  }

  @Test
  @NeedsMountedRoot
  void bothFamilies_shareOneResolverFile_andLeaveItOneByOne()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("resolv46")) {
      Path resolver = lab.folder().resolve("resolv.conf");
      lab.with("resolver.write=true").with("resolver.file=" + resolver).startServer();
      lab.startKea6("");
      lab.ready();
      lab.bind(Lab.ROW);
      String row6 = "Device.DHCPv6.Client.1.";
      lab.set(row6 + "Interface", Topology.WAN, row6 + "Enable", "true");
      lab.awaitValue(row6 + "X_DHCPMGR_DHCPStatus", "Bound", 20);
      Lab.within(5)
          .until(
              () ->
                  Lab.lines(resolver)
                      .subList(1, Lab.lines(resolver).size())
                      .equals(
                          List.of(
                              "search isp.example example.org",
                              "nameserver 198.51.100.1",
                              "nameserver 2001:db8:1::53",
                              "nameserver 203.0.113.53")));
      lab.set(Lab.ROW + "Enable", "false");
      Lab.within(5)
          .until(
              () ->
                  Lab.lines(resolver)
                      .subList(1, Lab.lines(resolver).size())
                      .equals(
                          List.of(
                              "search example.org",
                              "nameserver 2001:db8:1::53",
                              "nameserver 2001:db8:1::54")));
      lab.set(row6 + "Enable", "false");
      Lab.within(10).until(() -> !Files.exists(resolver));
    }
  }

  private static String tagged(Lab lab, int tag) {
    int rows = Integer.parseInt(lab.get(Lab.ROW + "ReqOptionNumberOfEntries"));
    for (int i = 1; i <= rows; i++) {
      if (lab.get(OPTIONS + i + ".Tag").equals(Integer.toString(tag))) {
        return OPTIONS + i + ".";
      }
    }
    throw new AssertionError("no row for option " + tag);
  }

  private static String value(Lab lab, int tag) {
    return lab.get(tagged(lab, tag) + "Value");
  }
}

package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.attach.container.ComposeFile;

/** The network driver of containers, asked as an engine does, with a real kernel. */
class ContainerDriverIT {
  private static final String NETWORK =
      "9f2ab3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f80";
  private static final String ONE =
      "1a2ab3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f80";
  private static final String TWO =
      "2b2ab3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f80";

  private static final String CONTAINERS_ROW = "Device.DHCPv4.Client.2.";

  private static Lab lab(String name) throws IOException {
    Lab lab = Lab.make(name);
    return lab.with("attach.driverSocket=" + lab.folder().resolve("driver.sock"));
  }

  private static ContainerEngine engine(Lab lab) {
    return new ContainerEngine(lab, lab.folder().resolve("driver.sock"));
  }

  private static void joinBoth(ContainerEngine engine) throws IOException {
    long first = engine.container();
    long second = engine.container();
    engine.plug(engine.join(NETWORK, ONE), first, "eth0", "10.9.0.1/24");
    engine.plug(engine.join(NETWORK, TWO), second, "eth0", "10.9.0.2/24");
    engine.in(first, "busybox", "ping", "-c", "1", "-W", "5", "10.9.0.2");
  }

  @Test
  void afterAReboot_joinMakesWhatIsGone_andAPingPassesAsBefore()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    try (Lab lab = lab("drvboot");
        ContainerEngine engine = engine(lab)) {
      lab.ready();
      assertEquals("{\"Implements\":[\"NetworkDriver\"]}", engine.call("Plugin.Activate", ""));
      assertEquals(
          "{\"Scope\":\"local\",\"ConnectivityScope\":\"local\"}",
          engine.call("NetworkDriver.GetCapabilities", ""));
      assertEquals("{}", engine.createNetwork(NETWORK, "\"bridge\":\"br9\""));
      String created = engine.createEndpoint(NETWORK, ONE);
      assertTrue(
          created.matches("\\{\"Interface\":\\{\"MacAddress\":\"[0-9a-f:]{17}\"}}"), created);
      assertEquals(created, engine.createEndpoint(NETWORK, ONE));
      engine.createEndpoint(NETWORK, TWO);
      assertEquals("{\"Value\":{}}", engine.endpointCall("EndpointOperInfo", NETWORK, ONE));
      assertFalse(lab.run("ip", "-o", "link").contains("dh-"), "nobody joined yet");
      joinBoth(engine);
      assertTrue(lab.run("ip", "-o", "link", "show", "dh-" + ONE.substring(0, 12)).contains("br9"));

      lab.reboot();
      engine.stopContainers();
      lab.run("ip", "link", "delete", "br9");
      Lab.within(5).until(() -> !lab.run("ip", "-o", "link").contains("dh-"));
      FutureTask<String> early = new FutureTask<>(() -> engine.join(NETWORK, ONE));
      new Thread(early, "engine").start(); // before us: it tries again until we are there
      lab.ready();

      assertTrue(early.get(30, TimeUnit.SECONDS).contains("\"SrcName\":\"dc-"));
      joinBoth(engine);
      lab.awaitValue("Device.X_DHCPMGR_Attachment.Endpoint.1.Status", "Made", 5);
      assertEquals("{}", engine.endpointCall("Leave", NETWORK, ONE));
      Lab.within(5)
          .until(() -> !lab.run("ip", "-o", "link").contains("dh-" + ONE.substring(0, 12)));
      engine.endpointCall("DeleteEndpoint", NETWORK, ONE);
      engine.endpointCall("Leave", NETWORK, TWO);
      engine.endpointCall("DeleteEndpoint", NETWORK, TWO);
      assertEquals(
          "{}", engine.call("NetworkDriver.DeleteNetwork", "{\"NetworkID\":\"" + NETWORK + "\"}"));
      Lab.within(5).until(() -> !lab.run("ip", "-o", "link").contains("br9"));
      assertEquals("0", lab.get("Device.X_DHCPMGR_Attachment.EndpointNumberOfEntries"));
      assertTrue(
          engine.slowest().compareTo(Duration.ofSeconds(5)) < 0, engine.slowest().toString());
    }
  }

  /** Index, flags and address of what is inside. */
  private static String cable(ContainerEngine engine, long container) {
    return engine
        .in(container, "ip", "-o", "link", "show", "eth0")
        .lines()
        .filter(line -> line.contains("eth0@"))
        .findFirst()
        .orElse("");
  }

  @Test
  void killedUnderAContainer_itsCableStays_andAnUnknownEndpointIsRebuilt()
      throws IOException, InterruptedException {
    try (Lab lab = lab("drvkill");
        ContainerEngine engine = engine(lab)) {
      lab.ready();
      engine.createNetwork(NETWORK, "");
      engine.createEndpoint(NETWORK, ONE);
      long container = engine.container();
      engine.plug(engine.join(NETWORK, ONE), container, "eth0", "10.9.0.1/24");
      String inside = cable(engine, container);
      lab.killManager();
      lab.ready();
      lab.awaitValue("Device.X_DHCPMGR_Attachment.Endpoint.1.Status", "Made", 5);
      assertEquals(inside, cable(engine, container));

      long other = engine.container();
      engine.plug(engine.join(NETWORK, TWO), other, "eth0", "10.9.0.2/24");
      engine.in(other, "busybox", "ping", "-c", "1", "-W", "5", "10.9.0.1");
      assertTrue(
          Lab.lines(lab.managerLog()).stream()
              .anyMatch(l -> l.contains("ATTACH-ENDPOINT-REBUILT")));
    }
  }

  private static void joinForALease(Lab lab, ContainerEngine engine) throws IOException {
    long container = engine.container();
    String joined = engine.join(NETWORK, ONE, ContainerEngine.sandbox(container));
    engine.plug(joined, container, "eth0");
    String[] healthCheck =
        ComposeFile.read(ComposeFile.EXAMPLE).healthCheck("lan-ready").toArray(String[]::new);
    Lab.within(20).ignoreExceptions().until(() -> !engine.in(container, healthCheck).isEmpty());
    lab.awaitValue(CONTAINERS_ROW + "DHCPStatus", "Bound", 20);
    String address = lab.get(CONTAINERS_ROW + "IPAddress");
    Lab.within(5)
        .until(() -> engine.in(container, "ip", "-o", "address").contains("inet " + address + "/"));
    engine.in(
        container, "busybox", "ping", "-c", "1", "-W", "5", lab.get(CONTAINERS_ROW + "IPRouters"));
    assertFalse(lab.addresses().contains(address), "it is the container's, and not ours");
  }

  /** Its client runs in its namespace; we are told by files only. */
  @Test
  void networkOfTypeDhcp_leaseOutlivesManagerAndReboot_andGoesBackAtLeave()
      throws IOException, InterruptedException {
    try (Lab lab = lab("drvdhcp");
        ContainerEngine engine = engine(lab)) {
      lab.startServer();
      lab.ready();
      assertEquals("{}", engine.createNetwork(NETWORK, "\"type\":\"dhcp\",\"parent\":\"wan0\""));
      engine.createEndpoint(NETWORK, ONE);
      joinForALease(lab, engine);
      String address = lab.get(CONTAINERS_ROW + "IPAddress");

      lab.killManager();
      lab.ready();
      lab.awaitValue(CONTAINERS_ROW + "DHCPStatus", "Bound", 20);
      assertTrue(
          Lab.lines(lab.managerLog()).stream().anyMatch(l -> l.contains("CLIENT-ADOPTED row=v4-2")),
          "the client lives on in the container");

      engine.stopContainers(); // without a word to us: its client must not keep its namespace
      lab.awaitValue(CONTAINERS_ROW + "Status", "Error_Misconfigured", 15);
      Lab.within(5).until(() -> lab.clients().isEmpty());
      lab.reboot();
      lab.ready();
      joinForALease(lab, engine);
      assertEquals(address, lab.get(CONTAINERS_ROW + "IPAddress"));

      assertEquals("{}", engine.endpointCall("Leave", NETWORK, ONE));
      Lab.within(5).until(() -> lab.serverLines("DHCPRELEASE") == 1);
      assertEquals("Disabled", lab.get(CONTAINERS_ROW + "Status"));
      assertEquals("{}", engine.endpointCall("DeleteEndpoint", NETWORK, ONE));
      assertEquals("1", lab.get("Device.DHCPv4.ClientNumberOfEntries"));
      assertFalse(lab.run("ip", "-o", "link").contains("dm-"));
      assertTrue(
          engine.slowest().compareTo(Duration.ofSeconds(5)) < 0, engine.slowest().toString());
    }
  }

  @Test
  void whatCannotBe_isSaidInTheAnswer() throws IOException {
    try (Lab lab = lab("drvno");
        ContainerEngine engine = engine(lab)) {
      lab.ready();
      assertEquals(
          "{\"Err\":\"network " + NETWORK + " is not known here\"}", engine.join(NETWORK, ONE));
      assertEquals(
          "{\"Err\":\"unknown option speed; there are type, bridge, parent and mtu\"}",
          engine.createNetwork(NETWORK, "\"speed\":\"1\""));
      assertEquals(
          "{\"Err\":\"NetworkID is no id of 12 to 128 letters and digits\"}",
          engine.createNetwork("../x", ""));
      assertEquals(
          "{\"Err\":\"the request is no JSON\"}", engine.call("NetworkDriver.Join", "{\"a\":"));
      assertEquals("404 there is no NetworkDriver.Dance", engine.call("NetworkDriver.Dance", "{}"));
    }
  }

  @Test
  void fiftyEndpointsAtOnce_allJoin() throws IOException, InterruptedException, ExecutionException {
    try (Lab lab = lab("drvfifty");
        ContainerEngine engine = engine(lab)) {
      lab.ready();
      engine.createNetwork(NETWORK, "\"bridge\":\"br9\"");
      ExecutorService many = Executors.newFixedThreadPool(50);
      try {
        List<Future<String>> joins = new ArrayList<>();
        for (int i = 10; i < 60; i++) {
          String endpoint = i + ONE.substring(2);
          joins.add(
              many.submit(
                  () -> {
                    engine.createEndpoint(NETWORK, endpoint);
                    return engine.join(NETWORK, endpoint);
                  }));
        }
        for (Future<String> join : joins) {
          assertTrue(join.get().contains("\"SrcName\":\"dc-"), join.get());
        }
      } finally {
        many.shutdownNow();
      }
      String links = lab.run("ip", "-o", "link", "show", "master", "br9");
      assertEquals(50, links.lines().filter(line -> line.contains("dh-")).count(), links);
    }
  }
}

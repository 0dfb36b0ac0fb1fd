package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rdkb.dhcpmanager.peer.Lab.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.NotRun;
import org.rdkb.dhcpmanager.bus.BusException;

/**
 * The status page in a real browser against a real manager: it shows what the bus says, before and
 * after a change; nothing that a host sends becomes markup; what it changes is confirmed and needs
 * the token. A picture of each view is left in {@code target/pictures}.
 */
class StatusPageIT {
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final String SERVER = "Device.DHCPv4.Server.";
  private static final String POOL = SERVER + "Pool.1.";
  private static final String HOSTILE = "<script>document.title='x'</script>";
  private static final String ROW_1 = "document.querySelector('#rows4 tr[data-path=\"%s\"]')";

  /**
   * A view.
   *
   * @param name of its picture
   * @param place in the address
   * @param complete what holds when all of it is there
   */
  private record View(String name, String place, String complete) {}

  private static final List<View> VIEWS =
      List.of(
          new View("clients", "#/", says("cpe-1")),
          new View(
              "client",
              "#/client/" + Lab.ROW,
              "document.querySelectorAll('.layers li').length === 5 && " + says("obtained")),
          new View("server", "#/server", says(HOSTILE)),
          new View("links", "#/links", says("Endpoints")),
          new View("bus", "#/bus", says("eRT.org.rdkb.dhcpmanager") + " && " + says("get, done")),
          new View("path", "#/path", "document.querySelectorAll('#main svg').length === 4"),
          new View("start", "#/start", says("rows found")));

  @Test
  void page_showsWhatTheBusSays_changesWithTheToken_andTrustsNobody()
      throws BusException, IOException {
    Optional<Path> chromium =
        NotRun.need("chromium", "status page", "no view of the status page was looked at");
    if (chromium.isEmpty()) {
      return;
    }
    try (Lab lab = Lab.make("page")) {
      lab.with("watch.enabled=true").with("watch.address=tcp://127.0.0.1:8067").startServer();
      lab.ready();
      try (Doorway door = new Doorway(lab.gatewayName(), 8067);
          Browser browser = Browser.start(chromium.get(), lab.folder())) {
        browser.look(1280, 800, false, false);
        browser.open(door.address() + "/");
        browser.await("document.querySelector('#line').className === 'live'");

        theTableIsTheBus(lab, browser, "disabled");
        lab.set(Lab.ROW + "Alias", "wan<img src=x onerror=alert(1)>");
        lab.bind(Lab.ROW);
        browser.await(cell("State") + " === 'Bound'");
        theTableIsTheBus(lab, browser, "Bound");

        serveHostileHost(lab);
        theClientsOwnPage(lab, browser);
        actionsAskForTheToken(lab, browser);
        everyViewIsDrawn(browser);
        assertEquals(
            "0", browser.ask("document.querySelectorAll('#main img, #main script').length"));
        assertEquals(
            List.of(),
            browser.complaints().stream().filter(said -> !said.contains("status of 401")).toList(),
            "the browser's console");
      }
    }
  }

  private static String cell(String name) {
    return ROW_1.formatted(Lab.ROW)
        + "?.querySelector('td[data-name=\""
        + name
        + "\"]')?.textContent.trim()";
  }

  private static void theTableIsTheBus(Lab lab, Browser browser, String state) {
    assertEquals(state, browser.ask(cell("State")));
    assertEquals(lab.get(Lab.ROW + "Interface"), browser.ask(cell("Interface")));
    assertEquals(lab.get(Lab.ROW + "IPAddress"), browser.ask(cell("Address")));
    assertEquals(lab.get(Lab.ROW + "DHCPServer"), browser.ask(cell("Server")));
    assertEquals(lab.get(Lab.ROW + "X_DHCPMGR_Restarts"), browser.ask(cell("Restarts")));
    assertTrue(browser.ask(cell("Client")).startsWith(lab.get(Lab.ROW + "Alias")));
  }

  /** A host on the LAN side whose name is a script. */
  private static void serveHostileHost(Lab lab) throws IOException, BusException {
    lab.addCable("lan0", "host0");
    lab.run("ip", "address", "add", "10.77.0.1/24", "dev", "lan0");
    lab.bus().addRow(SERVER + "Pool.", "");
    lab.set(
        POOL + "Interface", "lan0",
        POOL + "MinAddress", "10.77.0.10",
        POOL + "MaxAddress", "10.77.0.20",
        POOL + "SubnetMask", "255.255.255.0",
        POOL + "LeaseTime", "600",
        POOL + "Enable", "true",
        SERVER + "Enable", "true");
    lab.awaitValue(POOL + "Status", "Enabled", 5);
    lab.topology.run(
        lab.topology.inIsp(
            "udhcpc",
            "-i",
            "host0",
            "-n",
            "-q",
            "-t",
            "8",
            "-s",
            "/bin/true",
            "-x",
            "hostname:" + HOSTILE));
    assertEquals(HOSTILE, lab.get(POOL + "Client.1.X_CISCO_COM_HostName"));
  }

  private static void theClientsOwnPage(Lab lab, Browser browser) throws IOException {
    browser.ask("location.hash = '#/client/" + Lab.ROW + "'");
    browser.await("document.querySelectorAll('.layers li').length === 5");
    assertEquals(
        "link address gateway DNS bus",
        browser.ask(
            "[...document.querySelectorAll('.layers li.good b')].map((b) => b.textContent).join(' ')"),
        browser.ask("document.querySelector('.layers').textContent"));
    String page = browser.ask("document.querySelector('#main').textContent");
    for (String shown :
        List.of(
            lab.get(Lab.ROW + "IPAddress"),
            lab.get(Lab.ROW + "DNSServers").replace(",", ", "),
            lab.clientOf("v4-1") + ", sleeping",
            "this manager",
            "obtained",
            "isp.example",
            "MsgType=3")) {
      within(10)
          .alias(shown)
          .until(() -> browser.ask("document.querySelector('#main').textContent").contains(shown));
    }
    assertTrue(page.contains("Requested, and what came"), page);
    // The kernel is asked, not the row: without its route the gateway is what fails first.
    lab.run("ip", "route", "del", "default");
    browser.ask("location.hash = '#/'");
    browser.ask("location.hash = '#/client/" + Lab.ROW + "'");
    browser.await(
        "document.querySelector('.layers [aria-current]')?.textContent.startsWith('gateway')");
  }

  private static void actionsAskForTheToken(Lab lab, Browser browser)
      throws IOException, BusException {
    String token = Files.readString(lab.folder().resolve("run/watch-token")).strip();
    long requests = lab.serverLines("DHCPREQUEST");
    act(browser, "renew", "not it", "yes");
    browser.await("document.querySelector('.result').textContent.includes('needs the token')");
    assertEquals(requests, lab.serverLines("DHCPREQUEST"));
    act(browser, "renew", token, "no");
    assertEquals(requests, lab.serverLines("DHCPREQUEST"));
    act(browser, "renew", token, "yes");
    browser.await("document.querySelector('.result').textContent.includes('accepted')");
    within(10).until(() -> lab.serverLines("DHCPREQUEST") > requests);

    act(browser, "switch", token, "yes");
    lab.awaitValue(Lab.ROW + "Status", "Disabled", 10);
    within(5).until(() -> !lab.addresses().contains("inet "));
    browser.await("document.querySelector('.head .pill').textContent === 'disabled'");
    assertEquals(
        "switch",
        browser.ask("document.activeElement.dataset.action"),
        "the keyboard stays where it was");
    lab.bind(Lab.ROW);
    browser.await("document.querySelector('.head .pill').textContent === 'Bound'");
  }

  private static void act(Browser browser, String action, String token, String answer) {
    browser.ask("document.querySelector('[data-action=" + action + "]').focus()");
    browser.ask("document.querySelector('[data-action=" + action + "]').click()");
    browser.await("document.querySelector('#confirm').open");
    browser.ask("document.querySelector('#token').value = '" + token + "'");
    browser.ask("document.querySelector('#confirm [value=" + answer + "]').click()");
    browser.await("!document.querySelector('#confirm').open");
  }

  private static void everyViewIsDrawn(Browser browser) throws IOException {
    for (View view : VIEWS) {
      browser.ask("location.hash = '" + view.place() + "'");
      browser.await("document.querySelectorAll('#main .card').length > 0 && " + view.complete());
      for (boolean dark : new boolean[] {false, true}) {
        browser.look(1280, 800, false, dark);
        browser.picture(PICTURES.resolve(view.name() + (dark ? "-dark.png" : ".png")));
      }
      browser.look(390, 844, true, false);
      assertEquals(
          "true",
          browser.ask("document.documentElement.scrollWidth <= innerWidth"),
          view.name() + " fits a phone");
      browser.picture(PICTURES.resolve(view.name() + "-phone.png"));
      isReadAloud(browser, view.name());
      browser.look(1280, 800, false, false);
    }
  }

  private static String says(String text) {
    return "document.querySelector('#main').textContent.includes(\"" + text + "\")";
  }

  /** What a screen reader needs: names, captions, labels. */
  private static void isReadAloud(Browser browser, String view) {
    String nameless =
        """
        [...document.querySelectorAll('button, a, table, input, svg, [role=img], [role=region]')]
          .filter((e) => !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length || e.caption))
          .map((e) => e.outerHTML.slice(0, 80)).join(' ')\
        """;
    assertEquals("", browser.ask(nameless), view + ": without a name");
    String regions =
        "[...document.querySelectorAll('section.card')].every((e) => e.querySelector('h2, summary'))";
    assertEquals("true", browser.ask(regions), view + ": a section without a heading");
  }
}

package org.rdkb.dhcpmanager.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusType;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;
import org.rdkb.dhcpmanager.cli.bench.ProviderBus;
import org.rdkb.dhcpmanager.cli.text.Console;

class DhcpmgrTest {
  private static final String ROW = "Device.DHCPv4.Client.1.";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<RunOptions> runs = new ArrayList<>();
  private final List<String> brokers = new ArrayList<>();
  private final List<String> addresses = new ArrayList<>();
  private final List<Duration> timeouts = new ArrayList<>();
  private final FakeBus bus =
      new FakeBus()
          .with(ROW + "Enable", BusValue.bool(false))
          .with(ROW + "Alias", BusValue.text("cpe-1"))
          .with(ROW + "Interface", BusValue.text("erouter0"))
          .with(ROW + "Status", BusValue.text("Disabled"))
          .with(ROW + "DHCPStatus", BusValue.text("Init"))
          .with(ROW + "LeaseTimeRemaining", BusValue.int32(0));

  @Test
  void logLevel_isShownAndSet_byAnyCase() {
    bus.with("Device.DHCPv4.X_DHCPMGR_LogLevel", BusValue.text("Configured"));
    assertEquals(ExitCode.OK, run("log-level"));
    assertEquals(ExitCode.OK, run("log-level", "debug"));
    assertEquals("Configured\nDebug\n", out.toString());
    assertEquals(ExitCode.USAGE, run("log-level", "loud"));
  }

  private int run(String... arguments) {
    return run(
        (address, timeout) -> {
          addresses.add(address);
          timeouts.add(timeout);
          return bus;
        },
        arguments);
  }

  private int run(BusFactory buses, String... arguments) {
    DaemonRunner daemon =
        options -> {
          runs.add(options);
          return ExitCode.PREREQUISITES;
        };
    Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true));
    BrokerRunner broker =
        addresses -> {
          brokers.addAll(addresses);
          return ExitCode.OK;
        };
    ProviderBus providers =
        (carrier, address, component, provider) -> {
          throw new IOException("not here");
        };
    return new Dhcpmgr(
            new Wiring(
                buses,
                daemon,
                broker,
                providers,
                (config, state) -> {
                  throw new IOException("not here");
                },
                DhcpmgrTest::settings),
            console,
            Map.of("DHCPMGR_BUS", "unix:///from-environment"))
        .execute(arguments);
  }

  @Test
  void get_leaves_printsTable() {
    assertEquals(0, run("get", ROW + "Enable", ROW + "Alias"));
    assertEquals(
        """
        PARAMETER                     TYPE     VALUE
        Device.DHCPv4.Client.1.Enable  boolean  false
        Device.DHCPv4.Client.1.Alias   string   cpe-1
        """
            .replace("PARAMETER                     ", "PARAMETER                      "),
        out.toString());
    assertTrue(bus.closed);
  }

  @Test
  void get_json_printsOneObjectPerLine() {
    assertEquals(0, run("--json", "get", ROW + "Enable", ROW + "LeaseTimeRemaining"));
    assertEquals(
        """
        {"path":"Device.DHCPv4.Client.1.Enable","type":"boolean","value":false}
        {"path":"Device.DHCPv4.Client.1.LeaseTimeRemaining","type":"int32","value":0}
        """,
        out.toString());
  }

  @Test
  void get_hostileText_neverReachesTheTerminal() {
    bus.with(ROW + "X", BusValue.text("a\u001b[2Jb\nc\u009b\u202ed"));
    assertEquals(0, run("get", ROW + "X"));
    assertTrue(out.toString().endsWith("a\\x1b[2Jb\\x0ac\\x9b\\u202ed\n"), out.toString());
    assertEquals(0, run("get", "--json", ROW + "X"));
    assertTrue(out.toString().contains("\"a\\u001B[2Jb\\nc\\u009B\\u202Ed\""), out.toString());
  }

  @Test
  void get_unknownPath_namesItAndExits1() {
    assertEquals(1, run("get", "Device.Nonsense"));
    assertEquals("Device.Nonsense: no such parameter\n", err.toString());
    assertEquals("", out.toString());
  }

  @Test
  void set_words_takeTheTypeOfThePresentValue() {
    assertEquals(0, run("set", ROW + "Enable=1", ROW + "Alias=wan=1"));
    assertEquals(BusValue.bool(true), bus.parameters.get(ROW + "Enable"));
    assertEquals(BusValue.text("wan=1"), bus.parameters.get(ROW + "Alias"));
  }

  @ParameterizedTest
  @CsvSource({
    "Status=Enabled, read-only",
    "Enable=maybe, takes BOOLEAN",
    "LeaseTimeRemaining=99999999999, takes INT32",
    "Nonsense=1, no such parameter"
  })
  void set_refused_printsParameterAndReasonAndChangesNothing(String setting, String reason) {
    Map<String, BusValue> before = Map.copyOf(bus.parameters);
    assertEquals(1, run("set", ROW + "Alias=other", ROW + setting));
    String path = setting.substring(0, setting.indexOf('='));
    assertEquals(ROW + path + ": " + reason + "\n", err.toString());
    assertEquals(before, bus.parameters);
  }

  @ParameterizedTest
  @CsvSource({
    "set Device.X",
    "set =1",
    "set A=1 A=2",
    "get",
    "get --timeout 0 A",
    "get --timeout 4000 A",
    "run --profile home",
    "watch A --count 0",
    "frobnicate"
  })
  void commandLine_wrong_exits2(String line) {
    assertEquals(2, run(line.split(" ", -1)));
    assertTrue(!err.toString().isBlank());
    assertEquals(List.of(), runs);
  }

  @Test
  void refusal_json_carriesCodeElementReason() {
    assertEquals(1, run("set", "--json", ROW + "Status=Enabled"));
    assertEquals(
        """
        {"error":"NOT_WRITABLE","code":27,"element":"Device.DHCPv4.Client.1.Status","reason":"read-only"}
        """,
        out.toString());
  }

  @Test
  void noBus_saysWhereAndWhatNextAndExits3() {
    BusFactory nobody =
        (address, timeout) -> {
          throw new BusException(BusError.NOT_INITIALIZED, "", "nobody listens");
        };
    assertEquals(3, run(nobody, "status", "--bus", "unix:///nowhere"));
    assertTrue(err.toString().contains("unix:///nowhere"), err.toString());
    assertTrue(err.toString().contains("./dhcpmgr run"), err.toString());
  }

  @Test
  void bug_exits70() {
    BusFactory broken =
        (address, timeout) -> {
          throw new IllegalStateException("boom");
        };
    assertEquals(70, run(broken, "status"));
  }

  @Test
  void busAndTimeout_beforeOrAfterTheVerb_areTheSame() {
    run("--bus", "tcp://127.0.0.1:1", "--timeout", "2", "status");
    run("status", "--bus", "tcp://127.0.0.1:1", "--timeout", "2");
    run("status");
    assertEquals(
        List.of("tcp://127.0.0.1:1", "tcp://127.0.0.1:1", "unix:///from-environment"), addresses);
    assertEquals(
        List.of(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(5)), timeouts);
  }

  @Test
  void addAndDel_pathsWithoutDot_getOne() {
    assertEquals(0, run("add", "Device.DHCPv4.Client", "--alias", "wan"));
    assertEquals(0, run("del", "Device.DHCPv4.Client.2"));
    assertEquals(1, run("del", ROW));
    assertEquals(
        List.of(
            "add Device.DHCPv4.Client. wan",
            "delete Device.DHCPv4.Client.2.",
            "delete Device.DHCPv4.Client.1."),
        bus.calls);
    assertEquals("Device.DHCPv4.Client.1.\ndeleted Device.DHCPv4.Client.2.\n", out.toString());
    assertEquals(ROW + ": the last row stays (R37)\n", err.toString());
  }

  @Test
  void names_default_startsAtDhcpv4AndGoesDown() {
    assertEquals(0, run("names"));
    assertEquals(0, run("names", ROW, "--depth", "-1"));
    assertEquals(List.of("names Device.DHCPv4. 16", "names " + ROW + " -1"), bus.calls);
    assertTrue(out.toString().contains(ROW + "Alias"), out.toString());
  }

  @Test
  void invoke_argumentsAndResult_areNamed() {
    assertEquals(0, run("--json", "invoke", ROW + "Renew", "why=test", "n=1"));
    assertEquals(List.of("invoke " + ROW + "Renew()"), bus.calls);
    assertEquals("{\"result\":{\"why\":\"test\",\"n\":\"1\"}}\n", out.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "renew,Device.DHCPv4.Client.1,invoke Device.DHCPv4.Client.1.Renew()",
    "renew,Device.DHCPv6.Client.2.,invoke Device.DHCPv6.Client.2.Renew()",
    "release,Device.DHCPv6.Client.[wan],invoke Device.DHCPv6.Client.[wan].Release()"
  })
  void rowVerbs_callTheRowsMethods(String verb, String row, String call) {
    assertEquals(0, run(verb, row));
    assertEquals(List.of(call), bus.calls);
    assertEquals(verb + " " + (row.endsWith(".") ? row : row + ".") + "\n", out.toString());
  }

  @Test
  void rowVerbs_setWhatHasNoMethod() {
    bus.with(ROW + "Enable", BusValue.bool(false))
        .with(ROW + "X_RDK_Restart", BusValue.bool(false));
    assertEquals(0, run("enable", ROW));
    assertEquals(BusValue.bool(true), bus.parameters.get(ROW + "Enable"));
    assertEquals(0, run("--json", "disable", ROW));
    assertEquals(BusValue.bool(false), bus.parameters.get(ROW + "Enable"));
    assertEquals(0, run("restart", ROW));
    assertEquals(BusValue.bool(true), bus.parameters.get(ROW + "X_RDK_Restart"));
    assertTrue(out.toString().contains("{\"disable\":\"" + ROW + "\"}"), out.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "Device.DHCPv4.Client.,2",
    "Device.DHCPv4.Client.*,2",
    "Device.DHCPv4.Client.1.Enable,2",
    "Device.DHCPv4.Server.Pool.1,2",
    "Device.DHCPv4.Client.9,1"
  })
  void rowVerbs_noRow_isRefused(String row, int code) {
    assertEquals(code, run("enable", row));
    assertEquals(List.of(), bus.calls);
  }

  @Test
  void watch_count_stopsAfterSoManyAndUnsubscribes() {
    BusObject data = BusObject.of(new BusProperty("IfName", BusValue.text("erouter0")));
    for (int i = 0; i < 3; i++) {
      bus.pending.add(
          new ReceivedEvent(ROW + "Events", ROW + "Events", ReceivedEvent.Type.GENERAL, data));
    }
    assertEquals(0, run("watch", ROW + "Events", "--count", "2", "--initial"));
    assertEquals(
        List.of("subscribe " + ROW + "Events true", "unsubscribe " + ROW + "Events"), bus.calls);
    assertEquals(2, out.toString().lines().filter(l -> l.endsWith("IfName=erouter0")).count());
  }

  @Test
  void watch_tooFewInTime_exits3() {
    assertEquals(3, run("watch", ROW + "Events", "--count", "1", "--for", "1"));
  }

  @Test
  void broker_takesEveryBusAndOthersTakeOne() {
    assertEquals(0, run("broker"));
    assertEquals(List.of("unix:///from-environment"), brokers);
    brokers.clear();
    assertEquals(0, run("broker", "--bus", "unix:///a", "--bus", "tcp://127.0.0.1:10001"));
    assertEquals(List.of("unix:///a", "tcp://127.0.0.1:10001"), brokers);
    assertEquals(2, run("status", "--bus", "unix:///a", "--bus", "unix:///b"));
    assertEquals(2, run("run", "--bus", "unix:///a", "--bus", "unix:///b"));
  }

  @Test
  void run_options_reachTheDaemonAndItsCodeComesBack() {
    assertEquals(
        69, run("run", "--state", "/s", "--run", "/r", "--profile", "rdk", "--bus", "unix:///b"));
    assertEquals(
        List.of(
            new RunOptions(
                Optional.empty(),
                Optional.of(Path.of("/s")),
                Optional.of(Path.of("/r")),
                Optional.of("unix:///b"),
                Optional.of("rdk"))),
        runs);
    assertEquals(69, run("run"));
    assertEquals(Optional.empty(), runs.get(1).bus());
  }

  @Test
  void status_enabledRowWithoutServer_saysWhatNext() {
    bus.with(ROW + "Enable", BusValue.bool(true))
        .with(ROW + "Status", BusValue.text("Enabled"))
        .with(ROW + "DHCPStatus", BusValue.text("Selecting"));
    assertEquals(0, run("status"));
    assertTrue(
        out.toString().startsWith("Row 1 (cpe-1) waits for a DHCP server on erouter0"),
        out.toString());
  }

  @Test
  void status_bothFamilies_areShown_andHealthIsThatOfBoth() {
    String row6 = "Device.DHCPv6.Client.1.";
    bus.with(ROW + "Enable", BusValue.bool(true))
        .with(ROW + "Status", BusValue.text("Enabled"))
        .with(ROW + "DHCPStatus", BusValue.text("Bound"))
        .with(row6 + "Enable", BusValue.bool(true))
        .with(row6 + "Alias", BusValue.text("six"))
        .with(row6 + "Interface", BusValue.text("wan6"))
        .with(row6 + "Status", BusValue.text("Enabled"))
        .with(row6 + "X_DHCPMGR_DHCPStatus", BusValue.text("Selecting"));
    assertEquals(0, run("status"));
    assertTrue(
        out.toString().startsWith("IPv6 row 1 (six) waits for a DHCP server on wan6"),
        out.toString());
    bus.with(row6 + "X_DHCPMGR_DHCPStatus", BusValue.text("Bound"))
        .with(row6 + "X_DHCPMGR_Addresses", BusValue.text("2001:db8::5"))
        .with(row6 + "X_DHCPMGR_Prefixes", BusValue.text("2001:db8:8000::/56"))
        .with(row6 + "X_DHCPMGR_LeaseExpires", BusValue.text("9999-12-31T23:59:59Z"));
    out.getBuffer().setLength(0);
    assertEquals(0, run("status"));
    List<String> lines = out.toString().lines().toList();
    assertEquals("All is well: all 2 enabled rows hold a lease.", lines.get(0));
    assertTrue(
        lines
            .get(6)
            .matches("1 +six +wan6 +Enabled +Bound +2001:db8::5 +2001:db8:8000::/56 +infinite"),
        lines.toString());
  }

  @Test
  void status_bound_isWellAndShowsTheRow() {
    bus.with(ROW + "Enable", BusValue.bool(true))
        .with(ROW + "Status", BusValue.text("Enabled"))
        .with(ROW + "DHCPStatus", BusValue.text("Bound"))
        .with(ROW + "IPAddress", BusValue.text("198.51.100.7"))
        .with(ROW + "LeaseTimeRemaining", new BusValue.Whole(BusType.INT32, 119))
        .with(ROW + "SentOption.1.Tag", BusValue.uint32(60));
    assertEquals(0, run("status"));
    List<String> lines = out.toString().lines().toList();
    assertEquals("All is well: the enabled row holds a lease.", lines.get(0));
    assertTrue(lines.get(3).matches("1 +cpe-1 +erouter0 +Enabled +Bound +198.51.100.7 +119 s"));
    assertEquals(4, lines.size());
  }

  @Test
  void status_notBound_showsTheLastWordsOfItsClient_printable() {
    bus.with(ROW + "Enable", BusValue.bool(true))
        .with(ROW + "Status", BusValue.text("Enabled"))
        .with(ROW + "DHCPStatus", BusValue.text("Selecting"))
        .with(ROW + "X_DHCPMGR_ClientOutput", BusValue.text("broadcasting\n\u001b[31mdiscover"));
    assertEquals(0, run("status"));
    List<String> lines = out.toString().lines().toList();
    assertEquals(
        List.of("Row 1, its client's last words:", "  broadcasting", "  \\x1b[31mdiscover"),
        lines.subList(lines.size() - 3, lines.size()));
    assertEquals(0, run("--json", "status"));
    assertTrue(out.toString().contains("\"X_DHCPMGR_ClientOutput\":\"broadcasting"));
  }

  @Test
  void status_saysThatLeasesAreNotStored() {
    bus.with(ROW + "Enable", BusValue.bool(false))
        .with("Device.DHCPv4.X_DHCPMGR_Persistence", BusValue.text("not stored: 1: full"));
    assertEquals(0, run("status"));
    assertEquals("Leases on disk: not stored: 1: full", out.toString().lines().toList().get(1));
    assertEquals(0, run("--json", "status"));
    assertTrue(out.toString().contains("\"persistence\":\"not stored: 1: full\""), out.toString());
    bus.with("Device.DHCPv4.X_DHCPMGR_Persistence", BusValue.text("ok"));
    assertEquals(0, run("status"));
    assertEquals(1, out.toString().lines().filter(l -> l.startsWith("Leases on disk")).count());
  }

  @Test
  void status_namesExtensions() {
    bus.with(ROW + "Enable", BusValue.bool(false))
        .with(
            "Device.DHCPv4.X_DHCPMGR_Extensions",
            BusValue.text("one: in use; two: cut off, 3 faults"));
    assertEquals(0, run("status"));
    List<String> lines = out.toString().lines().toList();
    assertEquals(
        List.of("Extension one: in use", "Extension two: cut off, 3 faults"),
        lines.subList(lines.size() - 2, lines.size()));
    assertEquals(0, run("--json", "status"));
    assertTrue(out.toString().contains("\"extensions\":\"one: in use; two"), out.toString());
  }

  @Test
  void status_error_comesFirst() {
    bus.with(ROW + "Enable", BusValue.bool(true))
        .with(ROW + "Status", BusValue.text("Error"))
        .with(ROW + "X_DHCPMGR_LastError", BusValue.text("udhcpc is not installed"));
    assertEquals(0, run("--json", "status"));
    assertTrue(
        out.toString()
            .startsWith(
                "{\"well\":false,\"sentence\":\"Row 1 (cpe-1) is in Error: udhcpc is not"
                    + " installed.\"}"),
        out.toString());
  }

  private FakeBus withLink(String status, String error) {
    String object = "Device.X_DHCPMGR_Attachment.";
    String row = object + "Endpoint.2.";
    return bus.with(object + "Checks", BusValue.text("7"))
        .with(row + "Enable", BusValue.bool(true))
        .with(row + "Alias", BusValue.text("modem"))
        .with(row + "Network", BusValue.text("lan"))
        .with(row + "Kind", BusValue.text("macvlan"))
        .with(row + "Interface", BusValue.text("mv0"))
        .with(row + "Parent", BusValue.text(""))
        .with(row + "Namespace", BusValue.text("box"))
        .with(row + "Status", BusValue.text(status))
        .with(row + "LastError", BusValue.text(error))
        .with(row + "LastRecovery", BusValue.text("0001-01-01T00:00:00Z"))
        .with(row + "RecoveryCount", BusValue.text("3"));
  }

  @Test
  void attachList_showsEachLink() {
    withLink("Made", "");
    assertEquals(0, run("attach", "list"));
    assertEquals(
        """
        LINK        NAME   KIND     INTERFACE  ON                  STATUS  MADE  LAST  ERROR
        Endpoint.2  modem  macvlan  mv0        network lan in box  Made    3     -     -
        """,
        out.toString());
  }

  @Test
  void attachList_showsTheContainerThatHasIt_andWhichCanLinksHearEachOther() {
    withLink("Made", "");
    String row = "Device.X_DHCPMGR_Attachment.Endpoint.2.";
    bus.with(row + "Namespace", BusValue.text(""))
        .with(row + "Kind", BusValue.text("vxcan"))
        .with(row + "Sandbox", BusValue.text("/run/ns/x"))
        .with("Device.X_DHCPMGR_Attachment.Forwarding", BusValue.text("a>b,b>a"));
    assertEquals(0, run("attach", "list"));
    assertTrue(out.toString().contains("network lan in /run/ns/x  Made"), out.toString());
    assertTrue(out.toString().endsWith("CAN: a>b b>a\n"), out.toString());
  }

  @Test
  void attachRepair_waitsForTheEnd_andExitsWith1IfALinkIsInError() {
    withLink("Unused", "");
    bus.effects.put(
        "Device.X_DHCPMGR_Attachment.Repair()",
        () -> {
          withLink("Error", "there is no link br0");
          bus.with("Device.X_DHCPMGR_Attachment.Checks", BusValue.text("8"));
        });
    assertEquals(ExitCode.REFUSED, run("attach", "repair"));
    assertTrue(out.toString().contains("Error   3     -     there is no link br0"), out.toString());
  }

  @Test
  void attachHealth_thatNeverComes_isNoAnswer() {
    withLink("Made", "");
    assertEquals(ExitCode.NO_BUS, run("--timeout", "1", "attach", "health"));
    assertEquals(List.of("invoke Device.X_DHCPMGR_Attachment.Check()"), bus.calls);
  }

  @Test
  void attachHealth_whereNothingIsDeclared_asksNobody() {
    assertEquals(0, run("attach", "health"));
    assertEquals("No link is declared.\n", out.toString());
    assertEquals(List.of(), bus.calls);
  }

  /** A file of the name bad is bad. */
  private static SettingsReader.Reading settings(Optional<Path> inPlace, Optional<Path> next) {
    Path file = next.orElse(Path.of("usual"));
    boolean bad = file.equals(Path.of("bad"));
    return new SettingsReader.Reading(
        file,
        bad ? "bad:2: link.debounce: 'soon'" : "",
        bad || next.isEmpty()
            ? List.of()
            : List.of(
                new SettingsReader.Difference(
                    "link.debounce", "", "200", SettingsReader.Takes.START)));
  }

  @Test
  void config_check_namesWhatIsWrong_andDiffWhatWouldChange() {
    assertEquals(ExitCode.OK, run("config", "check"));
    assertEquals("usual: good\n", out.toString());
    assertEquals(ExitCode.REFUSED, run("config", "check", "bad"));
    assertTrue(err.toString().contains("bad:2: link.debounce"), err::toString);
    assertEquals(ExitCode.REFUSED, run("config", "diff", "bad"));
    assertEquals(ExitCode.OK, run("config", "diff", "next"));
    assertTrue(out.toString().contains("link.debounce          200    start"), out::toString);
    assertEquals(ExitCode.USAGE, run("config", "diff"));
  }
}

package org.rdkb.dhcpmanager.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.cli.doctor.Premises;
import org.rdkb.dhcpmanager.cli.text.Console;
import org.rdkb.dhcpmanager.store.StateFolder;

/** Leases from and to other servers, by way of the server's own files. */
class ServerCommandTest {
  private static final String KEA =
      """
      address,hwaddr,client_id,valid_lifetime,expire,subnet_id,fqdn_fwd,fqdn_rev,hostname,state,user_context
      10.0.0.5,02:00:00:00:00:05,ff:01:02,600,4102444800,1,0,0,old,0,
      10.0.0.6,02:00:00:00:00:06,,4294967295,8397412095,1,0,0,,0,
      10.0.0.7,02:00:00:00:00:07,,600,4102444800,1,0,0,,1,
      10.0.0.5,02:00:00:00:00:05,ff:01:02,600,4102444801,1,0,0,printer,0,
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path state = Path.of("");

  @BeforeEach
  void place() {
    state = folder.resolve("state");
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    String[] words = new String[arguments.length + 3];
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    words[0] = "server";
    words[arguments.length + 1] = "--state";
    words[arguments.length + 2] = state.toString();
    Path none = folder.resolve("none");
    Wiring wiring =
        new Wiring(
            (address, timeout) -> new FakeBus(),
            options -> ExitCode.INTERNAL,
            addresses -> ExitCode.INTERNAL,
            (carrier, address, component, provider) -> {
              throw new IOException("not here");
            },
            (config, wanted) ->
                new Premises(
                    wanted.orElseThrow(),
                    none,
                    OptionalInt.empty(),
                    List.of(),
                    List.of(),
                    none,
                    none,
                    none,
                    List.of(),
                    ""),
            (inPlace, next) -> new SettingsReader.Reading(none, "", List.of()));
    Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true));
    return new Dhcpmgr(wiring, console, Map.of()).execute(words);
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("leases"), text).toString();
  }

  @Test
  void fromKea_toDnsmasq_latestLineOfAnAddressCounts() throws IOException {
    assertEquals(ExitCode.OK, run("import", "kea", file(KEA)), err::toString);
    assertEquals("3 leases imported\n", out.toString());
    assertEquals(ExitCode.OK, run("export", "dnsmasq"), err::toString);
    assertEquals(
        """
        4102444801 02:00:00:00:00:05 10.0.0.5 printer ff:01:02
        0 02:00:00:00:00:06 10.0.0.6 * *
        """,
        out.toString());
  }

  @Test
  void importAgain_takesThePlaceOfWhatWasKnown_othersStay() throws IOException {
    run("import", "kea", file(KEA));
    run("import", "dnsmasq", file("4102444802 02:00:00:00:00:09 10.0.0.5 * *\n"));
    run("export", "dnsmasq");
    assertEquals(
        """
        4102444802 02:00:00:00:00:09 10.0.0.5 * *
        0 02:00:00:00:00:06 10.0.0.6 * *
        """,
        out.toString());
  }

  @Test
  void export_changesNothingOnDisk() throws IOException {
    run("import", "kea", file(KEA));
    Path journal = state.resolve("server/journal.1");
    byte[] torn = Files.readAllBytes(journal);
    byte[] shorter = java.util.Arrays.copyOf(torn, torn.length - 1);
    Files.write(journal, shorter);
    assertEquals(ExitCode.OK, run("export", "kea"));
    assertTrue(out.toString().startsWith("address,hwaddr"), out::toString);
    assertEquals(shorter.length, Files.size(journal));
    assertFalse(Files.exists(state.resolve("server/journal.1.damaged")));
  }

  @Test
  void brokenLine_isNamed_andNothingIsImported() throws IOException {
    assertEquals(ExitCode.REFUSED, run("import", "kea", file(KEA + "10.0.0.8,nonsense\n")));
    assertTrue(err.toString().contains("leases:6:"), err::toString);
    assertFalse(Files.exists(state.resolve("server")));
  }

  @Test
  void import_besideARunningManager_isRefused() throws IOException {
    try (StateFolder running = StateFolder.open(state)) {
      assertEquals(ExitCode.PREREQUISITES, run("import", "kea", file(KEA)));
      assertFalse(Files.exists(running.path().resolve("server")));
    }
    assertTrue(err.toString().contains("in use"), err::toString);
  }
}

package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.NotRun;

/** The real rbuscli and dmcli against the real manager, where they are installed. */
class StockToolsIT {

  @Test
  void rbuscli_readsSetsAddsAndDeletes() throws IOException, InterruptedException {
    Optional<Path> rbuscli = NotRun.need("rbuscli", "StockToolsIT", "rbuscli was not run live");
    if (rbuscli.isEmpty()) {
      return; // said in the last lines of the run; ExchangesTest has replayed what it sends
    }
    try (Lab lab = Lab.make("rbuscli").ready()) {
      Tool tool = new Tool(lab, rbuscli.get());
      tool.answers("Value : false", "getvalues", Lab.ROW + "Enable");
      tool.answers("setvalues succeeded", "setvalues", Lab.ROW + "Interface", "string", "none0");
      tool.answers(
          "setvalues succeeded",
          "setvalues",
          Lab.ROW + "Enable",
          "boolean",
          "true",
          Lab.ROW + "Alias",
          "string",
          "wan");
      tool.answers("Value : wan", "getvalues", Lab.ROW + "Alias", Lab.ROW + "Enable");
      tool.answers("Name  : " + Lab.ROW + "ReqOption.8.Tag", "getvalues", Lab.CLIENTS);
      tool.answers("Name  : " + Lab.ROW + "Status", "getvalues", Lab.CLIENTS + "*.Status");
      tool.answers(Lab.ROW + "SentOption.", "getnames", Lab.ROW, "true");
      tool.answers(Lab.CLIENTS + "2", "addrow", Lab.CLIENTS, "guest");
      tool.answers("alias=guest", "getrows", Lab.CLIENTS);
      tool.answers("deleted successfully", "delrow", Lab.CLIENTS + "2");
      tool.answers("failed with return value: 27", "setvalues", Lab.ROW + "Status", "string", "x");
      tool.answers("failed with return value: 29", "setvalues", Lab.ROW + "Enable", "int32", "1");
      tool.answers("failed with return value: 30", "setvalues", Lab.ROW + "Alias", "string", "1");
      tool.answers("Error : 5", "getvalues", Lab.ROW + "Nope");
      tool.answers("Error : 17", "getvalues", Lab.CLIENTS + "7.Enable");
      assertEquals("true", lab.get(Lab.ROW + "Enable"));
    }
  }

  @Test
  void dmcli_readsAndSets() throws IOException, InterruptedException {
    Optional<Path> dmcli = NotRun.need("dmcli", "StockToolsIT", "dmcli was not run live");
    if (dmcli.isEmpty()) {
      return;
    }
    try (Lab lab = Lab.make("dmcli").ready()) {
      Tool tool = new Tool(lab, dmcli.get());
      tool.answers("value: false", "eRT", "getv", Lab.ROW + "Enable");
      tool.answers("Execution succeed", "eRT", "setv", Lab.ROW + "Alias", "string", "wan");
      tool.answers("value: wan", "eRT", "getv", Lab.ROW + "Alias");
      tool.answers("Execution fail", "eRT", "setv", Lab.ROW + "Status", "string", "x");
      tool.answers("writable:Writable", "eRT", "getn", Lab.ROW);
      tool.answers("is added", "eRT", "addtable", Lab.CLIENTS);
      tool.answers("Execution succeed", "eRT", "deltable", Lab.CLIENTS + "2.");
    }
  }

  /** A program that finds the lab's bus at the usual address. */
  private record Tool(Lab lab, Path program) {
    void answers(String wanted, String... arguments) throws IOException, InterruptedException {
      String script = Path.of("test/peer/usual-bus.sh").toAbsolutePath().toString();
      Path socket = lab.folder().resolve("bus");
      List<String> command =
          new ArrayList<>(List.of("unshare", "-m", script, socket.toString(), program.toString()));
      command.addAll(List.of(arguments));
      Path output = lab.folder().resolve("tool.out");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
      boolean ended = process.waitFor(20, TimeUnit.SECONDS);
      process.destroyForcibly();
      String printed = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
      assertTrue(ended && printed.contains(wanted), () -> command + " printed: " + printed);
    }
  }
}

package org.rdkb.dhcpmanager.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.core.client.SystemEvent;

/** What a program in the place of RDK-B's {@code sysevent} is given. */
class SyseventToolTest {
  @TempDir private Path folder;

  private Path tool(String body) throws IOException {
    Path tool = Files.writeString(folder.resolve("sysevent"), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
    return tool;
  }

  @Test
  void events_becomeArguments_inOrder_andNothingInThemIsInterpreted() throws IOException {
    Path heard = folder.resolve("heard");
    Path touched = folder.resolve("touched");
    Path program = tool("printf '%s|' \"$#\" \"$@\" >> " + heard + "; echo >> " + heard);
    try (SyseventTool tool = SyseventTool.start(program)) {
      tool.fire(new SystemEvent("wan-status", "started"));
      tool.fire(new SystemEvent("a;b", "$(touch " + touched + ") `x` \"y\""));
      tool.fire(new SystemEvent("firewall-restart", ""));
    }
    assertEquals(
        List.of(
            "3|set|wan-status|started|",
            "3|set|a;b|$(touch " + touched + ") `x` \"y\"|",
            "3|set|firewall-restart||"),
        Files.readAllLines(heard));
    assertEquals(false, Files.exists(touched));
  }

  @Test
  void toolThatHangs_isKilled_andTheNextEventGetsThrough() throws IOException {
    Path heard = folder.resolve("heard");
    Path program = tool("echo $2 >> " + heard + "; [ $2 != stuck ] || exec sleep 60");
    try (SyseventTool tool = SyseventTool.start(program)) {
      tool.fire(new SystemEvent("stuck", ""));
      tool.fire(new SystemEvent("next", ""));
      await().until(() -> Files.exists(heard) && Files.readAllLines(heard).size() == 2);
    }
    assertEquals(
        0,
        ProcessHandle.current()
            .children()
            .filter(child -> child.info().command().orElse("").contains("sleep"))
            .count());
  }

  @Test
  void toolThatIsMissing_holdsUpNobody() {
    try (SyseventTool tool = SyseventTool.start(folder.resolve("none"))) {
      for (int i = 0; i < 3000; i++) {
        tool.fire(new SystemEvent("n" + i, ""));
      }
    }
  }
}

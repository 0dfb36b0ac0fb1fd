package org.rdkb.dhcpmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.linux.LinuxException;
import org.rdkb.dhcpmanager.linux.NotifyReceiver;

/** What a service manager hears, on a socket as systemd's; an owner of rows that is a list here. */
class ServiceNoticesTest {
  private static final Duration MOST = Duration.ofSeconds(5);

  @TempDir private Path folder;
  private NotifyReceiver systemd;
  private final List<Runnable> questions = new ArrayList<>();

  @BeforeEach
  void listen() throws LinuxException {
    systemd = NotifyReceiver.bind(folder.resolve("notify").toString());
  }

  @AfterEach
  void stopListening() {
    systemd.close();
  }

  private ServiceNotices notices(String... more) {
    Map<String, String> environment = new HashMap<>(Map.of("NOTIFY_SOCKET", systemd.name()));
    for (String variable : more) {
      int equals = variable.indexOf('=');
      environment.put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    return ServiceNotices.to(environment);
  }

  private void answerAll() {
    questions.forEach(Runnable::run);
    questions.clear();
  }

  @Test
  void noServiceManager_nothingIsSaidOrAsked() {
    try (ServiceNotices notices = ServiceNotices.to(Map.of("WATCHDOG_USEC", "1000000"))) {
      notices.ready("2 rows");
      notices.turn(questions::add);
      assertEquals(MOST, notices.pause(MOST));
    }
    assertEquals(List.of(), questions);
  }

  @Test
  void life_readyReloadingReadyStopping() {
    try (ServiceNotices notices = notices()) {
      notices.ready("1 rows, 0 with a lease");
      notices.condition("1 rows, 0 with a lease");
      notices.condition("1 rows, 1 with a lease");
      notices.reloading();
      notices.ready("1 rows, 1 with a lease");
      notices.stopping();
    }
    List<String> heard = systemd.heard();
    assertEquals(5, heard.size());
    assertEquals("READY=1\nSTATUS=1 rows, 0 with a lease\n", heard.get(0));
    assertEquals("STATUS=1 rows, 1 with a lease\n", heard.get(1));
    assertTrue(heard.get(2).matches("RELOADING=1\nMONOTONIC_USEC=[1-9][0-9]*\n"), heard.get(2));
    assertEquals("READY=1\nSTATUS=1 rows, 1 with a lease\n", heard.get(3));
    assertEquals("STOPPING=1\nSTATUS=stopping\n", heard.get(4));
  }

  @Test
  void watchdog_isFedByAnswersOnly() {
    try (ServiceNotices notices = notices("WATCHDOG_USEC=2000000")) {
      assertEquals(Duration.ofMillis(500), notices.pause(MOST));
      notices.turn(questions::add);
      notices.turn(questions::add);
      assertEquals(1, questions.size(), "one question at a time");
      assertEquals(0, systemd.count("WATCHDOG=1"), "nobody has answered");

      answerAll();
      notices.turn(questions::add);
      assertEquals(1, systemd.count("WATCHDOG=1"));

      notices.turn(questions::add); // the owner is stuck now
      notices.turn(questions::add);
      assertEquals(1, systemd.count("WATCHDOG=1"));
      assertEquals(1, questions.size());
    }
  }

  @Test
  void fullMailbox_isAskedAgain() {
    try (ServiceNotices notices = notices("WATCHDOG_USEC=2000000")) {
      notices.turn(question -> false);
      notices.turn(questions::add);
      answerAll();
      notices.turn(questions::add);
      assertEquals(1, systemd.count("WATCHDOG=1"));
    }
  }

  @Test
  void watchdogOfAnotherProcess_orNonsense_isNotFed() {
    for (String environment :
        List.of("WATCHDOG_USEC=0", "WATCHDOG_USEC=-1", "WATCHDOG_USEC=soon")) {
      try (ServiceNotices notices = notices(environment)) {
        notices.turn(questions::add);
        assertEquals(MOST, notices.pause(MOST), environment);
      }
    }
    try (ServiceNotices notices = notices("WATCHDOG_USEC=2000000", "WATCHDOG_PID=1")) {
      notices.turn(questions::add);
    }
    String own = "WATCHDOG_PID=" + ProcessHandle.current().pid();
    assertEquals(List.of(), questions);
    try (ServiceNotices notices = notices("WATCHDOG_USEC=2000000", own)) {
      notices.turn(questions::add);
    }
    assertEquals(1, questions.size());
  }

  @Test
  void addressThatMakesNoSense_orNobodyThere_isNoReasonNotToRun() {
    try (ServiceNotices notices = ServiceNotices.to(Map.of("NOTIFY_SOCKET", "vsock:2:1"))) {
      notices.ready("");
    }
    try (ServiceNotices notices =
        ServiceNotices.to(Map.of("NOTIFY_SOCKET", folder.resolve("nobody").toString()))) {
      notices.ready("");
      notices.stopping();
    }
  }
}

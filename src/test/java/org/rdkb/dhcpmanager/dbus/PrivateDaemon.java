package org.rdkb.dhcpmanager.dbus;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A bus daemon of its own in a folder, with the system bus's rules: nobody owns a name and nobody
 * calls, but whom the shipped policy file lets.
 */
public final class PrivateDaemon implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(30);
  private static final Path POLICY =
      Path.of("etc/dbus/org.rdkb.DhcpManager1.conf").toAbsolutePath();
  private static final String RULES =
      """
      <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
       "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
      <busconfig>
       <listen>unix:path=%s</listen>
       <auth>EXTERNAL</auth>
       <policy context="default">
        <allow user="*"/>
        <deny own="*"/>
        <deny send_type="method_call"/>
        <allow send_type="signal"/>
        <allow send_requested_reply="true" send_type="method_return"/>
        <allow send_requested_reply="true" send_type="error"/>
        <allow receive_type="method_call"/>
        <allow receive_type="method_return"/>
        <allow receive_type="error"/>
        <allow receive_type="signal"/>
        <allow send_destination="org.freedesktop.DBus"/>
       </policy>
       <policy user="root">
        <allow send_destination="org.freedesktop.DBus" send_interface="org.freedesktop.DBus.Monitoring"/>
       </policy>
       <include>%s</include>
       <limit name="max_outgoing_bytes">%d</limit>
      </busconfig>
      """;

  private final Path socket;
  private final Path rules;
  private final Path log;
  private Process process;

  private PrivateDaemon(Path folder) throws IOException {
    socket = folder.resolve("dbus");
    rules = folder.resolve("dbus.conf");
    log = folder.resolve("dbus.log");
    process = launch();
  }

  /** Started, and connections are taken. */
  public static PrivateDaemon start(Path folder) throws IOException {
    return new PrivateDaemon(folder);
  }

  /** The same address once more, after {@link #kill}. */
  void start() throws IOException {
    process = launch();
  }

  private Process launch() throws IOException {
    Files.deleteIfExists(socket);
    Files.writeString(rules, RULES.formatted(socket, POLICY, 16 * 1024 * 1024));
    Process started =
        new ProcessBuilder("dbus-daemon", "--nofork", "--nopidfile", "--config-file=" + rules)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    await().atMost(SOON).until(() -> Files.exists(socket) || !started.isAlive());
    if (!started.isAlive()) {
      throw new IOException("dbus-daemon: " + Files.readString(log));
    }
    return started;
  }

  /** As tools and {@code dbus.address} take it. */
  public DbusAddress address() {
    return new DbusAddress(socket);
  }

  /** What a command says, on both streams; it must end by itself. */
  public static String said(List<String> command) throws IOException, InterruptedException {
    Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
    tool.getOutputStream().close();
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!tool.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)) {
      tool.destroyForcibly();
      throw new IOException("does not end: " + command);
    }
    return said.strip();
  }

  /** As a crash would. */
  void kill() {
    process.destroyForcibly();
    await().atMost(SOON).until(() -> !process.isAlive());
  }

  @Override
  public void close() {
    kill();
  }
}

package org.rdkb.dhcpmanager.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A gateway and an ISP: two network namespaces joined by a veth pair, a folder, and the processes
 * started there. {@link #close} removes everything; if this process dies, so does the janitor's
 * pipe, and everything is removed just the same. Not thread-safe but for {@link #close}.
 */
public final class Topology implements AutoCloseable {
  /** The gateway's end of the cable. */
  public static final String WAN = "wan0";

  /** The ISP's end of the cable. */
  public static final String UPLINK = "uplink0";

  /** The ISP's address, from the documentation range of RFC 5737. */
  public static final String ISP_ADDRESS = "198.51.100.1";

  /** The ISP's address of IPv6, from the documentation range of RFC 3849. */
  public static final String ISP_ADDRESS6 = "2001:db8:1::1";

  private static final long COMMAND_SECONDS = 10;
  private static final int MAX_OUTPUT_BYTES = 64 * 1024;

  private final Janitor janitor;
  private final Path home;
  private final String gateway;
  private final String isp;

  private Topology(Janitor janitor, Path home, String gateway, String isp) {
    this.janitor = janitor;
    this.home = home;
    this.gateway = gateway;
    this.isp = isp;
  }

  /**
   * Makes the two sides and the cable; the ISP's end has its address, the gateway's has none. A
   * namespace of that name left by a dead run is replaced, any other is left alone.
   *
   * @param home root folder of the project, where {@code test/peer} is
   * @param gateway name of the gateway's namespace
   * @param isp name of the ISP's namespace
   * @return open until closed
   * @throws IOException saying what is in the way
   */
  public static Topology create(Path home, String gateway, String isp) throws IOException {
    Topology made = new Topology(Janitor.start(home), home, gateway, isp);
    try {
      made.wire();
      return made;
    } catch (IOException failed) {
      made.close();
      throw failed;
    }
  }

  private void wire() throws IOException {
    janitor.makeNamespace(gateway);
    janitor.makeNamespace(isp);
    run(
        List.of(
            "ip", "link", "add", WAN, "netns", gateway, "type", "veth", "peer", "name", UPLINK,
            "netns", isp));
    run(inIsp("ip", "address", "add", ISP_ADDRESS + "/24", "dev", UPLINK));
    for (List<String> up :
        List.of(
            inIsp("ip", "link", "set", "lo", "up"),
            inIsp("ip", "link", "set", UPLINK, "up"),
            inGateway("ip", "link", "set", "lo", "up"),
            inGateway("ip", "link", "set", WAN, "up"))) {
      run(up);
    }
  }

  /**
   * A folder for configuration, logs and state, removed at the end.
   *
   * @return absolute path, readable by its owner only
   */
  public Path folder() {
    return janitor.folder();
  }

  /**
   * Has a file removed at the end that lies outside of {@link #folder}.
   *
   * @param file absolute path
   * @throws IOException if the janitor is gone
   */
  public void removeAtTheEnd(Path file) throws IOException {
    janitor.removeAtTheEnd(file);
  }

  /**
   * A command as it has to be given to run in the gateway.
   *
   * @param command program and arguments
   * @return program and arguments
   */
  public List<String> inGateway(String... command) {
    return in(gateway, List.of(command));
  }

  /**
   * A command as it has to be given to run at the ISP.
   *
   * @param command program and arguments
   * @return program and arguments
   */
  public List<String> inIsp(String... command) {
    return in(isp, List.of(command));
  }

  // Not "ip netns exec" nor "ip -n": both remount /sys, which a container or a chroot may forbid.
  private static List<String> in(String namespace, List<String> command) {
    List<String> whole = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + namespace));
    whole.addAll(command);
    return whole;
  }

  /**
   * Runs a command to its end.
   *
   * @param command program and arguments
   * @return what it printed, at most 64 KiB
   * @throws IOException if it cannot be started, fails, or takes longer than 10 s
   */
  public String run(List<String> command) throws IOException {
    Path output = Files.createTempFile(folder(), "command", ".out");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean ended = process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS);
      String printed = head(output);
      if (!ended || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(
            String.join(" ", command) + (ended ? " failed: " : " hangs: ") + printed.strip());
      }
      return printed;
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted: " + String.join(" ", command), stopped);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static String head(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MAX_OUTPUT_BYTES), StandardCharsets.UTF_8);
    }
  }

  /**
   * Starts a process in a session of its own, so that Ctrl-C on our terminal is not for it.
   *
   * @param command program and arguments, from {@link #inGateway} or {@link #inIsp}
   * @param log where its output goes, appended
   * @return the process; it is killed at the end with all others in the namespaces
   * @throws IOException if it cannot be started
   */
  public Process start(List<String> command, Path log) throws IOException {
    List<String> whole = new ArrayList<>(List.of("setsid"));
    whole.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(whole)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8"));
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    return builder.start();
  }

  /**
   * Starts dnsmasq at the ISP with {@code test/peer/dnsmasq-isp.conf}: leases of 120 s, the least
   * that it grants.
   *
   * @param log where it writes what it receives and answers
   * @return the process
   * @throws IOException if it cannot be started
   */
  public Process startDnsmasq(Path log) throws IOException {
    return startDnsmasq(UnaryOperator.identity(), log);
  }

  /**
   * The same with something changed in that file.
   *
   * @param edit what to change
   * @param log where it writes what it receives and answers
   * @return the process
   * @throws IOException if it cannot be started
   */
  public Process startDnsmasq(UnaryOperator<String> edit, Path log) throws IOException {
    String shipped =
        Files.readString(home.resolve("test/peer/dnsmasq-isp.conf"), StandardCharsets.UTF_8);
    Path file = Files.writeString(folder().resolve("dnsmasq-isp.conf"), edit.apply(shipped));
    return start(
        inIsp(
            "dnsmasq",
            "--keep-in-foreground",
            "--conf-file=" + file,
            "--interface=" + UPLINK,
            "--dhcp-leasefile=" + folder().resolve("isp.leases"),
            "--log-facility=" + log),
        folder().resolve("isp.out"));
  }

  /**
   * Whether the ISP's end of a cable has a link-local address that is not tentative: before that, a
   * DHCPv6 server opens no socket there.
   *
   * @param linuxInterface of the ISP
   * @return true from then on
   * @throws IOException if the kernel cannot be asked
   */
  public boolean hasLinkLocal(String linuxInterface) throws IOException {
    return run(inIsp(
            "ip",
            "-6",
            "-oneline",
            "address",
            "show",
            "dev",
            linuxInterface,
            "scope",
            "link",
            "-tentative"))
        .contains("fe80");
  }

  /**
   * Starts Kea for IPv6 at the ISP with {@code test/peer/kea6-isp.json}: addresses and prefixes
   * preferred for 20 s and valid for 30 s. To be called once {@link #hasLinkLocal} holds.
   *
   * @param edit what to change in that file
   * @param log where it writes what it receives and answers, appended
   * @return the process; it serves when the log says {@code DHCP6_STARTED}
   * @throws IOException if it cannot be started
   */
  public Process startKea6(UnaryOperator<String> edit, Path log) throws IOException {
    run(inIsp("ip", "address", "replace", ISP_ADDRESS6 + "/64", "dev", UPLINK, "nodad"));
    String shipped =
        Files.readString(home.resolve("test/peer/kea6-isp.json"), StandardCharsets.UTF_8);
    Path file = Files.writeString(folder().resolve("kea6.json"), edit.apply(shipped));
    return start(
        inIsp(
            "env",
            "KEA_LOCKFILE_DIR=none",
            "KEA_PIDFILE_DIR=" + folder(),
            "kea-dhcp6",
            "-c",
            file.toString()),
        log);
  }

  /** Kills every process in the namespaces and removes all that was made; bounded. */
  @Override
  public void close() {
    janitor.close();
  }
}

package org.rdkb.dhcpmanager.cli.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/** A server that is measured. */
interface Contender {
  /** As the figures show it. */
  String name();

  /** What is on disk before an ACK leaves. */
  String durable();

  /** The program that has to be installed; empty for ours. */
  String program();

  /** Starts it in the gateway; its files are in the folder, which is empty. */
  Process start(Site site) throws IOException, BusException, InterruptedException;

  /** How long it is loaded before anything counts: a Java program compiles as it runs. */
  default int warmUpSeconds() {
    return 0;
  }

  /**
   * Where it runs.
   *
   * @param topology the cable
   * @param folder on the disk that is meant
   * @param processor that it keeps to
   */
  record Site(Topology topology, Path folder, int processor) {
    static final String SERVER = "10.64.0.1";
    static final String RELAY = "10.64.0.2";
    static final String FIRST = "10.64.1.0";
    static final String LAST = "10.64.100.255";

    Path log() {
      return folder.resolve("log");
    }

    List<String> pinned(List<String> command) {
      List<String> whole = new ArrayList<>(Processors.only(processor));
      whole.addAll(command);
      return topology.inGateway(whole.toArray(String[]::new));
    }
  }

  /**
   * One that reads a file: {@code @folder@}, {@code @first@} and {@code @last@} in it and in the
   * command stand for what the site says.
   */
  record Installed(
      String name, String durable, String program, String configuration, List<String> command)
      implements Contender {
    static final Installed KEA =
        new Installed(
            "Kea memfile",
            "written, not forced",
            "kea-dhcp4",
            """
            {"Dhcp4": {
              "interfaces-config": {"interfaces": ["wan0"], "dhcp-socket-type": "udp"},
              "lease-database": {"type": "memfile", "persist": true, "name": "@folder@/leases"},
              "valid-lifetime": 3600,
              "subnet4": [{"subnet": "10.64.0.0/16", "pools": [{"pool": "@first@ - @last@"}],
                "option-data": [{"name": "routers", "data": "10.64.0.1"},
                  {"name": "domain-name-servers", "data": "10.64.0.1"},
                  {"name": "domain-name", "data": "lan.example"}]}],
              "loggers": [{"name": "kea-dhcp4", "severity": "WARN",
                "output_options": [{"output": "stdout"}]}]}}
            """,
            List.of(
                "env",
                "KEA_LOCKFILE_DIR=none",
                "KEA_PIDFILE_DIR=@folder@",
                "kea-dhcp4",
                "-c",
                "@folder@/conf"));
    static final Installed ISC =
        new Installed(
            "ISC dhcpd",
            "fsync before each ACK",
            "dhcpd",
            """
            authoritative;
            ping-check false;
            default-lease-time 3600;
            max-lease-time 3600;
            subnet 10.64.0.0 netmask 255.255.0.0 {
              range @first@ @last@;
              option routers 10.64.0.1;
              option domain-name-servers 10.64.0.1;
              option domain-name "lan.example";
            }
            """,
            List.of(
                "dhcpd",
                "-4",
                "-f",
                "-q",
                "-cf",
                "@folder@/conf",
                "-lf",
                "@folder@/leases",
                "-pf",
                "@folder@/pid",
                "wan0"));
    static final Installed DNSMASQ =
        new Installed(
            "dnsmasq",
            "file rewritten and fsync before each ACK",
            "dnsmasq",
            """
            port=0
            interface=wan0
            bind-interfaces
            dhcp-authoritative
            no-ping
            dhcp-lease-max=100000
            quiet-dhcp
            dhcp-range=@first@,@last@,255.255.0.0,3600
            dhcp-option=option:router,10.64.0.1
            dhcp-option=option:dns-server,10.64.0.1
            domain=lan.example
            dhcp-leasefile=@folder@/leases
            """,
            List.of("dnsmasq", "--keep-in-foreground", "--user=root", "--conf-file=@folder@/conf"));

    @Override
    public Process start(Site site) throws IOException {
      UnaryOperator<String> filled =
          text ->
              text.replace("@folder@", site.folder().toString())
                  .replace("@first@", Site.FIRST)
                  .replace("@last@", Site.LAST);
      Files.writeString(site.folder().resolve("conf"), filled.apply(configuration));
      Files.createFile(site.folder().resolve("leases"));
      return site.topology().start(site.pinned(command.stream().map(filled).toList()), site.log());
    }
  }
}

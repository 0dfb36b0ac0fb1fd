package org.rdkb.dhcpmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdkb.dhcpmanager.core.pool.ServerConfiguration;
import org.rdkb.dhcpmanager.core.pool.guard.GuardRules;
import org.rdkb.dhcpmanager.server.etcd.EtcdAccess;
import org.rdkb.dhcpmanager.tr181.Profile;

class SettingsTest {

  @Test
  void emptyFile_hasTheDefaults() throws SettingsException {
    Settings settings = SettingsFile.parse("file", "");
    assertEquals(Optional.empty(), settings.busAddress());
    assertEquals("eRT.org.rdkb.dhcpmanager", settings.busComponent());
    assertEquals(Profile.STANDALONE, settings.profile());
    assertEquals("127.0.0.1:50324", settings.monitorAddress().forPlugins());
    assertEquals(Settings.OnStop.KEEP, settings.onStop());
    assertEquals(Optional.empty(), settings.resolverFile());
    assertEquals(Map.of(), settings.interfaces());
  }

  @Test
  void shippedFiles_areAccepted() throws SettingsException {
    SettingsFile.load(Path.of("etc/dhcpmgr.properties"));
    assertEquals(Profile.RDK, SettingsFile.load(Path.of("rdk/dhcpmgr.properties")).profile());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "profile=rdk\\nprofil=rdk|file:2: profil: unknown key",
        "\\n# c\\nprofile=other|file:3: profile: 'other' is none of standalone, rdk",
        "bus.component=nodot|file:1: bus.component: must be",
        "bus.address=http://x|file:1: bus.address: ",
        "monitor.address=tcp://192.0.2.1:1|file:1: monitor.address: 192.0.2.1 is not loopback",
        "monitor.address=tcp://127.0.0.1:65536|file:1: monitor.address: port 65536",
        "monitor.acknowledge=tcp://127.0.0.1:0|file:1: monitor.acknowledge: needs a port of its own",
        "monitor.acknowledge=tcp://127.0.0.1:50324|monitor.acknowledge: needs a port of its own",
        "monitor.acknowledge=ipc:///a|monitor.acknowledge: needs a port of its own",
        "monitor.acknowledge=tcp://192.0.2.1:1|monitor.acknowledge: 192.0.2.1 is not loopback",
        "monitor.keyFile=/a|file:1: monitor.keyFile: is without use where monitor.acknowledge",
        "bus.mode=dbus|file:1: bus.mode: 'dbus' is none of auto, librbus, embedded",
        "dbus.address=session|file:1: dbus.address: 'session' is neither system nor unix:path=PATH",
        "dbus.address=unix:path=/a%2fb|file:1: dbus.address: 'unix:path=/a%2fb' is neither",
        "server.backend=etcd|file: server.etcd.endpoints: '' is no http[s]://HOST:PORT",
        "server.etcd.endpoints=ftp://x:1\\nserver.backend=etcd|file:1: server.etcd.endpoints:"
            + " 'ftp://x:1' is no",
        "server.etcd.endpoints=http://x:1\\nserver.backend=etcd\\nserver.etcd.user=u|file:3:"
            + " server.etcd.user: and server.etcd.passwordFile",
        "bus.library=a b|file:1: bus.library: 'a b' is neither a name nor an absolute path",
        "monitor.stockPlugins=true|file:1: monitor.stockPlugins: their port is 50324",
        "dibbler.duid=en:1|file:1: dibbler.duid: 'en:1' is none of ll, llt or"
            + " en:NUMBER:HEXADECIMAL",
        "udhcpc.path=udhcpc|file:1: udhcpc.path: 'udhcpc' is no absolute path",
        "interface.eth=eth0|file:1: interface.eth: the part after interface.",
        "interface.Device.IP.Interface.1=a/b|file:1: interface.Device.IP.Interface.1: 'a/b' is no",
        "interface.Device.IP.Interface.1=0123456789abcdef|is no Linux interface name",
        "profile=rdk\\nprofile=rdk|given more than once",
        "include=/etc/passwd|file:1: include: unknown key",
        "systemEvents=log|file:1: systemEvents: 'log' is none of none, files, sysevent",
        "link.debounce=5001|file:1: link.debounce: '5001' is none of 0 to 5000",
        "link.debounce=-1|file:1: link.debounce: '-1' is none of",
        "server.security.hardwareDeny=02:*,x|file:1: server.security.hardwareDeny: 'x' is none of",
        "server.security.addressAllow=10.0.0.1/24|'10.0.0.1/24' is none of prefixes",
        "server.security.clientRate=1001|'1001' is no number from 0 to 1000",
        "server.security.relayInformation=all|'all' is none of any, relayed, required",
        "server.conflictProbe=49|'49' is none of 0, or 50 to 2000",
        "server.gracePeriod=604801|'604801' is no number from 0 to 604800",
        "server.authoritative=no|'no' is none of true, false",
        "dhcpv4.arpProbe=99|file:1: dhcpv4.arpProbe: '99' is none of 0, or 100 to 5000",
        "clients.onStop=perhaps|file:1: clients.onStop: 'perhaps' is none of keep, stop"
      })
  void wrongFile_namesLineKeyAndReason(String text, String expected) {
    SettingsException refused =
        assertThrows(
            SettingsException.class, () -> SettingsFile.parse("file", text.replace("\\n", "\n")));
    assertTrue(
        String.valueOf(refused.getMessage()).contains(expected),
        () -> refused.getMessage() + " ≠ " + expected);
  }

  @Test
  void differences_nameTheKeys_andOnlyRunTimeKeysAreTaken() throws SettingsException {
    Settings before = SettingsFile.parse("a", "");
    Settings after =
        SettingsFile.parse(
            "b", "profile=rdk\nclients.onStop=stop\ninterface.Device.IP.Interface.1=eth0");
    assertEquals(
        EnumSet.of(SettingKey.PROFILE, SettingKey.CLIENTS_ON_STOP, SettingKey.INTERFACE),
        before.differences(after));
    Settings taken = before.withRunTimeKeysOf(after);
    assertEquals(Profile.STANDALONE, taken.profile());
    assertEquals(Settings.OnStop.STOP, taken.onStop());
    assertEquals(Map.of("Device.IP.Interface.1", "eth0"), taken.interfaces());
  }

  @Test
  void securityKeys_areRead_andTakenAtRunTime() throws SettingsException {
    Settings before = SettingsFile.parse("a", "");
    assertEquals(GuardRules.NONE, before.serverGuard());
    Settings after =
        SettingsFile.parse(
            "b",
            """
            server.security.snooping=true
            server.security.trusted=wan0, wan1
            server.security.hardwareDeny=02:00:*, *:*:*:*:*:01
            server.security.addressAllow=10.0.0.0/24
            server.security.clientRate=5
            server.security.portRate=50
            server.security.globalRate=900
            server.security.bindings=true
            server.security.portMost=8
            server.security.blockTime=60
            """);
    GuardRules rules = before.withRunTimeKeysOf(after).serverGuard();
    assertEquals(Optional.of(Set.of("wan0", "wan1")), rules.trusted());
    assertEquals(2, rules.hardware().denied().size());
    assertEquals("[10.0.0.0/24]", rules.addresses().allowed().toString());
    assertEquals(5, rules.rates().client().perSecond());
    assertEquals(50, rules.rates().port().perSecond());
    assertEquals(900, rules.rates().all().perSecond());
    assertEquals(GuardRules.Bindings.ON, rules.bindings());
    assertEquals(8, rules.portMost());
    assertEquals(Duration.ofSeconds(60), rules.blockTime());
  }

  @Test
  void conductOfTheServer_isRead_andTakenAtRunTime() throws SettingsException {
    Settings before = SettingsFile.parse("a", "");
    assertEquals(
        new ServerConfiguration.Conduct(
            ServerConfiguration.Timing.USUAL, ServerConfiguration.Unknown.NAK),
        before.serverConduct());
    Settings after =
        SettingsFile.parse(
            "b", "server.authoritative=false\nserver.gracePeriod=60\nserver.declineTime=0");
    assertEquals(
        new ServerConfiguration.Conduct(
            new ServerConfiguration.Timing(
                Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ZERO),
            ServerConfiguration.Unknown.SILENCE),
        before.withRunTimeKeysOf(after).serverConduct());
  }

  @Test
  void fileThatIsNoText_orMissing_isRefusedByName(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("dhcpmgr.properties");
    assertThrows(SettingsException.class, () -> SettingsFile.load(file));
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    SettingsException refused =
        assertThrows(SettingsException.class, () -> SettingsFile.load(file));
    assertTrue(String.valueOf(refused.getMessage()).contains("not UTF-8"));
  }

  @Test
  void etcd_isOffUnlessAskedFor_andItsKeysAreTakenThen() throws SettingsException {
    assertEquals(Optional.empty(), SettingsFile.parse("file", "").serverEtcd());
    String nodes = "server.etcd.endpoints=http://192.0.2.1:2379, https://[2001:db8::1]:2379\n";
    assertEquals(Optional.empty(), SettingsFile.parse("file", nodes).serverEtcd());
    EtcdAccess access =
        SettingsFile.parse("file", nodes + "server.backend=etcd").serverEtcd().orElseThrow();
    assertEquals(2, access.endpoints().size());
    assertEquals(Duration.ofSeconds(60), access.session());
    assertEquals("/dhcpmgr", access.prefix());
  }

  @Test
  void readme_listsEveryKeyWithItsRange() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    for (SettingKey key : SettingKey.values()) {
      assertTrue(
          readme.lines().anyMatch(line -> line.startsWith("| `" + key.key() + "`")), key.key());
    }
  }
}

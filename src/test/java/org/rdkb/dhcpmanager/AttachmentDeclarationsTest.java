package org.rdkb.dhcpmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttachmentDeclarationsTest {
  private static final String OBJECT = "Device.X_DHCPMGR_Attachment.";

  private static SortedMap<String, String> parse(String text, Map<String, String> stored)
      throws SettingsException {
    return AttachmentDeclarations.parse("links", text, new TreeMap<>(stored));
  }

  @Test
  void newName_isANewEnabledRow() throws SettingsException {
    assertEquals(
        Map.of(
            OBJECT + "Network.#", "3",
            OBJECT + "Network.3.Alias", "lan",
            OBJECT + "Network.3.Enable", "true",
            OBJECT + "Network.3.Kind", "bridge"),
        parse("network.lan.kind = bridge\n", Map.of(OBJECT + "Network.#", "2")));
  }

  @Test
  void knownName_keepsItsRow_andTakesWhatTheFileSays() throws SettingsException {
    assertEquals(
        Map.of(
            OBJECT + "Endpoint.4.Alias", "wan",
            OBJECT + "Endpoint.4.Enable", "false",
            OBJECT + "Endpoint.4.MTU", "1492",
            OBJECT + "Endpoint.4.Kind", "vlan"),
        parse(
            "endpoint.wan.mtu=1492\nendpoint.wan.enable=false\n",
            Map.of(
                OBJECT + "Endpoint.4.Alias", "wan",
                OBJECT + "Endpoint.4.Enable", "true",
                OBJECT + "Endpoint.4.Kind", "vlan")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "# one~endpoint.a.kind=tun ! links:2: endpoint.a.kind: 'tun' is not vlan, macvlan, ipvlan,"
            + " veth, bridge, dummy, vcan, vxcan or external",
        "endpoint.a.id=4095 ! links:1: endpoint.a.id: '4095' is not 1 to 4094",
        "endpoint.a.id=0 ! links:1: endpoint.a.id: '0' is not 1 to 4094",
        "endpoint.a.mtu=67 ! links:1: endpoint.a.mtu: '67' is not 68 to 59999",
        "endpoint.a.mac=02:00 ! links:1: endpoint.a.mac: '02:00' is not six octets and colons",
        "endpoint.a.interface=a/b ! links:1: endpoint.a.interface: 'a/b' is not a Linux interface"
            + " name",
        "endpoint.a.speed=1 ! links:1: endpoint.a.speed: unknown key",
        "network.a.namespace=x ! links:1: network.a.namespace: unknown key",
        "link.a.kind=vlan ! links:1: link.a.kind: is none of network.NAME.KEY, endpoint.NAME.KEY",
        "network.9.kind=vlan ! links:1: network.9.kind: is none of network.NAME.KEY,"
            + " endpoint.NAME.KEY",
        "network.a.kind=vlan~network.a.kind=veth ! links:2: network.a.kind: given more than once",
      })
  void whatMakesNoSense_isNamedWithLineKeyAndReason(String text, String expected) {
    SettingsException refused =
        assertThrows(
            SettingsException.class, () -> parse(text.replace('~', '\n'), new TreeMap<>()));
    assertEquals(expected, refused.getMessage());
  }
}

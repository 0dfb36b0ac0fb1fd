package org.rdkb.dhcpmanager.tr181;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.attach.Attachment;
import org.rdkb.dhcpmanager.core.attach.AttachmentId;
import org.rdkb.dhcpmanager.core.attach.Declared;
import org.rdkb.dhcpmanager.core.attach.LinkKind;
import org.rdkb.dhcpmanager.core.attach.LinkSpec;

class DeclaredLinksTest {
  private static final String NETWORK = AttachmentBindings.OBJECT + "Network.";
  private static final String ENDPOINT = AttachmentBindings.OBJECT + "Endpoint.";

  private static Declared declared(String... pathsAndTexts) {
    SortedMap<String, String> stored = new TreeMap<>();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      stored.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
    }
    return DeclaredLinks.of(new StoredRows(Schema.shipped(), Bindings.shipped()).read(stored));
  }

  @Test
  void everyParameter_isInTheLink() {
    Declared declared =
        declared(
            ENDPOINT + "2.Enable", "true",
            ENDPOINT + "2.Alias", "box",
            ENDPOINT + "2.Network", "lan",
            ENDPOINT + "2.Kind", "veth",
            ENDPOINT + "2.Interface", "ve0",
            ENDPOINT + "2.Parent", "br0",
            ENDPOINT + "2.Id", "12",
            ENDPOINT + "2.Peer", "eth0",
            ENDPOINT + "2.MTU", "1400",
            ENDPOINT + "2.MACAddress", "02:AB:00:00:00:01",
            ENDPOINT + "2.Namespace", "/run/netns/x",
            ENDPOINT + "2.PeerMACAddress", "02:AB:00:00:00:02",
            ENDPOINT + "2.Sandbox", "/run/netns/y");
    assertEquals(
        List.of(
            new Attachment(
                new AttachmentId(AttachmentId.Table.ENDPOINT, 2),
                "box",
                true,
                Optional.of("lan"),
                new LinkSpec(LinkKind.VETH, "ve0")
                    .on("br0")
                    .withId(12)
                    .withPeer("eth0")
                    .withMtu(1400)
                    .withMac("02:ab:00:00:00:01")
                    .in("/run/netns/x")
                    .handedTo(new LinkSpec.Handover("02:ab:00:00:00:02", "/run/netns/y")),
                "")),
        declared.all());
  }

  /** What a container's endpoint had in the first version: whoever adds a parameter keeps this. */
  @Test
  void storedSampleOfVersion1_isTheSameLink_andIsNotMadeAnewForWhatCameLater() {
    Declared declared =
        declared(
            NETWORK + "1.Alias", "n-aaaabbbbcccc",
            NETWORK + "1.Enable", "true",
            NETWORK + "1.Kind", "bridge",
            NETWORK + "1.Interface", "br-aaaabbbbcccc",
            NETWORK + "1.MTU", "0",
            ENDPOINT + "1.Alias", "e-111122223333",
            ENDPOINT + "1.Enable", "true",
            ENDPOINT + "1.Network", "n-aaaabbbbcccc",
            ENDPOINT + "1.Kind", "veth",
            ENDPOINT + "1.Interface", "dh-111122223333",
            ENDPOINT + "1.Peer", "dc-111122223333");
    LinkSpec made = new LinkSpec(LinkKind.VETH, "dh-111122223333").withPeer("dc-111122223333");
    LinkSpec link = declared.all().get(1).link();
    assertEquals(made, link);
    LinkSpec later = link.handedTo(new LinkSpec.Handover("02:00:00:00:00:01", "/run/netns/y"));
    assertTrue(later.isMadeAs(made), "the address is set by the engine");
    assertFalse(later.isMadeAs(link.handedTo(new LinkSpec.Handover("02:00:00:00:00:02", ""))));
  }

  @Test
  void network_hasTheSameParameters_andDefaultsSayNothing() {
    Declared declared =
        declared(
            NETWORK + "1.Kind", "bridge", NETWORK + "1.Interface", "br0", NETWORK + "1.MTU", "0");
    Attachment only = declared.all().get(0);
    assertEquals(new LinkSpec(LinkKind.BRIDGE, "br0"), only.link());
    assertEquals(false, only.enable());
    assertEquals("cpe-1", only.alias());
  }

  @Test
  void twoOfOneName_theSecondIsWrong_andSoIsARowWithoutKind() {
    Declared declared =
        declared(
            NETWORK + "1.Enable", "true",
            NETWORK + "1.Kind", "bridge",
            NETWORK + "1.Interface", "br0",
            ENDPOINT + "1.Enable", "true",
            ENDPOINT + "1.Kind", "dummy",
            ENDPOINT + "1.Interface", "br0",
            ENDPOINT + "2.Enable", "true");
    assertEquals(
        List.of("", "Interface is declared by another row too", "Kind is empty"),
        declared.all().stream().map(Attachment::objection).toList());
  }
}

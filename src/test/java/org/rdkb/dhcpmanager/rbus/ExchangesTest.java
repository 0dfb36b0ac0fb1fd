package org.rdkb.dhcpmanager.rbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.rbus.rtmessage.PeerName;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.HeaderVariant;
import org.rdkb.dhcpmanager.rbus.wire.RawClient;
import org.rdkb.dhcpmanager.rbus.wire.Vectors;
import org.rdkb.dhcpmanager.tr181.Profile;

/**
 * What stock tools sent, frame by frame, through the embedded broker to the data model; the answers
 * item by item. A refusal may carry its reason after the items that stock tools read.
 */
class ExchangesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rbuscli-get",
        "rbuscli-get-errors",
        "rbuscli-set",
        "rbuscli-set-errors",
        "rbuscli-rows",
        "rbuscli-names",
        "rbuscli-methods",
        "dmcli-get",
        "dmcli-set",
        "dmcli-session",
        "dmcli-rows",
        "wanmanager"
      })
  void replay_ofAStockTool_isAnsweredAsByACProvider(String file) throws IOException, BusException {
    Exchange.Session session = Exchange.load(file);
    assertFalse(session.exchanges().isEmpty());
    Profile profile = Profile.valueOf(session.profile().toUpperCase(Locale.ROOT));
    String component =
        profile == Profile.RDK ? "eRT.com.cisco.spvtg.ccsp.dhcpmgr" : "eRT.org.rdkb.dhcpmanager";
    BusAddress address = BusAddress.parse("unix://" + folder.resolve("bus"));
    Set<String> inboxes = new HashSet<>();
    try (EmbeddedBus bus =
            EmbeddedBus.open(
                address, new PeerName(component, "dhcpmgr"), PreparedModel.open(profile));
        RawClient client = new RawClient(address, HeaderVariant.ROUND_TRIP)) {
      assertEquals(true, bus.runsBroker());
      for (Exchange exchange : session.exchanges()) {
        Frame request = Vectors.decode(exchange.request());
        if (inboxes.add(request.replyTopic())) {
          client.register(request.replyTopic());
        }
        client.send(exchange.request().duplicate());
        Frame answer = client.receive();
        assertEquals(request.sequence(), answer.sequence(), exchange.command());
        assertEquals(request.replyTopic(), answer.topic(), exchange.command());
        same(exchange, Exchange.items(answer));
      }
    }
  }

  private static void same(Exchange exchange, List<String> ours) {
    List<String> expected = exchange.answer();
    boolean refused = expected.get(0).matches("[1-9][0-9]*");
    List<String> read = refused ? ours.subList(0, Math.min(ours.size(), expected.size())) : ours;
    assertEquals(expected, read, exchange.command());
  }
}

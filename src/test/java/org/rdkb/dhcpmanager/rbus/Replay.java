package org.rdkb.dhcpmanager.rbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.Provider;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.HeaderVariant;
import org.rdkb.dhcpmanager.rbus.wire.RawClient;
import org.rdkb.dhcpmanager.rbus.wire.Vectors;
import org.rdkb.dhcpmanager.tr181.Profile;

/**
 * What stock tools sent, frame by frame, through a broker to the data model; the answers item by
 * item. A refusal may carry its reason after the items that stock tools read.
 */
public final class Replay {
  /** The recorded sessions. */
  public static final List<String> FILES =
      List.of(
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
          "wanmanager");

  private Replay() {}

  /** Joins the bus as the data model's owner. */
  @FunctionalInterface
  public interface Owner {
    BusConsumer open(String component, Provider provider) throws Exception;
  }

  /** Replays a session at a broker, whose provider may stand on librbus. */
  public static void of(String file, BusAddress broker, boolean onLibrbus, Owner owner)
      throws Exception {
    Exchange.Session session = Exchange.load(file);
    assertFalse(session.exchanges().isEmpty());
    Profile profile = Profile.valueOf(session.profile().toUpperCase(Locale.ROOT));
    String component =
        profile == Profile.RDK ? "eRT.com.cisco.spvtg.ccsp.dhcpmgr" : "eRT.org.rdkb.dhcpmanager";
    Set<String> inboxes = new HashSet<>();
    List<String> wrong = new ArrayList<>();
    try (BusConsumer bus = owner.open(component, PreparedModel.open(profile));
        RawClient client = new RawClient(broker, HeaderVariant.ROUND_TRIP)) {
      assertTrue(bus != null);
      for (Exchange exchange : session.exchanges()) {
        Frame request = Vectors.decode(exchange.request());
        if (inboxes.add(request.replyTopic())) {
          client.register(request.replyTopic());
        }
        client.send(exchange.request().duplicate());
        Frame answer = client.receive();
        assertEquals(request.sequence(), answer.sequence(), exchange.command());
        assertEquals(request.replyTopic(), answer.topic(), exchange.command());
        same(exchange, Exchange.items(answer), onLibrbus).ifPresent(wrong::add);
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** What is wrong; a note that an answer differs must be true, too. */
  private static Optional<String> same(Exchange exchange, List<String> ours, boolean onLibrbus) {
    List<String> expected = exchange.answer();
    boolean refused = expected.get(0).matches("[1-9][0-9]*");
    List<String> read = refused ? ours.subList(0, Math.min(ours.size(), expected.size())) : ours;
    boolean differs = onLibrbus && exchange.unlikeLibrbus().isPresent();
    return exchange.isAnsweredBy(read) != differs
        ? Optional.empty()
        : Optional.of(
            exchange.command()
                + " should "
                + (differs ? "not " : "")
                + "be answered\n"
                + expected
                + "\nand is\n"
                + read
                + "\n");
  }
}

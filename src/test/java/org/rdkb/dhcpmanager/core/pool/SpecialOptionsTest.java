package org.rdkb.dhcpmanager.core.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.MessageType4;

/** Options of a client go before those of its class, those before the ones of the pool. */
class SpecialOptionsTest {
  private static final Octets PHONE = Octets.utf8("phone");
  private static final ClientKey IDENTIFIED = ClientKey.identifiedBy(Octets.utf8("id"));

  private static PoolOption option(int code, String text) {
    return new PoolOption(code, Octets.utf8(text), PoolOption.Sent.ALWAYS);
  }

  private static SpecialOptions.ClientClass phones(PoolOption... options) {
    return new SpecialOptions.ClientClass(
        List.of(new Criterion.OfOption(60, PHONE, Criterion.Mode.PREFIX, Criterion.Sense.MATCHING)),
        List.of(options));
  }

  /** The pool says 3, 15 and 224. */
  private final Dialogue lan =
      new Dialogue(
          Dialogue.pool()
              .telling(
                  new SpecialOptions(
                      Map.of(
                          ClientKey.of(Dialogue.hardware(1)),
                          List.of(option(15, "one")),
                          IDENTIFIED,
                          List.of(option(15, "by id"))),
                      List.of(
                          phones(option(15, "phones"), option(66, "tftp")),
                          phones(option(15, "second"), option(67, "file"))))));

  private static Dialogue.Message discover(int client) {
    return new Dialogue.Message(MessageType4.DISCOVER, client);
  }

  private String told(Dialogue.Message message, int code) {
    return lan.send(message)
        .answer()
        .orElseThrow()
        .packet()
        .options()
        .get(code)
        .map(octets -> new String(octets.toArray(), StandardCharsets.US_ASCII))
        .orElse("-");
  }

  @Test
  void clientOfNoClass_isToldWhatThePoolSays() {
    assertEquals("home", told(discover(5), 15));
    assertEquals("-", told(discover(5), 66));
    assertEquals("x", told(discover(5), 224));
  }

  @Test
  void class_goesBeforeThePool_andTheFirstOfTwoCounts() {
    assertEquals("phones", told(discover(5).with(60, PHONE), 15));
    assertEquals("tftp", told(discover(5).with(60, PHONE), 66));
    assertEquals("file", told(discover(5).with(60, PHONE), 67));
    assertEquals("x", told(discover(5).with(60, PHONE), 224));
  }

  @Test
  void client_goesBeforeItsClass_byHardwareOrIdentifier() {
    assertEquals("one", told(discover(1).with(60, PHONE), 15));
    assertEquals("tftp", told(discover(1).with(60, PHONE), 66));
    assertEquals("by id", told(discover(7).with(61, Octets.utf8("id")), 15));
  }

  @Test
  void oneAfterAnother_nobodyIsToldWhatIsForOthers() {
    assertEquals("one", told(discover(1), 15));
    assertEquals("home", told(discover(2), 15));
    assertEquals("phones", told(discover(2).with(60, PHONE), 15));
    assertEquals("home", told(discover(2), 15));
  }

  @Test
  void inform_isAnsweredByTheSameRule() {
    Dialogue.Message inform =
        new Dialogue.Message(MessageType4.INFORM, 1).ciaddr(Dialogue.address("10.0.0.50"));
    Decision decision = lan.send(inform);
    assertEquals(
        Optional.of(Octets.utf8("one")),
        decision.answer().orElseThrow().packet().options().get(15));
  }
}

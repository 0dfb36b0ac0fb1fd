package org.rdkb.dhcpmanager.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rdkb.dhcpmanager.core.client.Samples.CLIENT;
import static org.rdkb.dhcpmanager.core.client.Samples.NOW;
import static org.rdkb.dhcpmanager.core.client.Samples.ON;
import static org.rdkb.dhcpmanager.core.client.Samples.held;
import static org.rdkb.dhcpmanager.core.client.Samples.standing;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The check that follows trouble: over, or escalated once. */
class ClientTroublesTest {
  private static final Instant LATER = NOW.plusSeconds(20);
  private static final Selecting ASKING = new Selecting(standing(), CLIENT, ON, 0, "");
  private static final Bound BOUND =
      new Bound(standing().withLease(held()), CLIENT, ON, LeasePhase.BOUND, "");

  private static ClientTroubles trouble(ClientFault kind) {
    return ClientTroubles.NONE.after(Optional.of(kind), ASKING, NOW);
  }

  private static ClientTroubles quiet(ClientTroubles before, ClientState next) {
    return before.after(Optional.empty(), next, LATER);
  }

  @ParameterizedTest
  @EnumSource(ClientFault.class)
  void eachKind_isCountedByItself_andOpenUntilThereIsALease(ClientFault kind) {
    ClientTroubles troubles = trouble(kind);
    assertEquals(1, troubles.counts().get(kind));
    assertEquals(1, troubles.counts().size());
    assertEquals(Optional.of(NOW.plus(ClientTroubles.PATIENCE)), troubles.checkAt());
    assertEquals(troubles, quiet(troubles, ASKING));
    assertEquals(Optional.empty(), quiet(troubles, BOUND).open());
    assertEquals(troubles.counts(), quiet(troubles, BOUND).counts());
  }

  @Test
  void more_isOneTrouble_sinceItsBeginning_ofTheLastKind() {
    ClientTroubles troubles =
        trouble(ClientFault.PROCESS).after(Optional.of(ClientFault.NETWORK), ASKING, LATER);
    assertEquals(
        Optional.of(new ClientTroubles.Open(ClientFault.NETWORK, NOW, false)), troubles.open());
    assertEquals("process=1 configuration=0 network=1 critical=0 escalated=0", troubles.words());
  }

  @Test
  void leaseThatIsNotInForce_isNoRecovery() {
    Bound refused = new Bound(standing().withLease(held()), CLIENT, ON, LeasePhase.BOUND, "why");
    ClientTroubles troubles = trouble(ClientFault.NETWORK);
    assertEquals(troubles, quiet(troubles, refused));
  }

  @Test
  void nobodyWaitsAnyMore_endsIt_withoutALease() {
    ClientTroubles troubles = trouble(ClientFault.PROCESS);
    Standing off = standing().withConfiguration(Samples.off(), LinkState.READY);
    assertEquals(Optional.empty(), quiet(troubles, new Idle.Disabled(off)).open());
    Standing down = standing().withLink(LinkState.DOWN);
    assertEquals(Optional.empty(), quiet(troubles, new Idle.WaitingForLink(down, "")).open());
  }

  @Test
  void escalated_isCountedOnce_andOverWithTheNextLease() {
    ClientTroubles escalated = trouble(ClientFault.PROCESS).escalated();
    assertEquals(Optional.empty(), escalated.checkAt());
    ClientTroubles again = escalated.after(Optional.of(ClientFault.PROCESS), ASKING, LATER);
    assertEquals(Optional.empty(), again.checkAt());
    assertEquals(
        "process=2 configuration=0 network=0 critical=0 escalated=1", quiet(again, BOUND).words());
    assertEquals(Optional.empty(), quiet(again, BOUND).open());
  }
}

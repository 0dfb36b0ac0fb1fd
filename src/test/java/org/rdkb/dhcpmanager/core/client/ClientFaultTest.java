package org.rdkb.dhcpmanager.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.rdkb.dhcpmanager.core.client.Samples.CLIENT;
import static org.rdkb.dhcpmanager.core.client.Samples.NOW;
import static org.rdkb.dhcpmanager.core.client.Samples.ON;
import static org.rdkb.dhcpmanager.core.client.Samples.standing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.client.ClientEvent.ClientExited;
import org.rdkb.dhcpmanager.core.client.ClientEvent.EffectFailed;
import org.rdkb.dhcpmanager.core.client.ClientEvent.FailedEffect;
import org.rdkb.dhcpmanager.core.client.ClientEvent.LeaseReported;

/** One test per arrow: the trouble, its kind, and what is done about it. */
class ClientFaultTest {
  private static final ClientExited DEATH = new ClientExited(CLIENT, "signal 9: last | words");

  private static Selecting selecting(int failures) {
    return new Selecting(standing().withFailures(failures), CLIENT, ON, 0, "");
  }

  private static Starting starting(int failures) {
    return new Starting(standing().withFailures(failures), Status.ENABLED, ON, Optional.empty());
  }

  private static ClientState check(
      ClientState before, ClientEvent event, Optional<ClientFault> kind, String decision) {
    ClientState next = before.on(event, NOW).next();
    assertEquals(kind, ClientFault.of(before, event, next));
    assertEquals(decision, ClientFault.decision(next, NOW));
    return next;
  }

  private static String after(int failures) {
    Duration wait = Backoff.delay(failures, standing().row(), NOW);
    return "restart in " + wait.toSeconds() + " s";
  }

  @Test
  void died_firstTime_isRestartedAtOnce() {
    ClientState next =
        check(selecting(0), DEATH, Optional.of(ClientFault.PROCESS), "restart at once");
    assertEquals(1, next.standing().failures());
  }

  @Test
  void died_again_waits_andTheRowNamesProcessSignalAndLastWords() {
    ClientState next = check(selecting(3), DEATH, Optional.of(ClientFault.PROCESS), after(4));
    assertEquals("client pid 4711 ended: signal 9: last | words", next.reason());
    assertEquals(Status.ERROR, next.status());
  }

  @Test
  void died_tooOften_isCritical_andTriedSlowly() {
    ClientState next =
        check(
            selecting(Backoff.EXHAUSTED - 1),
            DEATH,
            Optional.of(ClientFault.CRITICAL),
            "restart in 600 s");
    assertEquals(Status.ERROR, next.status());
  }

  @Test
  void configurationThatTheClientCannotBeTold_isToldAnewOnce_thenWaits() {
    EffectFailed cannot = new EffectFailed(FailedEffect.START_CONFIGURATION, "option 61 is empty");
    Transition anew = starting(0).on(cannot, NOW);
    assertInstanceOf(Effect.StartClient.class, anew.effects().get(0)); // which writes all files
    check(starting(0), cannot, Optional.of(ClientFault.CONFIGURATION), "restart at once");
    ClientState next = check(starting(1), cannot, Optional.of(ClientFault.CONFIGURATION), after(2));
    assertEquals("option 61 is empty", next.reason());
  }

  @Test
  void didNotStart_isAsIfItHadDied() {
    EffectFailed refused = new EffectFailed(FailedEffect.START, "no memory");
    check(starting(0), refused, Optional.of(ClientFault.PROCESS), "restart at once");
  }

  @Test
  void networkSaysNo_theClientIsLeftToAskAgain() {
    for (LeaseReport no :
        List.of(
            new LeaseReport.NoServer(),
            new LeaseReport.Nak("not yours"),
            new LeaseReport.Refused("lease time 0"))) {
      check(
          selecting(0),
          new LeaseReported(no),
          Optional.of(ClientFault.NETWORK),
          "the client asks again");
    }
  }

  @Test
  void silence_isSaidOnce_notInEveryRound() {
    Selecting later = new Selecting(standing(), CLIENT, ON, 1, "");
    check(
        later,
        new LeaseReported(new LeaseReport.NoServer()),
        Optional.empty(),
        "the client asks again");
  }

  @Test
  void noProgram_isCritical_errorAndASlowRetry() {
    EffectFailed none = new EffectFailed(FailedEffect.START_NO_PROGRAM, "udhcpc is not installed");
    ClientState next =
        check(starting(0), none, Optional.of(ClientFault.CRITICAL), "restart in 5 s");
    assertEquals(Status.ERROR, next.status());
  }

  @Test
  void wantedEnd_orThatOfAnotherClient_isNoTrouble() {
    Stopping stopping =
        new Stopping(standing(), CLIENT, "eth0", Stopping.Stage.TERMINATING, NOW, Status.ENABLED);
    assertEquals(Optional.empty(), ClientFault.of(stopping, DEATH, stopping.on(DEATH, NOW).next()));
    ClientExited other = new ClientExited(Samples.OTHER_CLIENT, "signal 9");
    assertEquals(Optional.empty(), ClientFault.of(selecting(0), other, selecting(0)));
  }
}

package org.rdkb.dhcpmanager.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.client.ClientEvent.ClientExited;
import org.rdkb.dhcpmanager.core.client.ClientEvent.ClientStarted;
import org.rdkb.dhcpmanager.core.client.ClientEvent.ConfigurationChanged;
import org.rdkb.dhcpmanager.core.client.ClientEvent.LeaseReported;
import org.rdkb.dhcpmanager.core.client.ClientEvent.ReleaseRequested;

class ClientFiguresTest {
  private static final RowId ROW = new RowId(Family.V4, 1);
  private static final ClientProcess CLIENT = new ClientProcess(4711, 1);
  private static final ClientConfiguration WANTED =
      new ClientConfiguration(true, "eth0", "", List.of(1, 3), List.of());
  private static final LeaseReported GRANTED =
      new LeaseReported(new LeaseReport.Granted(Samples.lease("192.0.2.7", 3600)));

  private ClientState state = ClientState.initial(ROW);
  private ClientFigures figures = ClientFigures.NONE;
  private Instant now = Samples.NOW;

  private void on(ClientEvent event, long millisLater) {
    now = now.plus(Duration.ofMillis(millisLater));
    Transition transition = state.on(event, now);
    figures = figures.after(state, event, transition, now);
    state = transition.next();
  }

  private void bind() {
    on(new ConfigurationChanged(WANTED, LinkState.READY), 0);
    on(new ClientStarted(CLIENT), 20);
    on(GRANTED, 300);
  }

  @Test
  void start_andAcquisition_areTimedFromTheDecision() {
    bind();
    assertEquals(new Timing(1, 20_000, 20_000, 20_000), figures.start());
    assertEquals(new Timing(1, 320_000, 320_000, 320_000), figures.acquisition());
    assertEquals(new MessageCounts(1, 0, 0), figures.messages());
    assertEquals(0, figures.renewals());
  }

  @Test
  void renewal_isNoAcquisition() {
    bind();
    on(GRANTED, 1800_000);
    assertEquals(1, figures.renewals());
    assertEquals(1, figures.acquisition().count());
    assertEquals(2, figures.messages().acks());
  }

  @Test
  void clientThatDied_isTimedAgain_andCountsStay() {
    bind();
    on(new ClientExited(CLIENT, "killed"), 1000);
    on(new ClientStarted(new ClientProcess(4712, 2)), 5);
    on(GRANTED, 5);
    assertEquals(new Timing(2, 5_000, 20_000, 25_000), figures.start());
    assertEquals(new Timing(2, 10_000, 320_000, 330_000), figures.acquisition());
    assertEquals(2, figures.messages().acks());
  }

  @Test
  void nakAndRelease_areCountedOnce() {
    bind();
    on(new LeaseReported(new LeaseReport.Nak("")), 10);
    on(new ReleaseRequested(), 10); // there is no lease to be released
    assertEquals(new MessageCounts(1, 1, 0), figures.messages());
  }

  @Test
  void release_ofALease_isCounted_andOutlivesTheClient() {
    bind();
    on(new ReleaseRequested(), 10);
    on(new ClientExited(CLIENT, "exit code 0"), 10);
    on(new ConfigurationChanged(WANTED.disabled(), LinkState.READY), 10);
    assertEquals(new MessageCounts(1, 0, 1), figures.messages());
    assertEquals(MessageCounts.NONE, figures.withoutMessages().messages());
    assertEquals(1, figures.withoutMessages().start().count());
  }

  @Test
  void timing_keepsLastLongestAndMean() {
    Timing timing = Timing.NONE.with(Duration.ofNanos(3_999)).with(Duration.ofMillis(-1));
    assertEquals(new Timing(2, 0, 3, 3), timing);
    assertEquals(1, timing.mean());
    assertEquals(0, Timing.NONE.mean());
  }
}

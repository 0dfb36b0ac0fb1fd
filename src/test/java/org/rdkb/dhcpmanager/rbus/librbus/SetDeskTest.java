package org.rdkb.dhcpmanager.rbus.librbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.rbus.RecordingProvider;

/** Calls in the order in which librbus makes them, and what the provider is asked to set. */
class SetDeskTest {
  private static final SetDesk.Sender ANNA = new SetDesk.Sender("anna", 0);
  private static final SetDesk.Sender BERT = new SetDesk.Sender("bert", 0);
  private static final SetDesk.Sender SESSION = new SetDesk.Sender("anna", 7);
  private static final BusValue OLD = BusValue.text("old");

  private final RecordingProvider provider = new RecordingProvider();
  private final List<String> barriers = new ArrayList<>();
  private final DiskCalls disk = new DiskCalls(Duration.ofSeconds(20));
  private final SetDesk desk = new SetDesk(provider, disk, () -> barriers.add("barrier"));

  /** One parameter of a set of several: the library reads the old value first. */
  private void several(String name, boolean last, SetDesk.Sender sender) throws BusException {
    desk.readForUndo(name);
    desk.wasRead(name, OLD);
    single(name, last, sender);
  }

  private void single(String name, boolean commit, SetDesk.Sender sender) throws BusException {
    desk.set(new BusProperty(name, BusValue.text("new")), commit, sender);
  }

  @Test
  void single_isSetAtOnce() throws BusException {
    single("A", true, ANNA);
    assertEquals(List.of("anna [A=new]"), provider.sets());
  }

  @Test
  void several_areSetTogetherWithTheLast() throws BusException {
    several("A", false, ANNA);
    several("B", false, ANNA);
    assertEquals(List.of(), provider.sets());
    several("C", true, ANNA);
    assertEquals(List.of("anna [A=new, B=new, C=new]"), provider.sets());
    assertEquals(List.of("barrier"), barriers);
  }

  @Test
  void several_oneThatCannotBeRead_areSetTogether() throws BusException {
    several("A", false, ANNA);
    desk.readForUndo("B");
    single("B", false, ANNA);
    several("C", true, ANNA);
    assertEquals(List.of("anna [A=new, B=new, C=new]"), provider.sets());
  }

  @Test
  void several_refused_oldValuesWrittenBackChangeNothing() throws BusException {
    several("A", false, ANNA);
    several("B", false, ANNA);
    provider.refuse(new BusException(BusError.INVALID_PARAMETER_VALUE, "B", "never"));
    assertThrows(BusException.class, () -> several("C", true, ANNA));
    provider.refuse(null);
    desk.set(new BusProperty("A", OLD), true, ANNA);
    desk.set(new BusProperty("B", OLD), true, ANNA);
    assertEquals(List.of(), provider.sets());
    single("A", true, ANNA);
    assertEquals(List.of("anna [A=new]"), provider.sets());
  }

  /** The library names the parameter whose call is refused, so it must be that one's. */
  @Test
  void several_oneIsWrongByItself_itsOwnCallIsRefused() throws BusException {
    several("A", false, ANNA);
    provider.refuseAlone("B");
    BusException refused = assertThrows(BusException.class, () -> several("B", false, ANNA));
    assertEquals("B", refused.element());
    desk.set(new BusProperty("A", OLD), false, ANNA); // written back
    several("C", false, ANNA);
    several("D", true, ANNA);
    assertEquals(List.of("anna [C=new, D=new]"), provider.sets());
  }

  @AfterEach
  void stop() {
    disk.close();
  }

  @Test
  void several_refused_nextRequestStandsAlone() throws BusException {
    several("A", false, ANNA);
    provider.refuse(new BusException(BusError.INVALID_PARAMETER_VALUE, "B", "never"));
    assertThrows(BusException.class, () -> several("B", true, ANNA));
    provider.refuse(null);
    several("C", false, ANNA);
    several("D", true, ANNA);
    assertEquals(List.of("anna [C=new, D=new]"), provider.sets());
  }

  @Test
  void brokenOff_isForgottenWithTheNextCallOfAnotherKind() throws BusException {
    several("A", false, ANNA); // then the library meets a read-only parameter, and tells nobody
    desk.other();
    several("B", false, ANNA);
    several("C", true, ANNA);
    assertEquals(List.of("anna [B=new, C=new]"), provider.sets());
  }

  @Test
  void brokenOff_isForgottenWithASingleSetOrAnotherSender() throws BusException {
    several("A", false, ANNA);
    single("B", true, ANNA);
    several("A", false, ANNA);
    several("C", true, BERT);
    assertEquals(List.of("anna [B=new]", "bert [C=new]"), provider.sets());
  }

  @Test
  void session_waitsForItsCommit() throws BusException {
    single("A", false, SESSION);
    desk.other();
    single("X", true, BERT);
    several("B", false, SESSION);
    several("C", false, SESSION);
    desk.other();
    assertEquals(List.of("bert [X=new]"), provider.sets());
    single("D", true, SESSION);
    assertEquals(List.of("bert [X=new]", "anna [A=new, B=new, C=new, D=new]"), provider.sets());
  }

  @Test
  void uncommitted_withoutSession_neverHappens() throws BusException {
    several("A", false, ANNA);
    several("B", false, ANNA);
    desk.other();
    assertEquals(List.of(), provider.sets());
  }

  @Test
  void tooMany_areRefusedAndNothingIsSet() throws BusException {
    for (int i = 0; i < 1024; i++) {
      several("P" + i, false, ANNA);
    }
    BusException full = assertThrows(BusException.class, () -> several("Q", false, ANNA));
    assertEquals(BusError.OUT_OF_RESOURCES, full.error());
    several("A", false, ANNA);
    several("B", true, ANNA);
    assertEquals(List.of("anna [A=new, B=new]"), provider.sets());
  }
}

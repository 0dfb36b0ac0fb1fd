package org.rdkb.dhcpmanager.rbus.librbus;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdkb.dhcpmanager.rbus.ProbeProvider;
import org.rdkb.dhcpmanager.rbus.rtmessage.PeerName;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

class LibrbusMissingTest {
  /** The C library stands for a librbus that lacks our functions. */
  @ParameterizedTest
  @CsvSource({"librbus-nowhere.so.0, librbus-nowhere", "libc.so.6, rbus"})
  void missingOrTooOld_isRefusedNamingWhat(String library, String what) {
    LibrbusMissingException refused =
        assertThrows(
            LibrbusMissingException.class,
            () ->
                LibrbusBus.open(
                    BusAddress.parse("unix:///nowhere"),
                    new PeerName("probe.missing", "probe"),
                    new ProbeProvider(),
                    library));
    assertTrue(String.valueOf(refused.getMessage()).contains(what), refused::getMessage);
  }
}

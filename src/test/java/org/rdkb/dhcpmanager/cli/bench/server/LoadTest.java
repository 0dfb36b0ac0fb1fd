package org.rdkb.dhcpmanager.cli.bench.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LoadTest {
  /** Of perfdhcp 2.2.0, shortened. */
  private static final String PRINTED =
      """
      Running: perfdhcp -4 -l 10.64.0.2 -r 5 -R 20000 -p 1 -x t 10.64.0.1
      Scenario: basic.
      ***Rate statistics***
      Rate: 1817.48 4-way exchanges/second, expected rate: 2000

      ***Malformed Packets***
      Malformed packets: 0
      ***Statistics for: DISCOVER-OFFER***
      sent packets: 200
      received packets: 199
      drops: 1
      drops ratio: 0 %

      ***Statistics for: REQUEST-ACK***
      sent packets: 199
      received packets: 198
      drops: 1

      ***Timestamps for packets: DISCOVER-OFFER***
      sent / received: 000000.000113 / 000000.000645
      sent / received: 000000.999900 / 000001.000100

      ***Timestamps for packets: REQUEST-ACK***
      sent / received: 000000.000694 / 000000.000920

      ***Leases for DISCOVER-OFFER***
      client_id,adrress,prefix
      ,10.64.1.9,

      ***Leases for REQUEST-ACK***
      client_id,adrress,prefix
      ,10.64.1.0,
      ,10.64.1.1,
      """;

  @Test
  void printed_isRead_bySection() {
    Load load = Load.read(PRINTED.lines().toList(), 2);
    assertEquals(
        new Load(200, 199, 198, 2, List.of(532L, 200L, 226L), List.of("10.64.1.0", "10.64.1.1")),
        load);
    assertEquals(99, load.perSecond());
    assertEquals(226_000, load.figures("any").quantile(0.5));
  }

  @Test
  void load_thatLosesOnePercent_orIsNotSent_isNotKeptUpWith() {
    assertTrue(counts(1000, 991).keepsUpWith(1000));
    assertFalse(counts(1000, 990).keepsUpWith(1000));
    assertFalse(counts(900, 900).keepsUpWith(1000));
    assertFalse(Load.read(List.of("no such host"), 1).keepsUpWith(1));
  }

  private static Load counts(long discovers, long acks) {
    return new Load(discovers, discovers, acks, 1, List.of(), List.of());
  }
}

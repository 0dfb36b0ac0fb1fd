package org.rdkb.dhcpmanager.cli.bench.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcessorsTest {
  @Test
  void firstAndLastOfTheAllowed_areTaken_oneIsNotEnough() {
    assertEquals(Optional.of(new Processors(0, 1)), of("0-1"));
    assertEquals(Optional.of(new Processors(2, 11)), of("2,4-7,11"));
    assertEquals(Optional.of(new Processors(0, 15)), of("0-7,12-15"));
    assertEquals(Optional.empty(), of("3"));
    assertEquals(Optional.empty(), Processors.of("Name:\tjava\n"));
  }

  private static Optional<Processors> of(String list) {
    return Processors.of("Cpus_allowed:\tff\nCpus_allowed_list:\t" + list + "\nMems_allowed:\t1\n");
  }
}

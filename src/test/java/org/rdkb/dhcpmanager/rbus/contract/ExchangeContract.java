package org.rdkb.dhcpmanager.rbus.contract;

import java.util.List;
import org.rdkb.dhcpmanager.rbus.Replay;

/** The recorded exchanges of stock tools, where the bus has a socket that takes their frames. */
final class ExchangeContract {
  private ExchangeContract() {}

  static List<Case> cases() {
    Case.Group group = new Case.Group("exchanges");
    for (String file : Replay.FILES) {
      group.add(
          "of " + file + " are answered as by a C provider",
          world -> {
            world.needs(ContractBus.Trait.FRAMES);
            boolean onLibrbus = !world.bus.has(ContractBus.Trait.REASONS);
            Replay.of(file, world.bus.address(), onLibrbus, world.bus::provider);
          });
    }
    return group.cases();
  }
}

package org.rdkb.dhcpmanager.rbus.contract;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** All cases, in the order in which they are run; those that stop the broker come last. */
final class BusContract {
  private BusContract() {}

  static List<Case> cases() {
    return Stream.of(
            GetContract.cases(),
            SetContract.cases(),
            RowContract.cases(),
            NestedContract.cases(),
            MethodContract.cases(),
            EventContract.cases(),
            ChangeContract.cases(),
            LoadContract.cases(),
            ExchangeContract.cases(),
            LossContract.cases())
        .flatMap(List::stream)
        .toList();
  }

  /** One test for each case, all in the same world. */
  static Stream<DynamicTest> tests(World world) {
    return cases().stream()
        .map(one -> DynamicTest.dynamicTest(one.toString(), () -> world.run(one)));
  }
}

package org.rdkb.dhcpmanager.rbus.contract;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Holds the binding of librbus to the contract, over the double. */
@Needs(Needs.Thing.GCC)
class DoubleContractTest {
  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> librbusDouble() throws IOException, InterruptedException {
    Path library = NativeDouble.compile(folder);
    Path results = folder.resolve("results");
    Path output = folder.resolve("output");
    List<String> command =
        ForkedContract.java(
            List.of("-Xmx256m"),
            ContractMain.class,
            results.toString(),
            folder.toString(),
            library.toString());
    ForkedContract.run(command, output.toFile(), Map.of());
    Stream<Case> cases =
        Stream.concat(
            ContractMain.cases(library).stream(),
            ContractMain.rules(new NativeDouble(library)).stream());
    return ForkedContract.tests(cases.map(Case::toString).toList(), results, output);
  }
}

package org.rdkb.dhcpmanager.rbus.contract;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds the binding of librbus to the contract, over the stock library and its stock broker. */
@Needs(Needs.Thing.LIBRBUS)
class LibrbusContractTest {
  /**
   * Not below /tmp, which is another one in there: the stock broker writes files of fixed names.
   */
  private Path folder = Path.of("target", "contract").toAbsolutePath();

  private static final String OWN_TMP = "mount -t tmpfs none /tmp && exec \"$@\"";

  @BeforeEach
  void make() throws IOException {
    Files.createDirectories(folder);
    folder = Files.createTempDirectory(folder, "stock");
  }

  @TestFactory
  Stream<DynamicTest> librbus() throws IOException, InterruptedException {
    StockLibrary.find().orElseThrow().copyTo(folder);
    Path results = folder.resolve("results");
    Path output = folder.resolve("output");
    List<String> command =
        new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private"));
    command.addAll(List.of("sh", "-c", OWN_TMP, "contract"));
    command.addAll(
        ForkedContract.java(
            List.of("-Xmx256m"),
            ContractMain.class,
            results.toString(),
            folder.toString(),
            folder.resolve(StockLibrary.LIBRARY).toString(),
            folder.resolve(StockLibrary.BROKER).toString()));
    ForkedContract.run(command, output.toFile(), Map.of("LD_LIBRARY_PATH", folder.toString()));
    List<Case> cases = ContractMain.cases(folder.resolve(StockLibrary.LIBRARY));
    return ForkedContract.tests(cases.stream().map(Case::toString).toList(), results, output);
  }

  @AfterEach
  void remove() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}

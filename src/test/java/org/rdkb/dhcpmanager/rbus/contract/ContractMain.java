package org.rdkb.dhcpmanager.rbus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

/**
 * Runs all cases through librbus in a process of its own, since the library can be had only once in
 * a process, and a mistake in it ends the process. Writes one line for each case.
 */
public final class ContractMain {
  /** First words of a line; a tab, the case, and for a failure a tab and the reason follow. */
  static final String PASS = "PASS";

  static final String FAIL = "FAIL";
  static final String LEFT_OUT = "LEFT OUT";

  private ContractMain() {}

  /**
   * Runs them.
   *
   * @param arguments file for the results, folder for sockets, library; and the stock broker's
   *     program, without which the library is the double
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    Path library = Path.of(arguments[2]);
    Path socket = folder.resolve("bus");
    try (PrintStream out = new PrintStream(arguments[0], StandardCharsets.UTF_8)) {
      if (arguments.length > 3) {
        run(out, library, socket, new StockBroker(Path.of(arguments[3]), socket));
      } else {
        NativeDouble loaded = new NativeDouble(library);
        run(out, library, socket, new DoubleBroker(loaded, socket));
        for (Case one : rules(loaded)) {
          print(out, one, () -> one.body().run(null));
        }
      }
    }
    // The library may have left threads behind.
    Runtime.getRuntime().halt(0);
  }

  private static void run(
      PrintStream out, Path library, Path socket, LibrbusContractBus.LibraryBroker broker)
      throws Exception {
    BusAddress address = BusAddress.parse("unix://" + socket);
    try (ContractBus bus = new LibrbusContractBus(library, address, broker);
        World world = new World(bus)) {
      String only = System.getProperty("contract.only", "");
      for (Case one : cases(library)) {
        if (one.toString().contains(only)) {
          print(out, one, () -> world.run(one));
        }
      }
    }
  }

  /** The contract of every bus, and that of librbus; those that stop the broker come last. */
  static List<Case> cases(Path library) {
    return Stream.concat(new NativeContract(library).cases().stream(), BusContract.cases().stream())
        .toList();
  }

  /** What the double has counted meanwhile. */
  static List<Case> rules(NativeDouble loaded) {
    Case.Group group = new Case.Group("rules");
    group.add(
        "no function was used against its documentation",
        none -> assertEquals("0 ", loaded.misuse() + " " + loaded.lastMisuse()));
    group.add("no request was lost", none -> assertEquals(0, loaded.lost()));
    group.add("everything was released, once", none -> assertEquals(0, loaded.liveObjects()));
    return group.cases();
  }

  private static void print(PrintStream out, Case one, World.Doing body) {
    long begun = System.nanoTime();
    String result;
    try {
      body.run();
      result = PASS + "\t" + one;
    } catch (TestAbortedException leftOut) {
      result = LEFT_OUT + "\t" + one + "\t" + leftOut.getMessage();
    } catch (Exception | AssertionError failed) {
      result = FAIL + "\t" + one + "\t" + reason(failed);
    }
    out.println(result + "\t" + (System.nanoTime() - begun) / 1_000_000 + " ms");
    out.flush();
  }

  private static String reason(Throwable failed) {
    String where =
        List.of(failed.getStackTrace()).stream()
            .filter(at -> at.getClassName().endsWith("Contract"))
            .map(StackTraceElement::toString)
            .findFirst()
            .orElse("");
    String text = String.valueOf(failed).replaceAll("\\s+", " ");
    return text.substring(0, Math.min(8000, text.length())) + " at " + where;
  }
}

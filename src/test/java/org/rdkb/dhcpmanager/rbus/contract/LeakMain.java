package org.rdkb.dhcpmanager.rbus.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rdkb.dhcpmanager.rbus.contract.World.ROOT;
import static org.rdkb.dhcpmanager.rbus.contract.World.TABLE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.SubscribeRequest;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

/** Uses the double often, in a process of its own, and writes what that has left behind. */
public final class LeakMain {
  private static final int OTHERS = 2_000;
  private static final int SETTLING = 500;

  private LeakMain() {}

  /**
   * Runs.
   *
   * @param arguments file for the results, folder for sockets, library, number of gets
   */
  public static void main(String[] arguments) throws Exception {
    Path socket = Path.of(arguments[1], "bus");
    NativeDouble library = new NativeDouble(Path.of(arguments[2]));
    int gets = Integer.parseInt(arguments[3]);
    try (ContractBus bus =
            new LibrbusContractBus(
                Path.of(arguments[2]),
                BusAddress.parse("unix://" + socket),
                new DoubleBroker(library, socket));
        World world = new World(bus)) {
      Semaphore events = new Semaphore(0);
      world.consumer.subscribe(
          new SubscribeRequest(ROOT + "Event!", false), event -> events.release());
      use(world, gets / 2, events);
      long residentBefore = resident();
      long before = settled(library, world);
      use(world, gets, events);
      Files.write(
          Path.of(arguments[0]),
          List.of(
              "live " + (settled(library, world) - before),
              "misuse " + library.misuse() + " " + library.lastMisuse(),
              "lost " + library.lost(),
              "resident " + (resident() - residentBefore)));
    }
    Runtime.getRuntime().halt(0);
  }

  private static void use(World world, int gets, Semaphore events)
      throws BusException, InterruptedException {
    for (int i = 0; i < gets; i++) {
      world.get(i % 2 == 0 ? "Int" : "Str");
    }
    BusObject data = BusObject.of(new BusProperty("n", BusValue.text("x".repeat(100))));
    for (int i = 0; i < OTHERS; i++) {
      world.set("Str", BusValue.text("value " + i));
      world.consumer.set(
          List.of(
              new BusProperty(ROOT + "Int", BusValue.int32(i)),
              new BusProperty(ROOT + "Flag", BusValue.bool(i % 2 == 0))));
      World.refused(() -> world.set("Range", BusValue.int32(-1)));
      World.refused(() -> world.get("Nope"));
      world.consumer.get(List.of(ROOT));
      world.consumer.deleteRow(TABLE + world.row("alias"));
      world.consumer.invoke(ROOT + "Echo()", data);
      world.owner.publish(new BusEvent.General(ROOT + "Event!", data));
      assertTrue(events.tryAcquire(20, TimeUnit.SECONDS));
    }
  }

  /** The last event's object is let go after its listener returned: what stays stays for longer. */
  private static long settled(NativeDouble library, World world) throws BusException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < SETTLING; i++) {
      world.get("Int");
      least = Math.min(least, library.liveObjects());
    }
    return least;
  }

  /** Resident memory after a collection, in KiB. */
  private static long resident() throws IOException {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }
}

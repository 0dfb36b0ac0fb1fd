package org.rdkb.dhcpmanager.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;
import org.rdkb.dhcpmanager.bus.SubscribeRequest;
import org.rdkb.dhcpmanager.bus.view.Shown;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints events as they come. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description =
        "Print events until Ctrl-C: of parameters (value changes), tables (rows), event elements.")
final class WatchCommand implements Callable<Integer> {
  private static final long A_DAY_SECONDS = 86_400;

  private final Dhcpmgr program;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Device.DHCPv4.Client.1.Events, …Client.*.Status, Device.DHCPv4.Client.")
  private final List<String> paths = new ArrayList<>();

  @Option(names = "--initial", description = "print the present value first")
  private boolean initial;

  @Option(names = "--count", paramLabel = "N", description = "stop after so many events")
  private long count = Long.MAX_VALUE;

  @Option(
      names = "--for",
      paramLabel = "SECONDS",
      description = "give up after so long; with --count and too few events the exit code is 3")
  private long seconds = A_DAY_SECONDS * 365;

  WatchCommand(Dhcpmgr program) {
    this.program = program;
  }

  @Override
  public Integer call() throws BusException {
    if (count < 1 || seconds < 1) {
      throw program.usage("--count and --for take positive numbers");
    }
    return program.onBus(this::watch);
  }

  private void watch(BusConsumer bus) throws BusException {
    CountDownLatch missing = new CountDownLatch((int) Math.min(count, Integer.MAX_VALUE));
    List<BusConsumer.Subscription> open = new ArrayList<>();
    try {
      for (String path : paths) {
        open.add(bus.subscribe(new SubscribeRequest(path, initial), e -> received(e, missing)));
      }
      boolean enough = missing.await(seconds, TimeUnit.SECONDS);
      if (!enough && count != Long.MAX_VALUE) {
        throw new BusException(
            BusError.TIMEOUT, "", missing.getCount() + " events did not come in time");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      open.forEach(BusConsumer.Subscription::close);
    }
  }

  private void received(ReceivedEvent event, CountDownLatch missing) {
    synchronized (missing) {
      if (missing.getCount() > 0) {
        print(event);
        missing.countDown();
      }
    }
  }

  private void print(ReceivedEvent event) {
    String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    if (program.json()) {
      program
          .console()
          .jsonLine(
              line -> {
                line.writeStringField("time", now);
                line.writeStringField("event", event.type().name());
                line.writeStringField("element", event.element());
                line.writeFieldName("data");
                Shown.json(line, event.data());
              });
    } else {
      program
          .console()
          .out()
          .printf(
              "%s  %-14s  %s  %s%n",
              now,
              event.type().name(),
              Shown.printable(event.element()),
              Shown.object(event.data()));
    }
  }
}

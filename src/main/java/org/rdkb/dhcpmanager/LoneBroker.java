package org.rdkb.dhcpmanager;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.cli.BrokerRunner;
import org.rdkb.dhcpmanager.cli.ExitCode;
import org.rdkb.dhcpmanager.rbus.broker.Broker;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

/**
 * Runs a broker alone until SIGTERM or SIGINT; a second one ends it at once. A broker that fails
 * ends the process too, so that whoever started it can start it again.
 */
final class LoneBroker implements BrokerRunner {
  private static final Logger log = LogManager.getLogger(LoneBroker.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final int AT_ONCE = 130;

  private final CountDownLatch stop = new CountDownLatch(1);

  @Override
  public int run(List<String> addresses) {
    Signals.on("TERM", this::stop);
    Signals.on("INT", this::stop);
    List<BusAddress> places = new ArrayList<>();
    try {
      addresses.forEach(address -> places.add(BusAddress.parse(address)));
    } catch (IllegalArgumentException refused) {
      log.error("BROKER-REFUSED {}", refused.getMessage());
      return ExitCode.USAGE;
    }
    try (Broker broker = Broker.open(places)) {
      while (!stop.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        if (!broker.isServing()) {
          log.error("BROKER-FAILED addresses={}", places);
          return ExitCode.INTERNAL;
        }
      }
      log.info("STOPPING {}", broker.stats());
      return ExitCode.OK;
    } catch (IOException refused) {
      log.error("START-FAILED {}", refused.getMessage());
      return ExitCode.PREREQUISITES;
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
      return ExitCode.OK;
    }
  }

  private synchronized void stop() {
    if (stop.getCount() == 0) {
      Runtime.getRuntime().halt(AT_ONCE);
    }
    stop.countDown();
  }
}

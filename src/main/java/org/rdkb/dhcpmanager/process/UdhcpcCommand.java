package org.rdkb.dhcpmanager.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.SentOption;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;

/**
 * The argument vector of udhcpc. Pure.
 *
 * <p>What is sent is exactly what the rows say (R27): {@code -o} drops the built-in requests,
 * {@code -V ""} the built-in vendor class (which udhcpc would send besides one given by {@code
 * -x}), {@code -C} the built-in client identifier. Without {@code -R} nothing is released but on
 * USR2. An offered address that somebody else has is found by udhcpc itself: only the client can
 * look before it asks for it. BusyBox 1.35 then lets the offer pass without a DECLINE, which a
 * server hears of addresses only that it has granted. With neither {@code -n} nor {@code -b} it
 * goes on trying by itself, in the foreground.
 */
final class UdhcpcCommand {
  private static final int CLIENT_IDENTIFIER = 61;
  private static final String REQUESTED_ADDRESS = "-r";

  private UdhcpcCommand() {}

  static List<String> argv(
      Path program,
      Path pidFile,
      Path plugin,
      Duration arpProbe,
      ClientConfiguration configuration,
      Optional<Ipv4Address> requestedAddress) {
    List<String> argv = new ArrayList<>();
    argv.add(program.toString());
    argv.addAll(List.of("-f", "-i", configuration.linuxInterface()));
    argv.addAll(List.of("-p", pidFile.toString(), "-s", plugin.toString()));
    // Three discovers, 3 s apart, then a pause of 10 s, and again.
    argv.addAll(List.of("-t", "3", "-T", "3", "-A", "10", "-o"));
    if (!arpProbe.isZero()) {
      argv.add("-a" + arpProbe.toMillis());
    }
    for (int code : configuration.requestedOptions()) {
      argv.addAll(List.of("-O", Integer.toString(code)));
    }
    boolean ownIdentifier = false;
    for (SentOption option : configuration.sentOptions()) {
      ownIdentifier |= option.code() == CLIENT_IDENTIFIER;
      argv.addAll(
          List.of("-x", String.format("0x%02x:", option.code()) + option.payload().toHex()));
    }
    if (!ownIdentifier) {
      argv.add("-C");
    }
    argv.addAll(List.of("-V", ""));
    requestedAddress.ifPresent(
        address -> argv.addAll(List.of(REQUESTED_ADDRESS, address.toString())));
    return List.copyOf(argv);
  }

  /** Two clients that differ only in the address they asked for first serve alike. */
  static List<String> withoutRequestedAddress(List<String> argv) {
    int at = argv.size() - 2;
    return at > 0 && argv.get(at).equals(REQUESTED_ADDRESS) ? argv.subList(0, at) : argv;
  }
}

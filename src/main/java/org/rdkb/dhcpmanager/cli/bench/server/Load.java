package org.rdkb.dhcpmanager.cli.bench.server;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rdkb.dhcpmanager.cli.text.Figures;

/**
 * What perfdhcp says of one run.
 *
 * @param discovers sent
 * @param offers received
 * @param acks received: exchanges that were completed
 * @param seconds of sending
 * @param delays from each request to its answer, both kinds together; empty unless asked for
 * @param addresses of the ACKs, with repetitions; empty unless asked for
 */
public record Load(
    long discovers,
    long offers,
    long acks,
    int seconds,
    List<Long> delays,
    List<String> addresses) {
  private static final Pattern SECTION =
      Pattern.compile(
          "\\*\\*\\*(.*?)(?: for(?: packets)?)?: (DISCOVER-OFFER|REQUEST-ACK)\\*\\*\\*");
  private static final Pattern LEASES = Pattern.compile("\\*\\*\\*Leases for (.*)\\*\\*\\*");
  private static final Pattern COUNT = Pattern.compile("(sent|received) packets: ([0-9]{1,12})");
  private static final Pattern TIMES =
      Pattern.compile("sent / received: ([0-9]{1,8})\\.([0-9]{6}) / ([0-9]{1,8})\\.([0-9]{6})");
  private static final Pattern LEASE = Pattern.compile("[^,]*,([0-9.]{7,15}),.*");
  private static final long MICROS = 1_000_000;

  /** Takes copies. */
  public Load {
    delays = List.copyOf(delays);
    addresses = List.copyOf(addresses);
  }

  /**
   * Reads what it printed.
   *
   * @param printed line by line
   * @param seconds for how long it was told to send
   * @return zero for what it does not say
   */
  static Load read(List<String> printed, int seconds) {
    Reader reader = new Reader();
    printed.forEach(reader::line);
    return new Load(
        reader.discovers, reader.offers, reader.acks, seconds, reader.delays, reader.addresses);
  }

  private static final class Reader {
    private boolean first = true;
    private boolean leases;
    private long discovers;
    private long offers;
    private long acks;
    private final List<Long> delays = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();

    void line(String line) {
      Matcher section = SECTION.matcher(line);
      Matcher leasesOf = LEASES.matcher(line);
      if (section.matches()) {
        first = section.group(2).startsWith("DISCOVER");
        leases = false;
      } else if (leasesOf.matches()) {
        first = leasesOf.group(1).startsWith("DISCOVER");
        leases = true;
      } else if (leases) {
        lease(LEASE.matcher(line));
      } else {
        figures(COUNT.matcher(line), TIMES.matcher(line));
      }
    }

    private void lease(Matcher lease) {
      if (lease.matches() && !first) {
        addresses.add(lease.group(1));
      }
    }

    private void figures(Matcher count, Matcher times) {
      if (count.matches()) {
        long number = Long.parseLong(count.group(2));
        if (count.group(1).equals("received")) {
          offers = first ? number : offers;
          acks = first ? acks : number;
        } else if (first) {
          discovers = number;
        }
      } else if (times.matches()) {
        delays.add(micros(times, 3) - micros(times, 1));
      }
    }

    private static long micros(Matcher times, int group) {
      return MICROS * Long.parseLong(times.group(group)) + Long.parseLong(times.group(group + 1));
    }
  }

  /** Exchanges completed in a second. */
  long perSecond() {
    return acks / seconds;
  }

  /**
   * Whether it was what was asked for and less than 1 % of it was lost.
   *
   * @param rate exchanges a second that were to be begun
   */
  boolean keepsUpWith(int rate) {
    return discovers >= 0.95 * rate * seconds && acks > 0.99 * discovers;
  }

  /** The delays, to be told. */
  Figures figures(String what) {
    Figures figures = new Figures(what);
    delays.forEach(micros -> figures.addSince(0, micros * 1000));
    return figures;
  }
}

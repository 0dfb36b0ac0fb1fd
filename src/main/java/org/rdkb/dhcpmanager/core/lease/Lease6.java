package org.rdkb.dhcpmanager.core.lease;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What DHCPv6 servers granted (RFC 8415), as one immutable value: any number of addresses (IA_NA)
 * and prefixes (IA_PD), each with lifetimes of its own.
 *
 * @param addresses none is over; the one that was granted last is first
 * @param prefixes likewise; with neither, what a server said without granting anything (stateless)
 * @param t1 when renewing begins
 * @param t2 when rebinding begins
 * @param answer who granted it, and what else was said
 */
public record Lease6(
    List<IaAddress> addresses, List<IaPrefix> prefixes, Lifetime t1, Lifetime t2, Answer6 answer)
    implements Lease {
  /** Before the first reply; its times are not looked at. */
  static final Lease6 NOTHING =
      new Lease6(List.of(), List.of(), new Lifetime(1), new Lifetime(1), Answer6.NONE);

  /** Takes copies, and checks that nothing is over. */
  public Lease6 {
    addresses = List.copyOf(addresses);
    prefixes = List.copyOf(prefixes);
    if (Times6.valid(addresses, prefixes).anyMatch(seconds -> seconds == 0)) {
      throw new IllegalArgumentException("an address or prefix that is over");
    }
  }

  /**
   * The whole. T1 and T2 are cut to what lives longest, should that have become shorter. What is
   * only said has no end: it is asked for again at T1.
   *
   * @return in order
   */
  @Override
  public LeaseTimes times() {
    Lifetime longest =
        new Lifetime(Times6.valid(addresses, prefixes).max().orElse(Lifetime.INFINITE.seconds()));
    Lifetime rebind = shorter(t2, longest);
    return new LeaseTimes(longest, shorter(t1, rebind), rebind);
  }

  private static Lifetime shorter(Lifetime one, Lifetime other) {
    return one.seconds() < other.seconds() ? one : other;
  }

  @Override
  public Lifetime firstEnd() {
    return new Lifetime(
        Times6.valid(addresses, prefixes).min().orElse(Lifetime.INFINITE.seconds()));
  }

  @Override
  public Split expired(long seconds) {
    return split(Binding6.living(addresses, seconds), Binding6.living(prefixes, seconds));
  }

  @Override
  public Split without(Withdrawal withdrawal) {
    return split(
        addresses.stream().filter(a -> !withdrawal.addresses().contains(a.address())).toList(),
        prefixes.stream().filter(p -> !withdrawal.prefixes().contains(p.prefix())).toList());
  }

  private Split split(List<IaAddress> leftAddresses, List<IaPrefix> leftPrefixes) {
    Lease6 left = new Lease6(leftAddresses, leftPrefixes, t1, t2, answer);
    if (left.equals(this)) {
      return Split.none(this);
    }
    Lease6 gone =
        new Lease6(
            addresses.stream().filter(a -> !leftAddresses.contains(a)).toList(),
            prefixes.stream().filter(p -> !leftPrefixes.contains(p)).toList(),
            t1,
            t2,
            answer);
    return left.isStateless() ? Split.all(this) : new Split(Optional.of(left), Optional.of(gone));
  }

  /**
   * Whether nothing is granted.
   *
   * @return true with neither address nor prefix
   */
  public boolean isStateless() {
    return addresses.isEmpty() && prefixes.isEmpty();
  }

  @Override
  public Lease6 after(long seconds) {
    return new Lease6(
        Binding6.after(addresses, seconds),
        Binding6.after(prefixes, seconds),
        left(t1, seconds),
        left(t2, seconds),
        answer);
  }

  @Override
  public Lease6 left(long seconds) {
    return after(seconds);
  }

  private static Lifetime left(Lifetime time, long seconds) {
    return time.isInfinite() ? time : new Lifetime(Math.max(1, time.seconds() - seconds));
  }

  @Override
  public boolean isRenewalOf(Lease before) {
    return before instanceof Lease6 old
        && answer.network().equals(old.answer.network())
        && answer.options().equals(old.answer.options())
        && names(this).equals(names(old));
  }

  /** What a consumer acts on: which addresses and prefixes, and which of them are deprecated. */
  private static List<String> names(Lease6 lease) {
    return Stream.concat(
            lease.addresses.stream().map(a -> a.address() + mark(a.lifetimes())),
            lease.prefixes.stream().map(p -> p.prefix() + mark(p.lifetimes())))
        .toList();
  }

  private static String mark(Lifetimes6 lifetimes) {
    return lifetimes.isDeprecated() ? " deprecated" : "";
  }

  @Override
  public String headline() {
    return isStateless() ? "stateless" : names(this).stream().collect(Collectors.joining(" "));
  }
}

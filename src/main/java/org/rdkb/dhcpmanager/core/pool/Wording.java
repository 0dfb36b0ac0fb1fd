package org.rdkb.dhcpmanager.core.pool;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.OptionCode4;
import org.rdkb.dhcpmanager.core.pool.PoolOption.Sent;

/**
 * What clients of one pool are told with one lease time, prepared once: the template of its
 * answers.
 */
final class Wording {
  private static final int CODES = 256;

  private final long leaseTime;
  private final @Nullable PoolOption[] byCode = new PoolOption[CODES];
  private final List<PoolOption> all;
  private final List<PoolOption> always;

  /** The one that was used last for each pool. Not thread-safe. */
  static final class Cache {
    private final IdentityHashMap<AddressPool, Wording> known = new IdentityHashMap<>();

    /** For a lease that never ends, no times are told. */
    Wording of(AddressPool pool, long leaseTime) {
      Wording last = known.get(pool);
      if (last == null || last.leaseTime != leaseTime) {
        last = new Wording(pool, leaseTime);
        known.put(pool, last);
      }
      return last;
    }
  }

  private Wording(AddressPool pool, long leaseTime) {
    this(leaseTime, said(pool, leaseTime));
  }

  private Wording(long leaseTime, Map<Integer, PoolOption> said) {
    this.leaseTime = leaseTime;
    said.forEach((code, option) -> byCode[code] = option);
    all = List.copyOf(said.values());
    always = all.stream().filter(option -> option.sent() == Sent.ALWAYS).toList();
  }

  private static Map<Integer, PoolOption> said(AddressPool pool, long leaseTime) {
    Map<Integer, PoolOption> said = new LinkedHashMap<>();
    Octets mask = Replies.address(Ipv4Prefix.mask(pool.subnet().length()));
    said.put(OptionCode4.SUBNET_MASK, new PoolOption(OptionCode4.SUBNET_MASK, mask, Sent.ALWAYS));
    pool.options().forEach(option -> said.put(option.code(), option));
    if (leaseTime < LeaseTerms.INFINITE) {
      said.put(OptionCode4.T1, time(OptionCode4.T1, LeaseTerms.t1(leaseTime)));
      said.put(OptionCode4.T2, time(OptionCode4.T2, LeaseTerms.t2(leaseTime)));
    }
    return said;
  }

  /** The same with other options instead of, or besides, its own. */
  Wording over(List<PoolOption> others) {
    if (others.isEmpty()) {
      return this;
    }
    Map<Integer, PoolOption> said = new LinkedHashMap<>();
    all.forEach(option -> said.put(option.code(), option));
    others.forEach(option -> said.put(option.code(), option));
    return new Wording(leaseTime, said);
  }

  private static PoolOption time(int code, long seconds) {
    return new PoolOption(code, Replies.seconds(seconds), Sent.ASKED);
  }

  /** Null if the pool does not say it. */
  @Nullable PoolOption of(int code) {
    return byCode[code];
  }

  List<PoolOption> all() {
    return all;
  }

  /** What those are told as well who did not ask for it. */
  List<PoolOption> always() {
    return always;
  }
}

package org.rdkb.dhcpmanager.bus;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Passes calls on and counts them. */
public final class CountedProvider implements Provider {
  private final Provider provider;
  private final Map<Call, LongAdder> done = new EnumMap<>(Call.class);
  private final Map<Call, LongAdder> refused = new EnumMap<>(Call.class);

  /** What is asked of a provider. */
  public enum Call {
    /** A value, or several. */
    GET,
    /** A change of values, or whether it would be refused. */
    SET,
    /** A new row. */
    ADD,
    /** The end of a row. */
    DELETE,
    /** Which rows and names there are. */
    NAMES,
    /** A method. */
    INVOKE
  }

  private interface Work<T> {
    T run() throws BusException;
  }

  /**
   * Counts from now on.
   *
   * @param provider who answers
   */
  public CountedProvider(Provider provider) {
    this.provider = provider;
    for (Call call : Call.values()) {
      done.put(call, new LongAdder());
      refused.put(call, new LongAdder());
    }
  }

  /**
   * How often something was asked and done.
   *
   * @param call what
   * @return since the start
   */
  public long done(Call call) {
    return sum(done, call);
  }

  /**
   * How often something was asked and refused.
   *
   * @param call what
   * @return since the start
   */
  public long refused(Call call) {
    return sum(refused, call);
  }

  private static long sum(Map<Call, LongAdder> counts, Call call) {
    LongAdder count = counts.get(call);
    return count == null ? 0 : count.sum();
  }

  private <T> T count(Call call, Work<T> work) throws BusException {
    try {
      T result = work.run();
      add(done, call);
      return result;
    } catch (BusException refusal) {
      add(refused, call);
      throw refusal;
    }
  }

  private static void add(Map<Call, LongAdder> counts, Call call) {
    LongAdder count = counts.get(call);
    if (count != null) {
      count.increment();
    }
  }

  @Override
  public List<Element> elements() {
    return provider.elements();
  }

  @Override
  public List<BusProperty> get(String path) throws BusException {
    return count(Call.GET, () -> provider.get(path));
  }

  @Override
  public List<BusProperty> get(List<String> paths) throws BusException {
    return count(Call.GET, () -> provider.get(paths));
  }

  @Override
  public void set(List<BusProperty> values, String by) throws BusException {
    count(
        Call.SET,
        () -> {
          provider.set(values, by);
          return values;
        });
  }

  @Override
  public void check(List<BusProperty> values, String by) throws BusException {
    provider.check(values, by);
  }

  @Override
  public void checkAlone(BusProperty value) throws BusException {
    provider.checkAlone(value);
  }

  @Override
  public int addRow(String table, String alias) throws BusException {
    return count(Call.ADD, () -> provider.addRow(table, alias));
  }

  @Override
  public void deleteRow(String row) throws BusException {
    count(
        Call.DELETE,
        () -> {
          provider.deleteRow(row);
          return row;
        });
  }

  @Override
  public List<RowName> rows(String table) throws BusException {
    return count(Call.NAMES, () -> provider.rows(table));
  }

  @Override
  public List<Element> names(String path, int depth) throws BusException {
    return count(Call.NAMES, () -> provider.names(path, depth));
  }

  @Override
  public BusObject invoke(String method, BusObject arguments) throws BusException {
    return count(Call.INVOKE, () -> provider.invoke(method, arguments));
  }

  @Override
  public void invoke(String method, BusObject arguments, MethodAnswer answer) {
    provider.invoke(
        method,
        arguments,
        new MethodAnswer() {
          @Override
          public void results(BusObject results) {
            add(done, Call.INVOKE);
            answer.results(results);
          }

          @Override
          public void refused(BusException why) {
            add(refused, Call.INVOKE);
            answer.refused(why);
          }
        });
  }
}

package org.rdkb.dhcpmanager.rbus.contract;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.bus.Element.Access;
import org.rdkb.dhcpmanager.bus.Element.Kind;
import org.rdkb.dhcpmanager.bus.MethodAnswer;
import org.rdkb.dhcpmanager.rbus.ProbeProvider;

/** The probe, and what the contract needs beside it: values of any type, and ways to fail. */
class ContractProvider extends ProbeProvider {
  /** Takes and gives values of any type. */
  static final String ANY = "Any";

  /** An int32 from 0 to 100. */
  static final String RANGE = "Range";

  /** Its get and set end in a bug. */
  static final String BROKEN = "Broken";

  /** Cannot be read. */
  static final String HIDDEN = "Hidden";

  /** Set to it, {@link #ANY} is stored when the gate opens: the disk hangs until then. */
  static final BusValue LATE = BusValue.text("stored late");

  private static final Map<String, BusValue> PRESET =
      Map.of(
          "Int",
          BusValue.int32(42),
          "Str",
          BusValue.text("hello"),
          "ReadOnly",
          BusValue.text("hello"),
          "Flag",
          BusValue.bool(true),
          RANGE,
          BusValue.int32(50),
          ANY,
          BusValue.text(""));
  private static final long MOMENT_NANOS = 5_000_000;
  private static final BusValue NOTHING = BusValue.text("");

  private final AtomicInteger sets = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile Hold hold = Hold.NOT;

  /** What a get of {@code Int} waits for, against the rule that no get waits. */
  enum Hold {
    NOT,
    /** 5 ms. */
    A_MOMENT,
    /** Until the gate opens. */
    UNTIL_OPEN
  }

  ContractProvider() {
    with("Flag", BusValue.bool(true));
    with(RANGE, BusValue.int32(50));
    with(ANY, NOTHING);
    withGate();
  }

  /** Everything as it was at first; rows are the caller's. */
  void reset() {
    PRESET.forEach(this::put);
    openGate();
    closeGate();
    sets.set(0);
    hold = Hold.NOT;
  }

  /** What gets wait for from now on. */
  void hold(Hold wanted) {
    hold = wanted;
  }

  private void hold() {
    switch (hold) {
      case NOT -> {}
      case A_MOMENT -> LockSupport.parkNanos(MOMENT_NANOS);
      case UNTIL_OPEN -> {
        waiting.incrementAndGet();
        await();
        waiting.decrementAndGet();
      }
    }
  }

  /** Sets that were asked for, refused ones included. */
  int sets() {
    return sets.get();
  }

  /** Calls that wait for the gate. */
  int waiting() {
    return waiting.get();
  }

  @Override
  public List<Element> elements() {
    List<Element> all = new ArrayList<>(super.elements());
    Set<Access> both = EnumSet.of(Access.GET, Access.SET);
    all.add(new Element(ROOT + BROKEN, Kind.PROPERTY, both));
    all.add(new Element(ROOT + HIDDEN, Kind.PROPERTY, both));
    all.add(new Element(ROOT + "Echo()", Kind.METHOD, Set.of(Access.INVOKE)));
    all.add(new Element(ROOT + "Throw()", Kind.METHOD, Set.of(Access.INVOKE)));
    all.add(new Element(ROOT + "Later()", Kind.METHOD, Set.of(Access.INVOKE)));
    return all;
  }

  @Override
  public List<BusProperty> get(String path) throws BusException {
    if (path.equals(ROOT + BROKEN)) {
      throw new IllegalStateException("a bug on purpose");
    }
    if (path.equals(ROOT + HIDDEN)) {
      throw new BusException(BusError.NOT_READABLE, path, "is hidden");
    }
    if (path.equals(ROOT + "Int")) {
      hold();
    }
    return super.get(path);
  }

  @Override
  public void set(List<BusProperty> wanted, String by) throws BusException {
    sets.incrementAndGet();
    if (wanted.stream().anyMatch(each -> each.value().equals(LATE))) {
      waiting.incrementAndGet();
      await();
      waiting.decrementAndGet();
    }
    super.set(wanted, by);
  }

  @Override
  protected void check(BusProperty property) throws BusException {
    if (property.name().equals(ROOT + ANY)) {
      return;
    }
    super.check(property);
    if (property.name().equals(ROOT + RANGE)
        && property.value() instanceof BusValue.Whole whole
        && (whole.value() < 0 || whole.value() > 100)) {
      throw new BusException(
          BusError.INVALID_PARAMETER_VALUE, property.name(), "is not within 0 and 100");
    }
  }

  /** Calls of {@code Later()}, which nobody has answered yet; no thread waits for them. */
  final List<MethodAnswer> later = new CopyOnWriteArrayList<>();

  @Override
  public void invoke(String method, BusObject arguments, MethodAnswer answer) {
    if (method.equals(ROOT + "Later()")) {
      later.add(answer);
    } else {
      super.invoke(method, arguments, answer);
    }
  }

  @Override
  public BusObject invoke(String method, BusObject arguments) throws BusException {
    return switch (method.substring(ROOT.length())) {
      case "Echo()" -> arguments;
      case "Throw()" -> throw new IllegalStateException("a bug on purpose");
      case "Wait()" -> {
        waiting.incrementAndGet();
        try {
          yield super.invoke(method, arguments);
        } finally {
          waiting.decrementAndGet();
        }
      }
      default -> super.invoke(method, arguments);
    };
  }
}

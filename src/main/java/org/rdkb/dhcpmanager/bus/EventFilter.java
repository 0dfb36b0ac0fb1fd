package org.rdkb.dhcpmanager.bus;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A condition on a parameter's value; a subscriber hears when it becomes true or false. */
public sealed interface EventFilter {

  /**
   * Whether the value meets the condition.
   *
   * @param value the parameter's value
   * @return false where the two cannot be compared
   */
  boolean holds(BusValue value);

  /** How a value is compared, in the order of the protocol's numbers. */
  enum Relation {
    /** Above. */
    GREATER,
    /** Above or equal. */
    GREATER_OR_EQUAL,
    /** Below. */
    LESS,
    /** Below or equal. */
    LESS_OR_EQUAL,
    /** Equal. */
    EQUAL,
    /** Not equal. */
    NOT_EQUAL;

    /**
     * The number on the wire.
     *
     * @return 0…5
     */
    @SuppressWarnings("EnumOrdinal") // the constants stand in the order of the protocol's numbers
    public int code() {
      return ordinal();
    }

    boolean accepts(int comparison) {
      return switch (this) {
        case GREATER -> comparison > 0;
        case GREATER_OR_EQUAL -> comparison >= 0;
        case LESS -> comparison < 0;
        case LESS_OR_EQUAL -> comparison <= 0;
        case EQUAL -> comparison == 0;
        case NOT_EQUAL -> comparison != 0;
      };
    }
  }

  /**
   * A comparison with a fixed value: by number for numbers and truth values, by octet for texts and
   * octets.
   *
   * @param relation how the parameter's value stands to {@code limit}
   * @param limit the fixed value
   */
  record Compare(Relation relation, BusValue limit) implements EventFilter {
    @Override
    public boolean holds(BusValue value) {
      Optional<BigDecimal> left = number(value);
      Optional<BigDecimal> right = number(limit);
      if (left.isPresent() && right.isPresent()) {
        return relation.accepts(left.get().compareTo(right.get()));
      }
      Optional<byte[]> leftOctets = octets(value);
      Optional<byte[]> rightOctets = octets(limit);
      return leftOctets.isPresent()
          && rightOctets.isPresent()
          && relation.accepts(Arrays.compareUnsigned(leftOctets.get(), rightOctets.get()));
    }

    private static Optional<BigDecimal> number(BusValue value) {
      if (value instanceof BusValue.Bool truth) {
        return Optional.of(truth.value() ? BigDecimal.ONE : BigDecimal.ZERO);
      }
      if (value instanceof BusValue.Whole whole) {
        return Optional.of(
            whole.type() == BusType.UINT64
                ? new BigDecimal(new BigInteger(Long.toUnsignedString(whole.value())))
                : BigDecimal.valueOf(whole.value()));
      }
      if (value instanceof BusValue.Real real && Double.isFinite(real.value())) {
        return Optional.of(BigDecimal.valueOf(real.value()));
      }
      return Optional.empty();
    }

    private static Optional<byte[]> octets(BusValue value) {
      if (value instanceof BusValue.Text text) {
        return Optional.of(text.value().getBytes(StandardCharsets.UTF_8));
      }
      if (value instanceof BusValue.Bytes bytes) {
        return Optional.of(bytes.value().toArray());
      }
      return Optional.empty();
    }
  }

  /**
   * Both.
   *
   * @param left first condition
   * @param right second condition
   */
  record And(EventFilter left, EventFilter right) implements EventFilter {
    @Override
    public boolean holds(BusValue value) {
      return left.holds(value) && right.holds(value);
    }
  }

  /**
   * At least one.
   *
   * @param left first condition
   * @param right second condition
   */
  record Or(EventFilter left, EventFilter right) implements EventFilter {
    @Override
    public boolean holds(BusValue value) {
      return left.holds(value) || right.holds(value);
    }
  }

  /**
   * The opposite.
   *
   * @param condition what must not hold
   */
  record Not(EventFilter condition) implements EventFilter {
    @Override
    public boolean holds(BusValue value) {
      return !condition.holds(value);
    }
  }
}

package org.rdkb.dhcpmanager.tr181;

import java.util.function.Function;

/**
 * What came of a request: a value, or why not.
 *
 * @param <T> the value
 */
public sealed interface Outcome<T> {

  /**
   * It was done.
   *
   * @param value the result
   * @param <T> its type
   */
  record Done<T>(T value) implements Outcome<T> {}

  /**
   * It was refused; nothing has changed.
   *
   * @param refusal why
   * @param <T> the type of the result that there is not
   */
  record Refused<T>(Refusal refusal) implements Outcome<T> {}

  static <T> Outcome<T> done(T value) {
    return new Done<>(value);
  }

  static <T> Outcome<T> refused(String path, Refusal.Code code, String reason) {
    return new Refused<>(new Refusal(path, code, reason));
  }

  /**
   * Goes on with the value, if there is one.
   *
   * @param next what to do with it
   * @param <R> its result
   * @return the result, or the same refusal
   */
  default <R> Outcome<R> then(Function<T, Outcome<R>> next) {
    if (this instanceof Done<T> done) {
      return next.apply(done.value());
    }
    return new Refused<>(((Refused<T>) this).refusal());
  }

  /**
   * The value; for callers that have looked, and for tests.
   *
   * @return the value
   * @throws IllegalStateException naming the refusal, if it was refused
   */
  default T orThrow() {
    if (this instanceof Done<T> done) {
      return done.value();
    }
    throw new IllegalStateException(((Refused<T>) this).refusal().toString());
  }
}

package org.rdkb.dhcpmanager.core.lease;

import java.util.List;
import java.util.Optional;

/**
 * The answer to an INFORMATION-REQUEST (RFC 8415 section 18.2.6): options and no binding.
 *
 * @param answer who said it, and what
 */
public record Information6(Answer6 answer) implements Grant {
  /** IRT_DEFAULT, RFC 8415 section 7.6. */
  private static final Lifetime USUAL = new Lifetime(86_400);

  /** Bindings of the same server stay as they are; it said nothing about them. */
  @Override
  public Optional<Lease> onto(Optional<Lease> held) {
    if (held.isPresent() && held.get() instanceof Lease6 before && !before.isStateless()) {
      return Optional.of(
          new Lease6(
              before.addresses(),
              before.prefixes(),
              before.t1(),
              before.t2(),
              answer.or(before.answer())));
    }
    return Optional.of(
        new Lease6(
            List.of(), List.of(), answer.refreshTime().orElse(USUAL), Lifetime.INFINITE, answer));
  }
}

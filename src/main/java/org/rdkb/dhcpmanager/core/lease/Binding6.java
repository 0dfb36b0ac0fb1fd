package org.rdkb.dhcpmanager.core.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something that an IA holds: an address or a prefix.
 *
 * @param <B> which of the two
 */
sealed interface Binding6<B extends Binding6<B>> permits IaAddress, IaPrefix {

  /** What it is, whatever its lifetimes. */
  Object key();

  Lifetimes6 lifetimes();

  B with(Lifetimes6 changed);

  /**
   * An IA after a reply about it. What the reply names is as it says, and first; what it does not
   * name stays as it is (RFC 8415 section 18.2.10.1), unless something new has come in its place:
   * then it is deprecated (RFC 9096). A valid lifetime of zero removes.
   *
   * @param held the IA so far, lifetimes counted from now
   * @param told what the reply says; empty if it is not about this IA
   */
  static <B extends Binding6<B>> List<B> merged(List<B> held, List<B> told) {
    Set<Object> known = held.stream().map(Binding6::key).collect(Collectors.toSet());
    Set<Object> named = told.stream().map(Binding6::key).collect(Collectors.toSet());
    boolean replaced =
        told.stream().anyMatch(b -> !b.lifetimes().isOver() && !known.contains(b.key()));
    List<B> all = new ArrayList<>(told);
    for (B old : held) {
      if (!named.contains(old.key())) {
        all.add(replaced ? old.with(old.lifetimes().replaced()) : old);
      }
    }
    return living(all, 0);
  }

  /** What is not over after so many seconds; the lifetimes as they are. */
  static <B extends Binding6<B>> List<B> living(List<B> all, long seconds) {
    return all.stream().filter(b -> !b.lifetimes().after(seconds).isOver()).toList();
  }

  /** The same, with lifetimes counted from so many seconds later. */
  static <B extends Binding6<B>> List<B> after(List<B> all, long seconds) {
    return living(all, seconds).stream()
        .map(b -> b.with(b.lifetimes().after(seconds)))
        .collect(Collectors.toList());
  }
}

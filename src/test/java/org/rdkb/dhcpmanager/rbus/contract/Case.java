package org.rdkb.dhcpmanager.rbus.contract;

import java.util.ArrayList;
import java.util.List;

/**
 * One thing that must hold on every bus.
 *
 * @param group what it is about, one word
 * @param name what must hold
 * @param body fails if it does not
 */
record Case(String group, String name, Body body) {

  /** What a case does. */
  @FunctionalInterface
  interface Body {
    void run(World world) throws Exception;
  }

  /** The cases of one group, in the order in which they are added. */
  static final class Group {
    private final String name;
    private final List<Case> cases = new ArrayList<>();

    Group(String name) {
      this.name = name;
    }

    void add(String what, Body body) {
      cases.add(new Case(name, what, body));
    }

    List<Case> cases() {
      return List.copyOf(cases);
    }
  }

  @Override
  public String toString() {
    return group + ": " + name;
  }
}

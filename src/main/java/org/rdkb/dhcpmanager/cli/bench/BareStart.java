package org.rdkb.dhcpmanager.cli.bench;

/**
 * What {@link StartBench} holds a start against: a virtual machine that reaches its main method.
 */
public final class BareStart {
  private BareStart() {}

  /**
   * Says so, and ends.
   *
   * @param args none
   */
  public static void main(String[] args) {
    System.out.println(BenchHost.READY);
  }
}

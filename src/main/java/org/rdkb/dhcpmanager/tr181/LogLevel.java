package org.rdkb.dhcpmanager.tr181;

/** How much is written to the log: {@code Device.DHCPv4.X_DHCPMGR_LogLevel}. */
public final class LogLevel {
  /** Its path. */
  public static final String PATH = "Device.DHCPv4.X_DHCPMGR_LogLevel";

  /** As the start had it. */
  public static final String CONFIGURED = "Configured";

  private LogLevel() {}

  /**
   * The level that is set.
   *
   * @param tree the configuration
   * @return a word of the enumeration
   */
  public static String in(RowTree tree) {
    String word = tree.root().text(PATH);
    return word.isEmpty() ? CONFIGURED : word;
  }
}

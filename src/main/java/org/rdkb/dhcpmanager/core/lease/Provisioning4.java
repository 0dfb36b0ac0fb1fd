package org.rdkb.dhcpmanager.core.lease;

import java.util.OptionalInt;

/**
 * Texts that a lease hands to the host. An empty text means: not sent, or refused as invalid.
 *
 * @param hostName option 12
 * @param domainName option 15
 * @param bootFile option 67 or the file field
 * @param tftpServer option 66, or the server address field
 * @param timeZone option 100
 * @param timeOffset option 2, seconds east of UTC; absent if not sent
 */
public record Provisioning4(
    String hostName,
    String domainName,
    String bootFile,
    String tftpServer,
    String timeZone,
    OptionalInt timeOffset) {
  /** Nothing sent. */
  public static final Provisioning4 NONE =
      new Provisioning4("", "", "", "", "", OptionalInt.empty());
}

package org.rdkb.dhcpmanager.process;

import java.nio.file.Path;

/**
 * What the client programs run at each event, absolute paths.
 *
 * @param udhcpc of udhcpc; ours is also the frame that the others of ours share
 * @param dibbler of dibbler-client
 * @param dhcpcd of dhcpcd
 * @param frame ours of udhcpc, whatever {@code udhcpc} is
 */
public record ClientPlugins(Path udhcpc, Path dibbler, Path dhcpcd, Path frame) {
  /** Checks that all are absolute. */
  public ClientPlugins {
    for (Path path : new Path[] {udhcpc, dibbler, dhcpcd, frame}) {
      if (!path.isAbsolute()) {
        throw new IllegalArgumentException(path + " must be absolute");
      }
    }
  }

  /**
   * Our own.
   *
   * @param folder where they are
   * @return those in the folder
   */
  public static ClientPlugins in(Path folder) {
    Path frame = folder.resolve("udhcpc.sh");
    return new ClientPlugins(
        frame, folder.resolve("dibbler.sh"), folder.resolve("dhcpcd.sh"), frame);
  }

  /**
   * With others for the programs that have stock ones.
   *
   * @param ofUdhcpc instead of ours
   * @param ofDibbler instead of ours
   * @return ours of dhcpcd, and our frame
   */
  public ClientPlugins with(Path ofUdhcpc, Path ofDibbler) {
    return new ClientPlugins(ofUdhcpc, ofDibbler, dhcpcd, frame);
  }
}

package org.rdkb.dhcpmanager.plugin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the monitor of one run folder is, noted in a file there: so that several managers on one
 * machine need no ports of their own in their settings, and others find each. A port that was
 * chosen stays the same over restarts as long as it is free, since clients outlive us and keep the
 * address that they were started with; those of a port that was lost are heard by their spool.
 */
public final class MonitorPlace {
  private static final Pattern NOTED = Pattern.compile("(.{1,45}):([1-9][0-9]{0,4})\n");
  private static final int LONGEST = 64;
  private static final int TRIES = 16;

  private final Path file;

  /**
   * The place that a file tells.
   *
   * @param file in the run folder
   */
  public MonitorPlace(Path file) {
    this.file = file;
  }

  /**
   * The address with a port instead of port 0: the one noted, if it is of this host and free, else
   * any free one. Another address is as it was.
   *
   * @param wanted the setting
   * @return never with port 0
   * @throws IOException if no port can be had
   */
  public MonitorAddress settle(MonitorAddress wanted) throws IOException {
    if (!(wanted instanceof MonitorAddress.Tcp tcp) || tcp.port() != 0) {
      return wanted;
    }
    OptionalInt noted = noted(tcp);
    if (noted.isPresent() && isFree(tcp.host(), noted.getAsInt())) {
      return new MonitorAddress.Tcp(tcp.host(), noted.getAsInt());
    }
    for (int i = 0; i < TRIES; i++) {
      try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getByName(tcp.host()))) {
        if (any.getLocalPort() != StockPlugins.PORT) { // RDK-B's own plugins know no other
          return new MonitorAddress.Tcp(tcp.host(), any.getLocalPort());
        }
      }
    }
    throw new IOException("lease monitor finds no free port on " + tcp.host());
  }

  /**
   * Notes where the monitor listens; replaced in one step, not forced to disk.
   *
   * @param address the settled one
   * @throws IOException if the file cannot be written
   */
  public void note(MonitorAddress address) throws IOException {
    Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.writeString(fresh, address.forPlugins() + "\n", StandardCharsets.UTF_8);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private OptionalInt noted(MonitorAddress.Tcp wanted) throws IOException {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
        return OptionalInt.empty();
      }
      String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      Matcher noted = NOTED.matcher(text);
      if (!noted.matches() || Integer.parseInt(noted.group(2)) > 65_535) {
        return OptionalInt.empty();
      }
      int port = Integer.parseInt(noted.group(2));
      boolean isOfHost =
          new MonitorAddress.Tcp(wanted.host(), port).forPlugins().equals(text.strip());
      return isOfHost && port != StockPlugins.PORT ? OptionalInt.of(port) : OptionalInt.empty();
    } catch (NoSuchFileException gone) {
      return OptionalInt.empty();
    }
  }

  private static boolean isFree(String host, int port) {
    try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getByName(host))) {
      return free.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}

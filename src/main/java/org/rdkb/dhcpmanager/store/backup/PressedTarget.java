package org.rdkb.dhcpmanager.store.backup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.SortedSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.rdkb.dhcpmanager.store.DamagedException;

/**
 * Backups that take less room (gzip, RFC 1952). Reads those that are not pressed as well: nothing
 * of ours begins as gzip does.
 */
public final class PressedTarget implements BackupTarget {
  private static final int MOST_BYTES = 1 << 30;
  private static final byte FIRST = 0x1f;
  private static final byte SECOND = (byte) 0x8b;

  private final BackupTarget target;
  private final Writing writing;

  /** What becomes of what is written. */
  public enum Writing {
    /** It is pressed. */
    PRESSED,
    /** It stays as it is. */
    PLAIN
  }

  /**
   * Reads either, writes one.
   *
   * @param target where
   * @param writing how
   */
  public PressedTarget(BackupTarget target, Writing writing) {
    this.target = target;
    this.writing = writing;
  }

  @Override
  public SortedSet<String> names() throws IOException {
    return target.names();
  }

  @Override
  public String contentName(String sum) {
    return target.contentName(sum);
  }

  @Override
  public byte[] read(String name) throws DamagedException, IOException {
    byte[] content = target.read(name);
    if (content.length < 2 || content[0] != FIRST || content[1] != SECOND) {
      return content;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
      byte[] whole = in.readNBytes(MOST_BYTES);
      if (in.read() >= 0) {
        throw new DamagedException(name + ": becomes too large");
      }
      return whole;
    } catch (IOException broken) {
      throw new DamagedException(name + ": cannot be unpacked: " + broken.getMessage());
    }
  }

  @Override
  public void write(String name, byte[] content) throws IOException {
    if (writing == Writing.PLAIN) {
      target.write(name, content);
      return;
    }
    ByteArrayOutputStream pressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(pressed)) {
      out.write(content);
    }
    target.write(name, pressed.toByteArray());
  }

  @Override
  public void remove(String name) throws IOException {
    target.remove(name);
  }
}

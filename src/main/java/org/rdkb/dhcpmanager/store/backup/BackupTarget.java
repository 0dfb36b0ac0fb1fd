package org.rdkb.dhcpmanager.store.backup;

import java.io.IOException;
import java.util.SortedSet;
import org.rdkb.dhcpmanager.store.DamagedException;

/**
 * Port: a place for backups, near or far. Names are of letters, digits and hyphens. Contents never
 * change once written.
 */
public interface BackupTarget {
  /**
   * What is there.
   *
   * @return every name
   * @throws IOException if the place cannot be reached, in words
   */
  SortedSet<String> names() throws IOException;

  /**
   * What a content is called here, so that each is there once.
   *
   * @param sum SHA-256 of the content, in hexadecimal
   * @return the same for the same content; by default it tells that sum
   */
  default String contentName(String sum) {
    return Manifest.contentName(sum);
  }

  /**
   * Reads a content.
   *
   * @param name one of {@link #names}
   * @return all of it; nobody has verified it yet
   * @throws DamagedException if it is there and cannot be what was written
   * @throws IOException if it cannot be read, in words
   */
  byte[] read(String name) throws DamagedException, IOException;

  /**
   * Writes a content. Durable when it returns; a crash before leaves no half of it.
   *
   * @param name what it will be called
   * @param content all of it
   * @throws IOException if it cannot be written, in words
   */
  void write(String name, byte[] content) throws IOException;

  /**
   * Removes a content; absent is normal.
   *
   * @param name what it is called
   * @throws IOException if it cannot be removed, in words
   */
  void remove(String name) throws IOException;
}

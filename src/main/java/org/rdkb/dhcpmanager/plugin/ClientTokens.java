package org.rdkb.dhcpmanager.plugin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.LinkPlace;
import org.rdkb.dhcpmanager.core.client.RowId;

/** The tokens of the clients that run now, one per row. Any thread may call. */
public final class ClientTokens implements TokenBook {
  private final Map<RowId, Entry> entries = new ConcurrentHashMap<>();

  /** Nobody is trusted yet. */
  public ClientTokens() {}

  /**
   * Trusts a client; the row's former one no longer.
   *
   * @param row the row
   * @param place the interface that the client serves: a {@link LinkPlace}, by its kernel name
   * @param token 32 lower-case hexadecimal digits
   */
  public void trust(RowId row, String place, String token) {
    if (!Message.isToken(token)) {
      throw new IllegalArgumentException("token of " + row + " has the wrong form");
    }
    LinkPlace where = LinkPlace.of(place);
    ClientIdentity owner = new ClientIdentity(row, where.name());
    entries.put(row, new Entry(owner, where.isElsewhere(), ascii(token)));
  }

  /**
   * Trusts no client of this row any more.
   *
   * @param row the row
   */
  public void distrust(RowId row) {
    entries.remove(row);
  }

  /**
   * The row whose client serves an interface.
   *
   * @param family whose client
   * @param linuxInterface a name that may come from anywhere
   * @return absent if no client of ours does
   */
  public Optional<RowId> rowOn(Family family, String linuxInterface) {
    return entries.values().stream()
        .filter(entry -> !entry.elsewhere) // the same name there is another link
        .map(Entry::owner)
        .filter(owner -> owner.row().family() == family)
        .filter(owner -> owner.linuxInterface().equals(linuxInterface))
        .map(ClientIdentity::row)
        .findFirst();
  }

  @Override
  public Optional<ClientIdentity> ownerOf(String token) {
    byte[] candidate = ascii(token);
    Optional<ClientIdentity> found = Optional.empty();
    for (Entry entry : entries.values()) { // all of them, always: no early way out
      if (MessageDigest.isEqual(entry.token, candidate)) {
        found = Optional.of(entry.owner);
      }
    }
    return found;
  }

  private static byte[] ascii(String token) {
    return token.getBytes(StandardCharsets.US_ASCII);
  }

  @SuppressWarnings("ArrayRecordComponent") // private, never compared nor handed out
  private record Entry(ClientIdentity owner, boolean elsewhere, byte[] token) {}
}

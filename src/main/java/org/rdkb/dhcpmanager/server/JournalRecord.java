package org.rdkb.dhcpmanager.server;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;
import org.rdkb.dhcpmanager.core.pool.ClientKey;
import org.rdkb.dhcpmanager.core.pool.Now;
import org.rdkb.dhcpmanager.core.pool.PoolLease;
import org.rdkb.dhcpmanager.core.pool.PoolLease.Phase;

/**
 * One lease in the journal, in network order: length of what follows the sum (4), CRC32C of that
 * (4), address (4), phase (1), end in milliseconds since 1970 (8), hardware type (1) and address (1
 * + n), client (2 + n), host name (1 + n).
 */
final class JournalRecord {
  /** More than the longest client identifier in parts, and all else. */
  static final int MOST = 8192;

  private static final int HEAD = 8;
  private static final int LEASED = 1;
  private static final int RELEASED = 2;
  private static final int DECLINED = 3;

  private JournalRecord() {}

  /** Appends one; the buffer has room for {@link #MOST}. */
  static void put(ByteBuffer into, PoolLease lease, Now now) {
    int start = into.position();
    into.position(start + HEAD);
    into.putInt(lease.address().bits());
    into.put((byte) code(lease.phase()));
    into.putLong(now.toWall(lease.until()));
    into.put((byte) lease.hardware().type());
    Octets hardware = lease.hardware().octets();
    into.put((byte) hardware.length()).put(hardware.toArray());
    Octets client = lease.client().octets();
    into.putShort((short) client.length()).put(client.toArray());
    byte[] name = lease.hostName().getBytes(StandardCharsets.US_ASCII);
    into.put((byte) name.length).put(name);
    int length = into.position() - start - HEAD;
    into.putInt(start, length);
    into.putInt(start + Integer.BYTES, sum(into, start + HEAD, length));
  }

  /** Takes one; absent, and the position unchanged, if what comes next is none. */
  static Optional<PoolLease> take(ByteBuffer from, Now now) {
    int start = from.position();
    if (from.remaining() < HEAD) {
      return Optional.empty();
    }
    int length = from.getInt(start);
    if (length < 0
        || length > from.remaining() - HEAD
        || from.getInt(start + Integer.BYTES) != sum(from, start + HEAD, length)) {
      return Optional.empty();
    }
    try {
      PoolLease lease = lease(from.slice(start + HEAD, length), now);
      from.position(start + HEAD + length);
      return Optional.of(lease);
    } catch (BufferUnderflowException | IllegalArgumentException otherForm) {
      return Optional.empty();
    }
  }

  private static PoolLease lease(ByteBuffer in, Now now) {
    Ipv4Address address = new Ipv4Address(in.getInt());
    Phase phase = phase(in.get());
    long until = now.fromWall(in.getLong());
    int type = in.get() & 0xff;
    HardwareAddress hardware = new HardwareAddress(type, octets(in, in.get() & 0xff));
    ClientKey client = new ClientKey(octets(in, in.getShort() & 0xffff));
    byte[] name = octets(in, in.get() & 0xff).toArray();
    return new PoolLease(
        address, client, hardware, phase, until, new String(name, StandardCharsets.US_ASCII));
  }

  private static Octets octets(ByteBuffer in, int length) {
    byte[] octets = new byte[length];
    in.get(octets);
    return Octets.of(octets);
  }

  private static int sum(ByteBuffer in, int from, int length) {
    CRC32C sum = new CRC32C();
    sum.update(in.slice(from, length));
    return (int) sum.getValue();
  }

  private static int code(Phase phase) {
    return switch (phase) {
      case LEASED -> LEASED;
      case RELEASED -> RELEASED;
      case DECLINED -> DECLINED;
      case OFFERED -> throw new IllegalArgumentException("an offer is not kept");
    };
  }

  private static Phase phase(int code) {
    return switch (code) {
      case LEASED -> Phase.LEASED;
      case RELEASED -> Phase.RELEASED;
      case DECLINED -> Phase.DECLINED;
      default -> throw new IllegalArgumentException("phase " + code);
    };
  }
}

package org.rdkb.dhcpmanager.core.packet;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;
import org.rdkb.dhcpmanager.core.packet.Packet4.Addresses;
import org.rdkb.dhcpmanager.core.packet.Packet4.Cast;
import org.rdkb.dhcpmanager.core.packet.Packet4.Header;
import org.rdkb.dhcpmanager.core.packet.Packet4.Op;

/** Octets → DHCPv4 message. Whatever the octets are, the answer is a {@link Reading}. */
public final class PacketReader {
  /** Longer messages are refused: nobody has that much to say. */
  public static final int MOST = 4096;

  static final int SNAME = 44;
  static final int FILE = 108;
  static final int COOKIE = 236;
  static final int OPTIONS = 240;
  static final int MAGIC = 0x63825363;
  static final int BROADCAST_FLAG = 0x8000;
  private static final int CHADDR = 28;
  private static final int MOST_HOPS = 16;

  private final Octets octets;
  private final OptionSet.Builder options = new OptionSet.Builder();

  private PacketReader(Octets octets) {
    this.octets = octets;
  }

  /**
   * Reads one datagram.
   *
   * @param datagram the payload of UDP
   * @return the message, or what is wrong with it
   */
  public static Reading read(Octets datagram) {
    return new PacketReader(datagram).read();
  }

  /**
   * Whether a datagram is a DISCOVER, by its options up to option 53; nothing is checked or copied.
   *
   * @param datagram whatever came
   * @return false for all that cannot be told so
   */
  public static boolean isDiscover(Octets datagram) {
    int at = OPTIONS;
    while (at + 2 < datagram.length() && datagram.at(at) != OptionCode4.END) {
      int code = datagram.at(at);
      if (code == OptionCode4.MESSAGE_TYPE) {
        return datagram.at(at + 2) == MessageType4.DISCOVER.code();
      }
      at += code == OptionCode4.PAD ? 1 : 2 + datagram.at(at + 1);
    }
    return false;
  }

  private Reading read() {
    PacketFault fault = checkFixed();
    if (fault == null) {
      fault = readOptions();
    }
    return fault == null ? packet() : fault;
  }

  private @Nullable PacketFault checkFixed() {
    if (octets.length() < OPTIONS) {
      return PacketFault.TOO_SHORT;
    }
    if (octets.length() > MOST) {
      return PacketFault.TOO_LONG;
    }
    if (octets.at(0) != 1 && octets.at(0) != 2) {
      return PacketFault.BAD_OP;
    }
    if (!isHardware(octets.at(1), octets.at(2))) {
      return PacketFault.BAD_HARDWARE;
    }
    if (octets.at(3) > MOST_HOPS) {
      return PacketFault.TOO_MANY_HOPS;
    }
    return number(COOKIE, 4) == MAGIC ? null : PacketFault.WRONG_COOKIE;
  }

  private boolean isHardware(int type, int length) {
    boolean group = (octets.at(CHADDR) & 1) == 1;
    return type == HardwareAddress.ETHERNET
        ? length == HardwareAddress.ETHERNET_LENGTH && !group
        : length <= HardwareAddress.MOST;
  }

  /** RFC 3396 section 5: parts are joined in the order of options, file, sname. */
  private @Nullable PacketFault readOptions() {
    PacketFault fault = readField(OPTIONS, octets.length());
    Octets overload = options.remove(OptionCode4.OVERLOAD);
    if (fault != null || overload == null) {
      return fault;
    }
    if (overload.length() != 1 || overload.at(0) < 1 || overload.at(0) > 3) {
      return PacketFault.BAD_OVERLOAD;
    }
    if ((overload.at(0) & 1) != 0) {
      fault = readField(FILE, COOKIE);
    }
    if (fault == null && (overload.at(0) & 2) != 0) {
      fault = readField(SNAME, FILE);
    }
    return fault == null && options.has(OptionCode4.OVERLOAD) ? PacketFault.BAD_OVERLOAD : fault;
  }

  private @Nullable PacketFault readField(int from, int to) {
    int at = from;
    while (at < to) {
      int code = octets.at(at++);
      if (code == OptionCode4.END) {
        return null;
      }
      if (code != OptionCode4.PAD) {
        if (at == to || at + 1 + octets.at(at) > to) {
          return PacketFault.OPTION_TRUNCATED;
        }
        int end = at + 1 + octets.at(at);
        Octets part = octets.slice(at + 1, end);
        Octets before = options.get(code);
        if (before == null) {
          options.add(code, part);
        } else {
          options.replace(code, joined(before, part));
        }
        at = end;
      }
    }
    return PacketFault.NO_END;
  }

  private static Octets joined(Octets first, Octets second) {
    return new OctetsWriter().put(first).put(second).toOctets();
  }

  private Reading packet() {
    Octets type = options.remove(OptionCode4.MESSAGE_TYPE);
    if (type == null) {
      return PacketFault.NO_TYPE;
    }
    Optional<MessageType4> known =
        type.length() == 1 ? MessageType4.of(type.at(0)) : Optional.empty();
    if (known.isEmpty()) {
      return PacketFault.BAD_TYPE;
    }
    OptionSet said = options.build();
    if (!said.all(PacketReader::hasItsLength)) {
      return PacketFault.BAD_LENGTH;
    }
    Op op = octets.at(0) == 1 ? Op.REQUEST : Op.REPLY;
    return new Packet4(op, known.get(), header(), addresses(), said);
  }

  private static boolean hasItsLength(int code, Octets payload) {
    int length = payload.length();
    return switch (code) {
      case OptionCode4.REQUESTED_ADDRESS,
          OptionCode4.LEASE_TIME,
          OptionCode4.SERVER_IDENTIFIER,
          OptionCode4.SUBNET_SELECTION ->
          length == 4;
      case OptionCode4.MAXIMUM_SIZE -> length == 2;
      case OptionCode4.CLIENT_IDENTIFIER, OptionCode4.RELAY_AGENT -> length >= 2;
      case OptionCode4.PARAMETER_REQUEST_LIST -> length >= 1;
      case OptionCode4.RAPID_COMMIT -> length == 0;
      default -> true;
    };
  }

  private Header header() {
    return new Header(
        octets.at(3),
        (int) number(4, 4),
        (int) number(8, 2),
        (number(10, 2) & BROADCAST_FLAG) == 0 ? Cast.UNICAST : Cast.BROADCAST,
        new HardwareAddress(octets.at(1), octets.slice(CHADDR, CHADDR + octets.at(2))));
  }

  private Addresses addresses() {
    return new Addresses(address(12), address(16), address(20), address(24));
  }

  private Ipv4Address address(int at) {
    return new Ipv4Address((int) number(at, 4));
  }

  private long number(int at, int width) {
    long value = 0;
    for (int i = at; i < at + width; i++) {
      value = value << 8 | octets.at(i);
    }
    return value;
  }
}

package org.rdkb.dhcpmanager.core.option.v6;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.option.MalformedException;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsReader;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;

/** Options one after the other: two octets code, two octets length, payload (RFC 8415 21.1). */
public final class Options6 {
  /** Legal nesting is four deep (IA_PD, IAPREFIX, status code); a hostile one is cut here. */
  private static final int DEEPEST = 8;

  private Options6() {}

  /**
   * Reads options up to the end. Never fails: what breaks its format comes back as {@link
   * Malformed}, and after an option that runs over the end nothing follows.
   *
   * @param octets of a message behind its header, or of a container
   * @return in the order sent
   */
  public static List<Option6> decode(Octets octets) {
    return decode(octets, 0);
  }

  static List<Option6> decode(Octets octets, int depth) {
    List<Option6> options = new ArrayList<>();
    OctetsReader reader = new OctetsReader(octets);
    while (reader.remaining() > 0) {
      int code = 0;
      try {
        code = reader.u16();
        Octets payload = reader.take(reader.u16());
        options.add(decode(code, payload, depth));
      } catch (MalformedException cut) {
        options.add(new Malformed(code, reader.rest(), cut.reason()));
      }
    }
    return List.copyOf(options);
  }

  /**
   * Reads one option.
   *
   * @param code 0…65535
   * @param payload what follows code and length
   * @return its value; {@link Opaque} if the code is not known, {@link Malformed} if the payload
   *     breaks the format
   */
  public static Option6 decode(int code, Octets payload) {
    return decode(code, payload, 0);
  }

  private static Option6 decode(int code, Octets payload, int depth) {
    try {
      if (depth == DEEPEST) {
        throw new MalformedException("nested more than " + DEEPEST + " deep");
      }
      Optional<PlainOption6> plain = PlainOption6.of(code);
      return plain.isPresent()
          ? PlainDecoder.decode(plain.get(), payload)
          : structured(code, payload, depth + 1);
    } catch (MalformedException refused) {
      return new Malformed(code, payload, refused.reason());
    } catch (IllegalArgumentException refused) { // the values' constructors know their ranges
      return new Malformed(code, payload, String.valueOf(refused.getMessage()));
    }
  }

  private static Option6 structured(int code, Octets payload, int depth) throws MalformedException {
    OctetsReader reader = new OctetsReader(payload);
    return switch (code) {
      case IaNa.CODE -> IaNa.decode(reader, depth);
      case IaTa.CODE -> IaTa.decode(reader, depth);
      case IaAddress.CODE -> IaAddress.decode(reader, depth);
      case StatusCode.CODE -> StatusCode.decode(reader);
      case UserClass.CODE -> UserClass.decode(reader);
      case VendorClass.CODE -> VendorClass.decode(reader);
      case VendorOptions.CODE -> VendorOptions.decode(reader);
      case IaPd.CODE -> IaPd.decode(reader, depth);
      case IaPrefix.CODE -> IaPrefix.decode(reader, depth);
      case ClientFqdn.CODE -> ClientFqdn.decode(reader);
      case NtpServer.CODE -> NtpServer.decode(reader);
      case S46Rule.CODE -> S46Rule.decode(reader, depth);
      case S46Dmr.CODE -> S46Dmr.decode(reader);
      case S46V4V6Bind.CODE -> S46V4V6Bind.decode(reader, depth);
      case S46PortParameters.CODE -> S46PortParameters.decode(reader);
      case S46Container.MAP_E, S46Container.MAP_T, S46Container.LIGHTWEIGHT_4OVER6 ->
          new S46Container(code, decode(payload, depth));
      default -> new Opaque(code, payload);
    };
  }

  /**
   * Writes options one after the other. {@link Malformed} ones are left out: what was refused is
   * not passed on, here or inside a container.
   *
   * @param options in the order to send
   * @return their octets
   * @throws IllegalArgumentException if a payload has more than 65535 octets
   */
  public static Octets encode(List<? extends Option6> options) {
    OctetsWriter writer = new OctetsWriter();
    for (Option6 option : options) {
      if (option instanceof Malformed) {
        continue;
      }
      Octets payload = option.payload();
      writer.u16(option.code()).u16(payload.length()).put(payload);
    }
    return writer.toOctets();
  }

  /**
   * The options of one type.
   *
   * @param <T> the type
   * @param options any
   * @param type its class
   * @return those of that type, in order
   */
  public static <T extends Option6> List<T> all(List<Option6> options, Class<T> type) {
    return options.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /**
   * The options of one row of the plain table.
   *
   * @param <T> the type of their value
   * @param options any
   * @param row the row
   * @param type the class of the value
   * @return those of that row, in order
   */
  public static <T extends Plain> List<T> all(
      List<Option6> options, PlainOption6 row, Class<T> type) {
    return all(options, type).stream().filter(option -> option.option() == row).toList();
  }
}

package org.rdkb.dhcpmanager.core.option.v6;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.option.DomainNames;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;
import org.rdkb.dhcpmanager.core.option.v6.PlainOption6.Form;

/** An option of the table {@link PlainOption6}. */
public sealed interface Plain extends Option6 {
  /**
   * Its row.
   *
   * @return the row
   */
  PlainOption6 option();

  @Override
  default int code() {
    return option().code();
  }

  /**
   * Present and nothing more.
   *
   * @param option a row without payload
   */
  record Empty(PlainOption6 option) implements Plain {
    /** Checks the row. */
    public Empty {
      require(option, Set.of(Form.EMPTY), true);
    }

    @Override
    public Octets payload() {
      return Octets.EMPTY;
    }
  }

  /**
   * An unsigned number.
   *
   * @param option a row with a number
   * @param value in the unit of the row, within its width
   */
  record Unsigned(PlainOption6 option, long value) implements Plain {
    /** Checks row and range. */
    public Unsigned {
      require(option, Set.of(Form.U8, Form.U16, Form.U32), true);
      require(option, Set.of(option.form()), value >>> (8 * option.form().width()) == 0);
    }

    @Override
    public Octets payload() {
      return new OctetsWriter().number(value, option.form().width()).toOctets();
    }
  }

  /**
   * Option codes.
   *
   * @param option a row with codes
   * @param codes each 0…65535; may be empty
   */
  record Codes(PlainOption6 option, List<Integer> codes) implements Plain {
    /** Checks row and range. */
    public Codes {
      codes = List.copyOf(codes);
      require(option, Set.of(Form.CODES), codes.stream().allMatch(code -> code >>> 16 == 0));
    }

    @Override
    public Octets payload() {
      OctetsWriter writer = new OctetsWriter();
      codes.forEach(writer::u16);
      return writer.toOctets();
    }
  }

  /**
   * Addresses.
   *
   * @param option a row with one address or several
   * @param addresses in order of preference; never empty
   */
  record Addresses(PlainOption6 option, List<Ipv6Address> addresses) implements Plain {
    /** Checks row and number. */
    public Addresses {
      addresses = List.copyOf(addresses);
      boolean fits = addresses.size() == 1 || option.form() == Form.ADDRESSES;
      require(option, Set.of(Form.ADDRESS, Form.ADDRESSES), fits && !addresses.isEmpty());
    }

    @Override
    public Octets payload() {
      OctetsWriter writer = new OctetsWriter();
      addresses.forEach(address -> writer.put(address.toOctets()));
      return writer.toOctets();
    }
  }

  /**
   * Domain names.
   *
   * @param option a row with one name or several
   * @param names in order, without final dots; never empty
   */
  record Names(PlainOption6 option, List<String> names) implements Plain {
    /** Checks row, number and names. */
    public Names {
      names = DomainNames.checked(names);
      require(
          option, Set.of(Form.NAME, Form.NAMES), names.size() == 1 || option.form() == Form.NAMES);
    }

    @Override
    public Octets payload() {
      return DomainNames.encode(names);
    }
  }

  /**
   * Text without control characters.
   *
   * @param option a row with text
   * @param text printable ASCII, never empty
   */
  record Text(PlainOption6 option, String text) implements Plain {
    /** Checks row and text. */
    public Text {
      require(option, Set.of(Form.TEXT), isPrintable(text));
    }

    static boolean isPrintable(String text) {
      return !text.isEmpty() && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    @Override
    public Octets payload() {
      return Octets.of(text.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static void require(PlainOption6 option, Set<Form> forms, boolean fits) {
    if (!forms.contains(option.form()) || !fits) {
      throw new IllegalArgumentException("value of " + option);
    }
  }
}

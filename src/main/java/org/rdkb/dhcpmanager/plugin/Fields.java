package org.rdkb.dhcpmanager.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;

/**
 * The fields of a client's environment, each read by a strict grammar. What does not fit is dropped
 * and noted by the name of its field, never by its contents. One reading, one thread.
 */
final class Fields {
  /** Addresses kept of a list. */
  static final int MOST_ADDRESSES = 16;

  private static final int MOST_NOTES = 64;

  /** What udhcpc puts in the place of a name that it refuses (BusyBox 1.35, measured). */
  private static final String BAD = "bad";

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,10}");
  private static final Pattern SECONDS_HEX = Pattern.compile("[0-9A-Fa-f]{8}");
  private static final Pattern LABELS =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]{0,62}(\\.[A-Za-z0-9_][A-Za-z0-9_-]{0,62})*\\.?");
  private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1,255}");
  private static final int LONGEST_NAME = 253;

  private final Map<String, String> environment;
  private final List<String> notes = new ArrayList<>();

  Fields(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The whole report cannot be used. Never leaves this package. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;
    private final String reason;

    Unusable(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  /** Remembers that a field, or a part of it, was dropped. */
  void note(String field, String why) {
    if (notes.size() < MOST_NOTES) {
      notes.add(field + ": " + why);
    }
  }

  Map<String, String> environment() {
    return environment;
  }

  /** The field as sent; absent and empty are the same to a client's script. */
  Optional<String> text(String field) {
    return Optional.ofNullable(environment.get(field)).filter(value -> !value.isEmpty());
  }

  /** A whole number within bounds. */
  OptionalLong number(String field, long least, long most) {
    Optional<String> text = text(field);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!NUMBER.matcher(text.get()).matches()) {
      note(field, "not a number");
      return OptionalLong.empty();
    }
    long value = Long.parseLong(text.get());
    if (value < least || value > most) {
      note(field, "not within " + least + " and " + most);
      return OptionalLong.empty();
    }
    return OptionalLong.of(value);
  }

  OptionalInt smallNumber(String field, int least, int most) {
    OptionalLong value = number(field, least, most);
    return value.isPresent()
        ? OptionalInt.of(Math.toIntExact(value.getAsLong()))
        : OptionalInt.empty();
  }

  boolean isNumber(String field) {
    return text(field).filter(value -> NUMBER.matcher(value).matches()).isPresent();
  }

  /** Eight hexadecimal digits: an option of four octets that udhcpc has no name for. */
  OptionalLong secondsHex(String field) {
    Optional<String> text = text(field);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!SECONDS_HEX.matcher(text.get()).matches()) {
      note(field, "not four octets");
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(text.get(), 16));
  }

  /** One address that passes a test. */
  Optional<Ipv4Address> address(String field, Predicate<Ipv4Address> fits) {
    Optional<String> text = text(field);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<Ipv4Address> address = Ipv4Address.parse(text.get()).filter(fits);
    if (address.isEmpty()) {
      note(field, "no usable address");
    }
    return address;
  }

  /**
   * Addresses separated by blanks, each once, at most {@link #MOST_ADDRESSES}. Routers in the field
   * send 0.0.0.0 as a second resolver: one bad entry spoils only itself.
   */
  List<Ipv4Address> addresses(String field, Predicate<Ipv4Address> fits) {
    List<Ipv4Address> found = new ArrayList<>();
    for (String word : words(field)) {
      Optional<Ipv4Address> address = Ipv4Address.parse(word).filter(fits);
      if (address.isEmpty()) {
        note(field, "an entry is no usable address");
      } else if (!found.contains(address.get())) {
        if (found.size() == MOST_ADDRESSES) {
          note(field, "more than " + MOST_ADDRESSES + " addresses");
          break;
        }
        found.add(address.get());
      }
    }
    return found;
  }

  /** The words of a field; the limit keeps 64 KiB of blanks from becoming a list. */
  List<String> words(String field) {
    List<String> words = new ArrayList<>();
    for (String word : text(field).orElse("").split(" ", 1024)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  /** A host or domain name of RFC 1123 labels (and underscores); empty if none. */
  String name(String field) {
    Optional<String> text = text(field);
    if (text.isEmpty()) {
      return "";
    }
    if (!isName(text.get())) {
      note(field, "not a name");
      return "";
    }
    return text.get();
  }

  static boolean isName(String text) {
    return text.length() <= LONGEST_NAME && !text.equals(BAD) && LABELS.matcher(text).matches();
  }

  /** A text of 1…255 printable ASCII characters; empty if none. */
  String printable(String field) {
    Optional<String> text = text(field);
    if (text.isEmpty()) {
      return "";
    }
    if (text.get().equals(BAD) || !PRINTABLE.matcher(text.get()).matches()) {
      note(field, "not printable text");
      return "";
    }
    return text.get();
  }
}

package org.rdkb.dhcpmanager.dbus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What every object of D-Bus answers: how it looks, and that it is there. */
final class Introspection {
  private static final String INTROSPECTABLE = "org.freedesktop.DBus.Introspectable";
  private static final String PEER = "org.freedesktop.DBus.Peer";
  private static final String DOCTYPE =
      """
      <!DOCTYPE node PUBLIC "-//freedesktop//DTD D-BUS Object Introspection 1.0//EN"
       "http://www.freedesktop.org/standards/dbus/1.0/introspect.dtd">
      """;
  private static final Path MACHINE = Path.of("/etc/machine-id");

  private final String ours;

  Introspection() {
    try (InputStream file = Introspection.class.getResourceAsStream("introspection.xml")) {
      ours = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Whether this answers a call; without an interface the member's name decides. */
  static boolean isStandard(@Nullable String wanted, String member) {
    return wanted == null
        ? member.equals("Introspect") || member.equals("Ping") || member.equals("GetMachineId")
        : wanted.equals(INTROSPECTABLE) || wanted.equals(PEER);
  }

  Desk.Answer answer(String path, String member, @Nullable String signature) throws DbusRefusal {
    if (signature != null && !signature.isEmpty()) {
      throw DbusRefusal.arguments(member + " takes nothing, not '" + signature + "'");
    }
    return switch (member) {
      case "Introspect" -> Desk.Answer.of("s", introspect(path));
      case "Ping" -> Desk.Answer.NOTHING;
      case "GetMachineId" -> Desk.Answer.of("s", machine());
      default -> throw DbusRefusal.unknown("Method", "there is no method " + member);
    };
  }

  private String introspect(String path) throws DbusRefusal {
    if (path.equals(Desk.PATH)) {
      return DOCTYPE + ours;
    }
    String above = path.equals("/") ? "/" : path + "/";
    if (!Desk.PATH.startsWith(above)) {
      throw DbusRefusal.unknown("Object", "there is only " + Desk.PATH);
    }
    String child = Desk.PATH.substring(above.length()).split("/", 2)[0];
    return DOCTYPE + "<node>\n <node name=\"" + child + "\"/>\n</node>\n";
  }

  private static String machine() throws DbusRefusal {
    try {
      return Files.readString(MACHINE, StandardCharsets.US_ASCII).strip();
    } catch (IOException unknown) {
      throw DbusRefusal.unknown("Property", "this machine has no " + MACHINE);
    }
  }
}

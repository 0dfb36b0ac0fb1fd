package org.rdkb.dhcpmanager.dbus;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.messages.MethodReturn;
import org.freedesktop.dbus.types.Variant;

/** A consumer on a D-Bus, in one thread: what it does not read, it does not take. */
final class DbusClient implements AutoCloseable {
  final Line line;
  private final Deque<DBusSignal> heard = new ArrayDeque<>();

  DbusClient(DbusAddress address) throws IOException, DBusException {
    line = Line.connect(address);
    bus("Hello", "");
  }

  /** All signals of the manager from now on. */
  void listen() throws IOException, DBusException {
    bus("AddMatch", "s", "type='signal',interface='" + Desk.INTERFACE + "'");
  }

  private void bus(String member, String signature, Object... arguments)
      throws IOException, DBusException {
    Message answer =
        ask(
            "org.freedesktop.DBus",
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus",
            member,
            signature,
            arguments);
    if (answer instanceof Error error) {
      throw new IOException(member + ": " + error.getName());
    }
  }

  /** Calls a method of the manager; the answer, or an error. */
  Message call(String member, String signature, Object... arguments)
      throws IOException, DBusException {
    return ask(Desk.INTERFACE, Desk.PATH, Desk.INTERFACE, member, signature, arguments);
  }

  /** The one value of an answer. */
  Object value(String member, String signature, Object... arguments)
      throws IOException, DBusException {
    Message answer = call(member, signature, arguments);
    if (answer instanceof Error error) {
      throw new IOException(error.getName() + " " + error.getParameters()[0]);
    }
    Object[] values = answer.getParameters();
    return values.length == 0 ? "" : values[0];
  }

  /** The value of one parameter. */
  Object get(String path) throws IOException, DBusException {
    Map<?, ?> values = (Map<?, ?>) value("Get", "as", (Object) new String[] {path});
    return ((Variant<?>) Objects.requireNonNull(values.get(path))).getValue();
  }

  Message ask(
      String to, String path, String iface, String member, String signature, Object... arguments)
      throws IOException, DBusException {
    MethodCall call = send(to, path, iface, member, signature, arguments);
    while (true) {
      Message came = read();
      if ((came instanceof MethodReturn || came instanceof Error)
          && came.getReplySerial() == call.getSerial()) {
        return came;
      }
    }
  }

  /** Sends and reads nothing. */
  MethodCall send(
      String to, String path, String iface, String member, String signature, Object... arguments)
      throws IOException, DBusException {
    MethodCall call =
        line.messages()
            .createMethodCall(
                to,
                path,
                iface,
                member,
                (byte) 0,
                signature.isEmpty() ? null : signature,
                arguments);
    line.write(Line.octets(call));
    return call;
  }

  /** The next signal of the manager; waits for it. */
  DBusSignal heard() throws IOException {
    while (heard.isEmpty()) {
      read();
    }
    return heard.remove();
  }

  private Message read() throws IOException {
    while (true) {
      try {
        Message came = line.read().message();
        if (came instanceof DBusSignal signal && Desk.INTERFACE.equals(signal.getInterface())) {
          heard.add(signal);
        }
        return came;
      } catch (FrameReader.UnreadableException unreadable) {
        throw new IOException(unreadable);
      }
    }
  }

  @Override
  public void close() throws IOException {
    line.close();
  }
}

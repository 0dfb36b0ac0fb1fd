package org.rdkb.dhcpmanager.dbus;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MessageFactory;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.messages.MethodReturn;
import org.freedesktop.dbus.types.UInt32;
import org.rdkb.dhcpmanager.bus.BusEvent;

/**
 * One life of the connection: it says hello, takes the name, and answers until the line ends. Gets
 * are answered by the thread that reads; what may wait for the disk waits on another one, and is
 * refused when too many wait there.
 */
final class Session implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(Session.class);
  private static final String DAEMON = "org.freedesktop.DBus";
  private static final long DO_NOT_QUEUE = 4;
  private static final long PRIMARY_OWNER = 1;
  private static final byte NO_REPLY = 1;
  private static final int MOST_CALLS = 64;
  private static final Duration JOIN = Duration.ofSeconds(2);

  private final Line line;
  private final Desk desk;
  private final Outbox outbox;

  /** Ends with nothing: an interrupt could close a file that a set is about to write. */
  private final BlockingQueue<Optional<MethodCall>> calls = new ArrayBlockingQueue<>(MOST_CALLS);

  private final Thread caller = new Thread(this::work, "dbus-calls");
  private final Thread writer = new Thread(this::write, "dbus-writer");

  private Session(Line line, Desk desk) {
    this.line = line;
    this.desk = desk;
    this.outbox = new Outbox(line);
    caller.setDaemon(true);
    writer.setDaemon(true);
  }

  /** Loads the first of its classes. */
  static void needsLibrary() {
    log.debug("DBUS-LIBRARY class={}", MessageFactory.class);
  }

  /** Connects and takes the name. */
  static Session open(DbusAddress address, Desk desk) throws IOException {
    Line line = Line.connect(address);
    try {
      ask(line, "Hello", "");
      Object owner = ask(line, "RequestName", "su", Desk.INTERFACE, new UInt32(DO_NOT_QUEUE));
      if (((Number) owner).longValue() != PRIMARY_OWNER) {
        throw new IOException("another program has the name " + Desk.INTERFACE);
      }
      return new Session(line, desk);
    } catch (IOException | RuntimeException refused) {
      line.close();
      throw refused;
    }
  }

  /** The daemon's answer. Nobody knows our name yet: what else comes is nothing for us. */
  private static Object ask(Line line, String member, String signature, Object... arguments)
      throws IOException {
    try {
      MethodCall call =
          line.messages()
              .createMethodCall(
                  DAEMON,
                  "/org/freedesktop/DBus",
                  DAEMON,
                  member,
                  (byte) 0,
                  signature.isEmpty() ? null : signature,
                  arguments);
      line.write(Line.octets(call));
      while (true) {
        Message came = read(line);
        if (came instanceof Error error && error.getReplySerial() == call.getSerial()) {
          throw new IOException(member + " is refused: " + text(error));
        }
        if (came instanceof MethodReturn answer && answer.getReplySerial() == call.getSerial()) {
          return answer.getParameters()[0];
        }
      }
    } catch (DBusException malformed) {
      throw new IOException(malformed.getMessage(), malformed);
    }
  }

  private static Message read(Line line) throws IOException {
    while (true) {
      try {
        return line.read().message();
      } catch (FrameReader.UnreadableException passedOver) {
        log.debug("DBUS-PASSED-OVER reason={}", passedOver.getMessage());
      }
    }
  }

  private static String text(Error error) throws DBusException {
    Object[] said = error.getParameters();
    return error.getName() + (said.length == 0 ? "" : " " + said[0]);
  }

  /** Answers until the line ends. */
  void serve() throws IOException {
    caller.start();
    writer.start();
    try {
      while (true) {
        serveOne();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void serveOne() throws IOException, InterruptedException {
    try {
      FrameReader.Incoming came = line.read();
      if (!(came.message() instanceof MethodCall call)) {
        return;
      }
      if (came.extent() == FrameReader.Extent.HEADER_ONLY) {
        refuse(call, DbusRefusal.limit("larger than " + FrameReader.LARGEST + " octets"));
      } else if (!Desk.waits(call)) {
        answer(call);
      } else if (!calls.offer(Optional.of(call))) {
        refuse(call, DbusRefusal.limit(MOST_CALLS + " calls wait already"));
      }
    } catch (FrameReader.UnreadableException passedOver) {
      log.debug("DBUS-PASSED-OVER reason={}", passedOver.getMessage());
    } catch (DBusException bug) {
      log.error("DBUS-CALL-FAILED", bug);
    }
  }

  private void answer(MethodCall call) throws DBusException, IOException, InterruptedException {
    Message answer = desk.answer(call, line.messages());
    if ((call.getFlags() & NO_REPLY) == 0 && !outbox.answer(answer)) {
      refuse(call, DbusRefusal.limit("the answer is too large; ask for less at once"));
    }
  }

  private void refuse(MethodCall call, DbusRefusal refusal)
      throws DBusException, IOException, InterruptedException {
    if ((call.getFlags() & NO_REPLY) == 0) {
      outbox.answer(Desk.error(call, line.messages(), refusal));
    }
  }

  private void work() {
    try {
      Optional<MethodCall> next = calls.take();
      while (next.isPresent()) {
        try {
          answer(next.get());
        } catch (DBusException bug) {
          log.error("DBUS-CALL-FAILED", bug);
        }
        next = calls.take();
      }
    } catch (InterruptedException | IOException ended) {
      close();
    }
  }

  private void write() {
    try {
      outbox.drain();
    } catch (InterruptedException | IOException ended) {
      close();
    }
  }

  /** Never waits. */
  void publish(BusEvent event) {
    outbox.publish(event);
  }

  /** Ends the line; whoever reads or writes notices. */
  @Override
  public void close() {
    try {
      line.close();
    } catch (IOException failure) {
      log.debug("DBUS-CLOSE reason={}", failure.getMessage());
    }
    calls.clear();
    calls.offer(Optional.empty());
    writer.interrupt();
    for (Thread thread : new Thread[] {caller, writer}) {
      if (thread != Thread.currentThread()) {
        join(thread);
      }
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(JOIN.toMillis());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}

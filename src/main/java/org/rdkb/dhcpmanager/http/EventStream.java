package org.rdkb.dhcpmanager.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * One listener's server-sent events (HTML living standard, section 9.2). Sending never blocks:
 * while the listener is slow, the newest event of each subject waits and what it replaces is not
 * sent.
 */
public final class EventStream {
  /** How many subjects may wait; of more, the eldest goes. */
  private static final int MOST_SUBJECTS = 256;

  private final Content.Sink sink;
  private final Callback end;
  private final Map<String, String> waiting = new LinkedHashMap<>();
  private boolean writing;
  private boolean open = true;
  private long replaced;

  EventStream(Content.Sink sink, Callback end) {
    this.sink = sink;
    this.end = end;
  }

  /**
   * Sends an event soon.
   *
   * @param name the event's name: letters
   * @param subject what it is about; replaces what still waits about the same
   * @param data one line, commonly JSON
   * @return false: the listener has gone
   */
  public boolean send(String name, String subject, String data) {
    return put(subject, "event: " + name + "\ndata: " + data.replace('\n', ' ') + "\n\n");
  }

  /**
   * Sends what a listener does not notice, so that one that has gone is noticed.
   *
   * @return false: the listener has gone
   */
  public boolean beat() {
    return put("", ":\n\n");
  }

  private boolean put(String subject, String text) {
    synchronized (waiting) {
      if (!open) {
        return false;
      }
      if (waiting.put(subject, text) != null) {
        replaced++;
      } else if (waiting.size() > MOST_SUBJECTS) {
        Iterator<String> eldest = waiting.keySet().iterator();
        eldest.next();
        eldest.remove();
        replaced++;
      }
    }
    write();
    return true;
  }

  /**
   * How many events a slow listener never got because newer ones took their place.
   *
   * @return since the stream was opened
   */
  public long replaced() {
    synchronized (waiting) {
      return replaced;
    }
  }

  /** Ends it from our side. */
  public void close() {
    if (shut()) {
      end.succeeded();
    }
  }

  private void write() {
    ByteBuffer next = next();
    if (next != null) {
      sink.write(false, next, Callback.from(this::written, this::failed));
    }
  }

  private @Nullable ByteBuffer next() {
    synchronized (waiting) {
      if (writing || waiting.isEmpty() || !open) {
        return null;
      }
      writing = true;
      String text = String.join("", waiting.values());
      waiting.clear();
      return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void written() {
    synchronized (waiting) {
      writing = false;
    }
    write();
  }

  private void failed(Throwable gone) {
    if (shut()) {
      end.failed(gone);
    }
  }

  private boolean shut() {
    synchronized (waiting) {
      boolean was = open;
      open = false;
      waiting.clear();
      return was;
    }
  }
}

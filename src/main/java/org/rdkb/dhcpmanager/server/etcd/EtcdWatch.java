package org.rdkb.dhcpmanager.server.etcd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears what happens to keys, on a thread of its own; when it was cut off, everything is read
 * first. Each server writes its own state once a second, so silence means that nobody is there.
 */
final class EtcdWatch implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(EtcdWatch.class);
  private static final Duration SILENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int LONGEST = 16 << 20;

  /** Who hears. */
  interface Listener {
    /**
     * Reads everything.
     *
     * @return the revision that was read
     */
    long begin() throws IOException;

    void changed(Store.Entry entry);

    void gone(String key, long revision);
  }

  private final EtcdGateway etcd;
  private final String prefix;
  private final Listener listener;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "fleet-watch");
  private volatile @Nullable InputStream open;
  private volatile long heard = System.nanoTime();

  private EtcdWatch(EtcdGateway etcd, String prefix, Listener listener) {
    this.etcd = etcd;
    this.prefix = prefix;
    this.listener = listener;
    thread.setDaemon(true);
  }

  static EtcdWatch start(EtcdGateway etcd, String prefix, Listener listener) {
    EtcdWatch watch = new EtcdWatch(etcd, prefix, listener);
    watch.thread.start();
    return watch;
  }

  /** Another thread looks after it: a connection whose other end is gone says nothing. */
  void cutIfSilent() {
    if (System.nanoTime() - heard > SILENCE.toNanos()) {
      heard = System.nanoTime();
      cut();
    }
  }

  private void cut() {
    InputStream stream = open;
    if (stream != null) {
      try {
        stream.close();
      } catch (IOException gone) {
        log.debug("closing the watch: {}", gone.getMessage());
      }
    }
  }

  private void run() {
    try {
      do {
        try {
          long revision = listener.begin();
          try (InputStream stream = etcd.watch(prefix, revision + 1)) {
            open = stream;
            heard = System.nanoTime();
            read(stream);
          }
        } catch (IOException failed) {
          log.debug("FLEET-WATCH-ENDED {}", failed.getMessage());
        } finally {
          open = null;
        }
      } while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException stop) {
      log.debug("stopped");
    }
  }

  private void read(InputStream stream) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] chunk = new byte[16_384];
    for (int count = stream.read(chunk); count >= 0; count = stream.read(chunk)) {
      heard = System.nanoTime();
      int from = 0;
      for (int i = 0; i < count; i++) {
        if (chunk[i] == '\n') {
          line.write(chunk, from, i - from);
          take(line.toString(StandardCharsets.UTF_8));
          line.reset();
          from = i + 1;
        }
      }
      line.write(chunk, from, count - from);
      if (line.size() > LONGEST) {
        throw new IOException("an event longer than " + LONGEST + " octets");
      }
    }
  }

  private void take(String text) throws IOException {
    if (text.isBlank()) {
      return;
    }
    JsonTree result = JsonTree.parse(text).at("result");
    if (!result.has("header") || result.at("canceled").text().equals("true")) {
      throw new IOException("the watch was ended by etcd");
    }
    for (JsonTree event : result.at("events").elements()) {
      Store.Entry entry = EtcdGateway.entry(event.at("kv"));
      if (event.at("type").text().equals("DELETE")) {
        listener.gone(entry.key(), entry.revision());
      } else {
        listener.changed(entry);
      }
    }
  }

  @Override
  public void close() {
    closing.countDown();
    cut();
    thread.interrupt();
  }
}

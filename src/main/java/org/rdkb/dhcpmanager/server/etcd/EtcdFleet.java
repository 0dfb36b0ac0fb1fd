package org.rdkb.dhcpmanager.server.etcd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.core.pool.Now;
import org.rdkb.dhcpmanager.server.LeaseBackend;

/** This server in its fleet: the threads around a {@link FleetBackend}. */
public final class EtcdFleet implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(EtcdFleet.class);
  private static final String ID_FILE = "fleet-id";
  private static final int ID_OCTETS = 8;
  private static final long BEAT_MILLIS = 1000;
  private static final long STOP_MILLIS = 4000;

  private final EtcdAccess access;
  private final EtcdGateway etcd;
  private final FleetIdentity identity;
  private final FleetCounters counters = new FleetCounters();
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean closing;
  private volatile @Nullable Thread keeper;
  private volatile @Nullable EtcdWatch watch;

  private EtcdFleet(EtcdAccess access, EtcdGateway etcd, FleetIdentity identity) {
    this.access = access;
    this.etcd = etcd;
    this.identity = identity;
  }

  /**
   * Reads what is needed to speak to etcd, and asks nothing yet.
   *
   * @param access where it is
   * @param folder of the leases; keeps who we are
   * @return to be put around a journal
   * @throws IOException naming a file that cannot be used
   */
  public static EtcdFleet open(EtcdAccess access, Path folder) throws IOException {
    FleetIdentity identity =
        new FleetIdentity(
            access.name() + "-" + id(folder),
            access.name(),
            access.session(),
            access.blockLength());
    return new EtcdFleet(access, new EtcdGateway(access), identity);
  }

  /** Random, once; a copy of a machine must not be taken for it. */
  private static String id(Path folder) throws IOException {
    Path file = folder.resolve(ID_FILE);
    try {
      String known = Files.readString(file, StandardCharsets.US_ASCII).strip();
      if (known.matches("[0-9a-f]{16}")) {
        return known;
      }
      throw new IOException(file + ": is no id");
    } catch (NoSuchFileException firstStart) {
      byte[] octets = new byte[ID_OCTETS];
      new SecureRandom().nextBytes(octets);
      String fresh = HexFormat.of().formatHex(octets);
      Files.createDirectories(folder);
      Path half = folder.resolve(ID_FILE + ".new");
      try (FileChannel channel =
          FileChannel.open(
              half,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap((fresh + "\n").getBytes(StandardCharsets.US_ASCII)));
        channel.force(true);
      }
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
      return fresh;
    }
  }

  /**
   * Puts the fleet around a journal; once.
   *
   * @param local where leases are on this machine
   * @param clock the time
   * @return to be closed by the server
   */
  public LeaseBackend over(LeaseBackend local, Supplier<Now> clock) {
    FleetKeys keys = new FleetKeys(access.prefix());
    FleetBackend backend =
        new FleetBackend(local, etcd, keys, identity, clock, counters, wake::release);
    Thread beat = new Thread(() -> keep(backend), "fleet-session");
    beat.setDaemon(true);
    backend.whenRecalled(
        () -> {
          keeper = beat;
          beat.start();
          watch =
              EtcdWatch.start(
                  etcd,
                  keys.all(),
                  new EtcdWatch.Listener() {
                    @Override
                    public long begin() throws IOException {
                      return backend.read();
                    }

                    @Override
                    public void changed(Store.Entry entry) {
                      backend.heard(entry);
                    }

                    @Override
                    public void gone(String key, long revision) {
                      backend.heardGone(key, revision);
                    }
                  });
        });
    return backend;
  }

  private void keep(FleetBackend backend) {
    try {
      while (!closing) {
        wake.tryAcquire(BEAT_MILLIS, TimeUnit.MILLISECONDS);
        wake.drainPermits();
        if (!closing) {
          backend.tick();
        }
        EtcdWatch listening = watch;
        if (listening != null) {
          listening.cutIfSilent();
        }
      }
    } catch (InterruptedException stop) {
      log.debug("stopped");
    }
  }

  /**
   * How we stand.
   *
   * @return counting on
   */
  public FleetCounters counters() {
    return counters;
  }

  /** Gives nothing back: what is ours ends with the session, when all that was promised is over. */
  @Override
  public void close() {
    closing = true;
    wake.release();
    EtcdWatch listening = watch;
    if (listening != null) {
      listening.close();
    }
    Thread beat = keeper;
    try {
      if (beat != null) {
        beat.join(STOP_MILLIS);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}

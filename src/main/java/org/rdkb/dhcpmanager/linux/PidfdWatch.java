package org.rdkb.dhcpmanager.linux;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Sees processes end, at once: one thread waits in poll(2) on the pidfds of all. Children of ours
 * are waited for, so none stays a zombie; adopted processes are only seen to be gone.
 *
 * <p>{@link #add} and {@link #remove} may come from any thread. Their number is bounded by the
 * limit on descriptors. Listeners run on the watching thread and must not block.
 */
public final class PidfdWatch implements AutoCloseable {

  /** Hears of one end, once. */
  @FunctionalInterface
  public interface Listener {
    /**
     * It ended. The descriptor is closed already.
     *
     * @param pid its number, free for other processes from now on
     * @param exit how
     */
    void ended(int pid, Exit exit);
  }

  private static final Logger log = LogManager.getLogger(PidfdWatch.class);
  private static final Duration RETRY = Duration.ofMillis(20);
  private static final Duration STOP_BOUND = Duration.ofSeconds(2);

  private final Map<Pidfd, Listener> watched = new LinkedHashMap<>();
  private final List<Pidfd> removed = new ArrayList<>();
  private final WakeUp wakeUp;
  private final Duration interval;
  private final Runnable housekeeping;
  private final Thread thread;
  private boolean closed;

  private PidfdWatch(WakeUp wakeUp, String threadName, Duration interval, Runnable housekeeping) {
    this.wakeUp = wakeUp;
    this.interval = interval;
    this.housekeeping = housekeeping;
    this.thread = new Thread(this::run, threadName);
    thread.setDaemon(true);
  }

  /**
   * Starts the thread.
   *
   * @param threadName its role
   * @param interval how often to keep house
   * @param housekeeping short work about the watched processes; runs on the thread
   * @return running until {@link #close}
   * @throws LinuxException without a descriptor to spare
   */
  public static PidfdWatch start(String threadName, Duration interval, Runnable housekeeping)
      throws LinuxException {
    PidfdWatch watch = new PidfdWatch(WakeUp.open(), threadName, interval, housekeeping);
    watch.thread.start();
    return watch;
  }

  /**
   * Watches a process. The descriptor belongs to the watch from now on: signals may be sent through
   * it, but only {@link #remove}, the end of the process, or {@link #close} closes it.
   *
   * @param process whose end is awaited; one that has ended already is reported at once
   * @param listener told once, on the watching thread
   * @throws IllegalStateException after {@link #close}
   */
  public void add(Pidfd process, Listener listener) {
    synchronized (watched) {
      if (closed) {
        throw new IllegalStateException("the watch is closed");
      }
      watched.put(process, listener);
    }
    wakeUp.wake();
  }

  /**
   * Forgets a process: its listener hears nothing more, except for an end that is being reported
   * now. A child of ours becomes a zombie when it ends, so this is for adopted ones.
   *
   * @param process as given to {@link #add}
   */
  public void remove(Pidfd process) {
    synchronized (watched) {
      if (watched.remove(process) != null) {
        // The polling thread closes it: a closed number might be another file by then.
        removed.add(process);
      }
    }
    wakeUp.wake();
  }

  /** Forgets all processes, which go on, and ends the thread. */
  @Override
  public void close() {
    synchronized (watched) {
      closed = true;
    }
    wakeUp.wake();
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join(STOP_BOUND.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      log.warn("CHILD-WATCH-STUCK thread={} did not stop", thread.getName());
    }
  }

  private void run() {
    PollSet poll = new PollSet();
    List<Pidfd> polled = new ArrayList<>();
    List<Pidfd> deferred = new ArrayList<>();
    try (Memory info = Libc.zeroed(SignalInfo.SIZE)) {
      long nextHousekeeping = System.nanoTime() + interval.toNanos();
      while (prepare(poll, polled, deferred)) {
        Duration bound = Duration.ofNanos(nextHousekeeping - System.nanoTime());
        if (bound.isNegative()) {
          keepHouse();
          nextHousekeeping = System.nanoTime() + interval.toNanos();
          bound = interval;
        }
        if (!deferred.isEmpty()) {
          bound = RETRY;
          deferred.clear();
        }
        if (!await(poll, bound)) {
          continue;
        }
        if (poll.isReady(0)) {
          wakeUp.drain();
        }
        for (int i = 0; i < polled.size(); i++) {
          if (poll.isReady(i + 1) && !reap(polled.get(i), info)) {
            deferred.add(polled.get(i));
          }
        }
      }
    } finally {
      closeAll();
    }
  }

  private void keepHouse() {
    try {
      housekeeping.run();
    } catch (RuntimeException e) {
      log.error("CHILD-HOUSEKEEPING-FAILED", e);
    }
  }

  /** Fills the set from what is watched now; false when it is time to stop. */
  private boolean prepare(PollSet poll, List<Pidfd> polled, List<Pidfd> deferred) {
    poll.clear();
    polled.clear();
    poll.add(wakeUp.fd());
    synchronized (watched) {
      removed.forEach(Pidfd::close);
      removed.clear();
      for (Pidfd process : watched.keySet()) {
        if (!deferred.contains(process)) {
          poll.add(process.fd());
          polled.add(process);
        }
      }
      return !closed;
    }
  }

  private static boolean await(PollSet poll, Duration bound) {
    try {
      return poll.await(bound);
    } catch (LinuxException e) {
      // More descriptors than RLIMIT_NOFILE, or no memory: keep trying, without burning the CPU.
      log.error("CHILD-WATCH-BLIND reason={}", e.getMessage());
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      return false;
    }
  }

  /** False when the end cannot be collected yet: a debugger comes first. */
  private boolean reap(Pidfd process, Memory info) {
    info.clear();
    int result = Libc.waitid(Libc.P_PIDFD, process.fd(), info, Libc.WEXITED | Libc.WNOHANG);
    Exit exit;
    if (result == 0) {
      if (SignalInfo.pid(info) == 0) {
        return false;
      }
      exit = SignalInfo.exit(info);
    } else if (Native.getLastError() == Errno.EINTR) {
      return false;
    } else {
      exit = new Exit.Gone();
    }
    Listener listener;
    synchronized (watched) {
      listener = watched.remove(process);
      process.close();
      removed.remove(process);
    }
    if (listener != null) {
      report(process.pid(), exit, listener);
    }
    return true;
  }

  private static void report(int pid, Exit exit, Listener listener) {
    try {
      listener.ended(pid, exit);
    } catch (RuntimeException e) {
      log.error("CHILD-LISTENER-FAILED pid={} exit={}", pid, exit, e);
    }
  }

  private void closeAll() {
    synchronized (watched) {
      closed = true;
      watched.keySet().forEach(Pidfd::close);
      watched.clear();
      removed.forEach(Pidfd::close);
      removed.clear();
    }
    wakeUp.close();
  }
}

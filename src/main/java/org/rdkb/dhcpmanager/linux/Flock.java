package org.rdkb.dhcpmanager.linux;

import com.sun.jna.Native;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An exclusive advisory lock on a file, held from {@link #tryLock} to {@link #close}, by flock(2).
 *
 * <p>The kernel lets go of it when the process ends, however it ends; children do not inherit it
 * (close-on-exec). The file is created with mode 0600, its content is not touched, and it stays: a
 * lock file that is removed can be locked twice.
 */
public final class Flock implements AutoCloseable {
  private final Path path;
  private int fd;

  private Flock(Path path, int fd) {
    this.path = path;
    this.fd = fd;
  }

  /**
   * Tries once, never waits.
   *
   * @param path file to lock; its folder must exist; a symbolic link is refused
   * @return the lock, or empty when somebody else (or this process, by another call) holds it
   * @throws LinuxException when the file cannot be opened or locked at all
   */
  public static Optional<Flock> tryLock(Path path) throws LinuxException {
    return tryLock(path, Libc.O_RDWR | Libc.O_CREAT | Libc.O_NOFOLLOW);
  }

  /**
   * Tries once, never waits; leaves no file behind.
   *
   * @param folder that exists and can be read
   * @return the lock, or empty when somebody else (or this process, by another call) holds it
   * @throws LinuxException when the folder cannot be opened or locked at all
   */
  public static Optional<Flock> tryLockFolder(Path folder) throws LinuxException {
    return tryLock(folder, Libc.O_RDONLY);
  }

  private static Optional<Flock> tryLock(Path path, int openFlags) throws LinuxException {
    int flags = openFlags | Libc.O_CLOEXEC;
    int fd = Libc.open(path.toString(), flags, 0600);
    if (fd < 0) {
      throw LinuxException.last("open", path.toString());
    }
    if (Libc.flock(fd, Libc.LOCK_EX | Libc.LOCK_NB) == 0) {
      return Optional.of(new Flock(path, fd));
    }
    int errno = Native.getLastError();
    Libc.closeQuietly(fd);
    if (errno == Errno.EAGAIN) {
      return Optional.empty();
    }
    throw new LinuxException("flock", path.toString(), errno);
  }

  /**
   * What is locked.
   *
   * @return the path as given to {@link #tryLock}
   */
  public Path path() {
    return path;
  }

  /** Lets go. A second call does nothing. */
  @Override
  public synchronized void close() {
    Libc.closeQuietly(fd);
    fd = -1;
  }
}

package org.rdkb.dhcpmanager.linux;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The C library, by direct mapping. Each function is here under its own name; {@code size_t},
 * {@code ssize_t} and {@code long} are {@link NativeLong}. A failure is in {@link
 * Native#getLastError()} on the same thread, until the next call.
 */
final class Libc {
  static final int O_RDONLY = 0;
  static final int O_WRONLY = 1;
  static final int O_RDWR = 2;
  static final int O_CREAT = 0x40;
  static final int O_EXCL = 0x80;
  static final int O_APPEND = 0x400;
  static final int O_NONBLOCK = 0x800;
  static final int O_PATH = 0x200000;
  static final int O_CLOEXEC = 0x80000;

  /** Differs between architectures: asm-generic, and the older numbers that ARM kept. */
  static final int O_NOFOLLOW = Platform.isARM() ? 0x8000 : 0x20000;

  static final int CLONE_NEWNS = 0x20000;
  static final int CLONE_NEWNET = 0x40000000;
  static final long MS_RDONLY = 1;
  static final long MS_NOSUID = 2;
  static final long MS_NODEV = 4;
  static final long MS_NOEXEC = 8;
  static final long MS_REMOUNT = 0x20;
  static final long MS_BIND = 0x1000;
  static final long MS_REC = 0x4000;
  static final long MS_SLAVE = 0x80000;

  static final int PR_SET_KEEPCAPS = 8;
  static final int PR_CAPBSET_DROP = 24;
  static final int PR_SET_NO_NEW_PRIVS = 38;
  static final int PR_CAP_AMBIENT = 47;
  static final int PR_CAP_AMBIENT_RAISE = 2;
  static final NativeLong CAP_NET_ADMIN = new NativeLong(12);
  static final NativeLong ZERO = new NativeLong(0);

  static final int LOCK_EX = 2;
  static final int LOCK_NB = 4;

  static final short POLLIN = 1;

  static final int EFD_NONBLOCK = 0x800;

  static final int P_PIDFD = 3;
  static final int WNOHANG = 1;
  static final int WEXITED = 4;

  static final int SYS_PIDFD_SEND_SIGNAL = 424;
  static final int SYS_PIDFD_OPEN = 434;

  static {
    Native.register(Libc.class, "c");
  }

  private Libc() {}

  static native int open(String path, int flags, int mode);

  static native int close(int fd);

  static native int fchmod(int fd, int mode);

  static native int mkdir(String path, int mode);

  static native int flock(int fd, int operation);

  static native NativeLong read(int fd, Pointer buffer, NativeLong count);

  static native NativeLong write(int fd, Pointer buffer, NativeLong count);

  static native int poll(Pointer descriptors, NativeLong count, int timeoutMillis);

  static native int eventfd(int initial, int flags);

  static native NativeLong syscall(
      NativeLong number, NativeLong a, NativeLong b, NativeLong c, NativeLong d);

  static native int waitid(int idType, int id, Pointer info, int options);

  static native int posix_spawn(
      Pointer pid, String path, Pointer actions, Pointer attributes, Pointer argv, Pointer envp);

  static native int posix_spawn_file_actions_init(Pointer actions);

  static native int posix_spawn_file_actions_destroy(Pointer actions);

  static native int posix_spawn_file_actions_adddup2(Pointer actions, int fd, int newFd);

  static native int posix_spawn_file_actions_addclose(Pointer actions, int fd);

  static native int posix_spawnattr_init(Pointer attributes);

  static native int posix_spawnattr_destroy(Pointer attributes);

  static native int posix_spawnattr_setflags(Pointer attributes, short flags);

  static native int posix_spawnattr_setsigmask(Pointer attributes, Pointer set);

  static native int posix_spawnattr_setsigdefault(Pointer attributes, Pointer set);

  static native int sigemptyset(Pointer set);

  static native int sigfillset(Pointer set);

  static native int clock_gettime(int clock, Pointer timespec);

  static native int unshare(int flags);

  static native int setns(int fd, int type);

  static native int mount(
      @Nullable String source,
      String target,
      @Nullable String type,
      NativeLong flags,
      @Nullable String data);

  static native int prctl(int option, NativeLong a, NativeLong b, NativeLong c, NativeLong d);

  static native int if_nametoindex(String name);

  static native int socket(int domain, int type, int protocol);

  static native int bind(int fd, Pointer address, int length);

  static native int setsockopt(int fd, int level, int name, Pointer value, int length);

  static native NativeLong send(int fd, Pointer buffer, NativeLong length, int flags);

  static native NativeLong recvfrom(
      int fd, Pointer buffer, NativeLong length, int flags, Pointer address, Pointer addressLength);

  static native NativeLong sendto(
      int fd, Pointer buffer, NativeLong length, int flags, Pointer address, int addressLength);

  static native int recvmmsg(
      int fd, Pointer messages, int count, int flags, @Nullable Pointer timeout);

  static native int sendmmsg(int fd, Pointer messages, int count, int flags);

  static native @Nullable Pointer strerror(int errno);

  /** Closes; a descriptor is gone afterwards whatever the kernel says (close(2), EINTR). */
  static void closeQuietly(int fd) {
    if (fd >= 0 && close(fd) != 0) {
      // Nothing a caller could do: the descriptor number is free again in every case.
      return;
    }
  }

  /** Zeroed memory: {@link Memory} itself comes as malloc left it. */
  static Memory zeroed(int size) {
    Memory memory = new Memory(size);
    memory.clear();
    return memory;
  }
}

package org.rdkb.dhcpmanager.linux;

import com.sun.jna.Memory;
import com.sun.jna.StringArray;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts a program in a session of its own, by posix_spawn(3): the program gets the given
 * environment and nothing else, {@code /dev/null} as input, a file as output, no other descriptor
 * of ours, no blocked and no ignored signal.
 *
 * <p>{@link ProcessBuilder} cannot do it: no new session, a helper program in between, and its
 * output would be a pipe whose end dies with us (udhcpc dies with its reader).
 */
public final class ProcessSpawn {
  /** More than posix_spawn_file_actions_t and posix_spawnattr_t need in glibc (80, 336) or musl. */
  private static final int OPAQUE_BYTES = 1024;

  /** sigset_t of glibc and musl. */
  private static final int SIGSET_BYTES = 128;

  private static final short SETSIGDEF = 0x04;
  private static final short SETSIGMASK = 0x08;
  private static final short SETSID = 0x80;

  private ProcessSpawn() {}

  /**
   * Starts it and returns as soon as the program itself has been loaded (1 ms).
   *
   * @param request what to run
   * @return started, or why not
   */
  public static SpawnResult spawn(SpawnRequest request) {
    return request.confinement().equals(Confinement.NONE) && request.namespace().isEmpty()
        ? spawnHere(request)
        : ConfinedThread.run(() -> spawnHere(request));
  }

  private static SpawnResult spawnHere(SpawnRequest request) {
    String program = request.argv().get(0);
    try (Descriptor input = Descriptor.open(Path.of("/dev/null"), Libc.O_RDONLY);
        Descriptor output =
            Descriptor.open(
                request.outputFile(),
                Libc.O_WRONLY | Libc.O_CREAT | Libc.O_APPEND | Libc.O_NOFOLLOW);
        Descriptor reserve = Descriptor.ofOurselves()) {
      int pid = spawn(request, program, input.number(), output.number());
      // Makes room for the descriptor of the child: one that we cannot hold, we must not start.
      reserve.release();
      Optional<Pidfd> child = Pidfd.open(pid);
      return child.isPresent()
          ? new SpawnResult.Started(child.get())
          : new SpawnResult.Refused("pid " + pid + " is not our child");
    } catch (LinuxException e) {
      return e.errno() == Errno.ENOENT && program.equals(e.subject())
          ? new SpawnResult.NoSuchProgram(program)
          : new SpawnResult.Refused(e.getMessage());
    }
  }

  private static int spawn(SpawnRequest request, String program, int input, int output)
      throws LinuxException {
    try (Memory pid = Libc.zeroed(Integer.BYTES);
        Memory actions = Libc.zeroed(OPAQUE_BYTES);
        Memory attributes = Libc.zeroed(OPAQUE_BYTES);
        Memory signals = Libc.zeroed(SIGSET_BYTES);
        StringArray argv = strings(request.argv());
        StringArray environment = strings(environment(request.environment()))) {
      check("posix_spawn_file_actions_init", Libc.posix_spawn_file_actions_init(actions));
      check("posix_spawnattr_init", Libc.posix_spawnattr_init(attributes));
      try {
        // The order matters: input and output are 3 or more, so neither is overwritten first.
        check("adddup2", Libc.posix_spawn_file_actions_adddup2(actions, input, 0));
        check("adddup2", Libc.posix_spawn_file_actions_adddup2(actions, output, 1));
        check("adddup2", Libc.posix_spawn_file_actions_adddup2(actions, output, 2));
        CloseFrom.addTo(actions, 3);
        Libc.sigemptyset(signals);
        check("setsigmask", Libc.posix_spawnattr_setsigmask(attributes, signals));
        Libc.sigfillset(signals);
        check("setsigdefault", Libc.posix_spawnattr_setsigdefault(attributes, signals));
        check(
            "setflags",
            Libc.posix_spawnattr_setflags(attributes, (short) (SETSID | SETSIGMASK | SETSIGDEF)));
        enter(request.namespace());
        confine(request.confinement());
        int errno = Libc.posix_spawn(pid, program, actions, attributes, argv, environment);
        if (errno != 0) {
          throw new LinuxException("posix_spawn", program, errno);
        }
        return pid.getInt(0);
      } finally {
        Libc.posix_spawn_file_actions_destroy(actions);
        Libc.posix_spawnattr_destroy(attributes);
      }
    }
  }

  private static void enter(Optional<String> namespace) throws LinuxException {
    if (namespace.isPresent()) {
      try (NetworkNamespace there = NetworkNamespace.open(namespace.get())) {
        there.enter();
      }
    }
  }

  /** After all that opens files, which a confined thread may not do. */
  private static void confine(Confinement confinement) throws LinuxException {
    if (!confinement.equals(Confinement.NONE)) {
      try {
        ConfinedThread.enter(confinement);
      } catch (LinuxException refused) {
        throw new LinuxException(
            "cannot be confined: " + refused.call(), refused.subject(), refused.errno());
      }
    }
  }

  private static List<String> environment(Map<String, String> environment) {
    return environment.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .sorted()
        .toList();
  }

  private static StringArray strings(List<String> texts) {
    return new StringArray(texts.toArray(String[]::new), "UTF-8");
  }

  private static void check(String call, int errno) throws LinuxException {
    if (errno != 0) {
      throw new LinuxException(call, errno);
    }
  }
}

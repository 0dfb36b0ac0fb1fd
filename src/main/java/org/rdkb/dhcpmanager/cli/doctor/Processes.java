package org.rdkb.dhcpmanager.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The processes of a machine, by its process file system. */
final class Processes {
  private final Path proc;

  Processes(Path proc) {
    this.proc = proc;
  }

  /**
   * A process.
   *
   * @param pid its number
   * @param name of its program, at most 15 characters
   * @param state the letter of proc(5): R, S, D, T (stopped), Z (zombie) …
   * @param argv its command line; empty for a zombie
   */
  record Running(int pid, String name, char state, List<String> argv) {
    /** The word after an option. */
    Optional<String> option(String option) {
      int at = argv.indexOf(option);
      return at < 0 || at + 1 == argv.size() ? Optional.empty() : Optional.of(argv.get(at + 1));
    }
  }

  /** By number. One that ends meanwhile is left out. */
  List<Running> all() throws IOException {
    List<Running> found = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path folder : folders) {
        of(folder).ifPresent(found::add);
      }
    }
    found.sort(Comparator.comparingInt(Running::pid));
    return found;
  }

  private static Optional<Running> of(Path folder) {
    try {
      String stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
      int from = stat.indexOf('(');
      int to = stat.lastIndexOf(')'); // a name may hold anything, parentheses included
      byte[] command = Files.readAllBytes(folder.resolve("cmdline"));
      List<String> argv =
          List.of(new String(command, StandardCharsets.UTF_8).split("\0", -1)).stream()
              .limit(4096)
              .toList();
      return Optional.of(
          new Running(
              Integer.parseInt(String.valueOf(folder.getFileName())),
              stat.substring(from + 1, to),
              stat.charAt(to + 2),
              command.length == 0 ? List.of() : argv.subList(0, argv.size() - 1)));
    } catch (IOException | RuntimeException gone) {
      return Optional.empty();
    }
  }

  /** Names the network namespace that it lives in; empty if that cannot be seen. */
  String network(int pid) {
    try {
      return Files.readSymbolicLink(folder(pid).resolve("ns/net")).toString();
    } catch (IOException gone) {
      return "";
    }
  }

  /** How many descriptors it has open. */
  int descriptors(int pid) throws IOException {
    int count = 0;
    try (DirectoryStream<Path> open = Files.newDirectoryStream(folder(pid).resolve("fd"))) {
      for (Path unused : open) {
        count++;
      }
    }
    return count;
  }

  /** How many it may have open. */
  int mostDescriptors(int pid) throws IOException {
    for (String line : Files.readAllLines(folder(pid).resolve("limits"))) {
      if (line.startsWith("Max open files")) {
        String soft = line.substring("Max open files".length()).strip().split(" +", 2)[0];
        return soft.equals("unlimited") ? Integer.MAX_VALUE : Integer.parseInt(soft);
      }
    }
    return Integer.MAX_VALUE;
  }

  /** Whose socket it is, by the socket's inode number. */
  Optional<Running> ownerOf(String inode) throws IOException {
    for (Running process : all()) {
      if (hasOpen(process.pid(), "socket:[" + inode + "]")) {
        return Optional.of(process);
      }
    }
    return Optional.empty();
  }

  private boolean hasOpen(int pid, String what) {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(folder(pid).resolve("fd"))) {
      for (Path descriptor : open) {
        if (Files.readSymbolicLink(descriptor).toString().equals(what)) {
          return true;
        }
      }
    } catch (IOException | RuntimeException gone) {
      return false;
    }
    return false;
  }

  private Path folder(int pid) {
    return proc.resolve(Integer.toString(pid));
  }
}

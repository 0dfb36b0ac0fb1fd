package org.rdkb.dhcpmanager.rbus.contract;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The test double of librbus in {@code test/native}: compiles it, and reads its counters. */
final class NativeDouble {
  private static final Path SOURCES = Path.of("test", "native");
  private static final String LIBRARY = "librbus.so.0";

  private final NativeLibrary library;

  /**
   * Loads a compiled double into this process, or joins those who have.
   *
   * @param file what {@link #compile} made
   */
  NativeDouble(Path file) {
    library = NativeLibrary.getInstance(file.toString());
  }

  /**
   * Compiles it.
   *
   * @param folder where the library goes
   * @return the library's file
   */
  static Path compile(Path folder) throws IOException, InterruptedException {
    Path file = folder.resolve(LIBRARY);
    List<String> command =
        new ArrayList<>(
            List.of(
                "gcc", "-std=c11", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Werror", "-O1", "-g"));
    command.addAll(List.of("-fPIC", "-fvisibility=hidden", "-shared", "-pthread"));
    command.addAll(List.of("-Wl,-soname," + LIBRARY, "-o", file.toString()));
    try (DirectoryStream<Path> sources = Files.newDirectoryStream(SOURCES, "*.c")) {
      sources.forEach(source -> command.add(source.toString()));
    }
    Path log = folder.resolve("gcc.log");
    Process gcc =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!gcc.waitFor(120, TimeUnit.SECONDS) || gcc.exitValue() != 0) {
      gcc.destroyForcibly();
      throw new IOException("gcc refuses the double: " + Files.readString(log));
    }
    return file;
  }

  /** Ends its broker, or starts a new one that knows nobody. */
  void broker(boolean serves) {
    library.getFunction("rbus_double_broker").invokeVoid(new Object[] {serves ? 1 : 0});
  }

  /** How often the interface was used against its rules. */
  long misuse() {
    return count("rbus_double_misuse");
  }

  /** The last misuse in words; empty if there was none. */
  String lastMisuse() {
    return library.getFunction("rbus_double_last_misuse").invokeString(new Object[0], false);
  }

  /** Objects that somebody still has to release. */
  long liveObjects() {
    return count("rbus_double_live_objects");
  }

  /** Requests and events that found the queue full. */
  long lost() {
    return count("rbus_double_lost");
  }

  private long count(String function) {
    return library.getFunction(function).invokeLong(new Object[0]);
  }
}

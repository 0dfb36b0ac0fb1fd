package org.rdkb.dhcpmanager.rbus.contract;

import static org.rdkb.dhcpmanager.rbus.contract.World.soon;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The stock broker as a process of its own; it must have a /tmp of its own as well. */
final class StockBroker implements LibrbusContractBus.LibraryBroker {
  private final Path program;
  private final Path socket;
  private Process process;

  StockBroker(Path program, Path socket) {
    this.program = program;
    this.socket = socket;
  }

  @Override
  public void start() throws IOException {
    Files.deleteIfExists(socket);
    ProcessBuilder builder =
        new ProcessBuilder(List.of(program.toString(), "-f", "-s", "unix://" + socket));
    builder.environment().put("LD_LIBRARY_PATH", program.getParent().toString());
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    process = builder.start();
    soon(this::isServing);
  }

  private boolean isServing() {
    try (SocketChannel line = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      return line.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** As a crash would; the socket's file stays. */
  @Override
  public void stop() {
    process.destroyForcibly();
    soon(() -> !process.isAlive());
  }

  @Override
  public boolean takesFrames() {
    return true;
  }

  @Override
  public void close() {
    stop();
  }
}

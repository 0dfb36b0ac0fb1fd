package org.rdkb.dhcpmanager.peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;

/**
 * Speaks as the plugin of row 1 does, and may say it twice, late, or never: messages with the token
 * of a client, as {@code plugins/README.md} has them byte by byte.
 */
final class PluginVoice {
  private static final byte[] OPENING =
      HexFormat.of().parseHex("ff00000000000000017f" + "0108" + "0000" + "02");

  private final Lab lab;
  private final Path spool;
  private String token;

  PluginVoice(Lab lab) throws IOException {
    this.lab = lab;
    this.spool = lab.folder().resolve("run/spool/v4-1");
    this.token = "";
    takeToken();
  }

  /** From now on with the token of the client that runs now. */
  void takeToken() throws IOException {
    token = Files.readString(lab.folder().resolve("run/v4-1/token")).strip();
  }

  /** The highest number that has been dealt with. */
  long done() throws IOException {
    return Long.parseLong(Files.readString(spool.resolve(".done")).strip());
  }

  byte[] bound(long sequence, String address) {
    List<String> environment =
        List.of(
            "interface=wan0",
            "ip=" + address,
            "subnet=255.255.255.0",
            "serverid=198.51.100.1",
            "router=198.51.100.1",
            "lease=600");
    String text =
        "DHCPMGR 1 bound " + token + " " + sequence + "\n" + String.join("\0", environment) + "\0";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What the plugin's first step leaves. */
  void toSpool(long sequence, byte[] message) throws IOException {
    Path whole = Files.write(spool.resolve(".new." + sequence), message);
    Files.move(whole, spool.resolve(Long.toString(sequence)), StandardCopyOption.ATOMIC_MOVE);
  }

  /** What its second step sends. */
  void toSocket(byte[] message) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    octets.write(OPENING);
    octets.write(ByteBuffer.allocate(Long.BYTES).putLong(message.length).array());
    octets.write(message);
    Path file = Files.write(lab.folder().resolve("said"), octets.toByteArray());
    lab.run("sh", "-c", "nc -w 1 127.0.0.1 50324 <\"$1\" || :", "say", file.toString());
  }
}

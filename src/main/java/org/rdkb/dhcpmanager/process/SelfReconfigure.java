package org.rdkb.dhcpmanager.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.linux.UntrustedFiles;

/**
 * Tells a dibbler-client on this machine to renew, by the one message that makes it: RECONFIGURE
 * (RFC 8415 section 18.2.11), sent to its own link-local address. It never leaves the machine.
 * dibbler asks for the identifiers of both sides and for no authentication.
 *
 * @param clientDuid as the client has stored it
 * @param linuxInterface where the client listens
 */
record SelfReconfigure(Octets clientDuid, String linuxInterface) {
  private static final byte RECONFIGURE = 10;
  private static final byte RENEW = 5;
  private static final int OPTION_CLIENT = 1;
  private static final int OPTION_SERVER = 2;
  private static final int OPTION_MESSAGE = 19;
  private static final int MOST_DUID = 130;

  /** A DUID of type 3, link layer 0: nobody's. Which server asks makes no difference. */
  private static final byte[] SERVER_DUID = {0, 3, 0, 0, 0, 0, 0, 0};

  static SelfReconfigure of(Path file, String linuxInterface) throws IOException {
    byte[] octets = UntrustedFiles.read(file, 3 * MOST_DUID + 1);
    String text = new String(octets, StandardCharsets.ISO_8859_1).strip();
    Optional<Octets> duid = Octets.parseHex(text.replace(":", ""));
    if (duid.isEmpty() || octets.length > 3 * MOST_DUID) {
      throw new IOException(file + " is no DUID");
    }
    return new SelfReconfigure(duid.get(), linuxInterface);
  }

  byte[] message() {
    ByteBuffer message =
        ByteBuffer.allocate(4 + 4 + clientDuid.length() + 4 + SERVER_DUID.length + 5);
    message.put(RECONFIGURE).put(new byte[3]); // transaction id 0
    option(message, OPTION_CLIENT, clientDuid.toArray());
    option(message, OPTION_SERVER, SERVER_DUID);
    option(message, OPTION_MESSAGE, new byte[] {RENEW});
    return message.array();
  }

  private static void option(ByteBuffer message, int code, byte[] payload) {
    message.putShort((short) code).putShort((short) payload.length).put(payload);
  }

  /** True when it is on its way. */
  boolean send() throws IOException {
    ClientSocket.send(linuxInterface, message());
    return true;
  }
}

package org.rdkb.dhcpmanager;

import java.io.IOException;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.linux.Confinement;
import org.rdkb.dhcpmanager.process.ClientUser;

/** Whom the clients of this run work as. */
final class ClientUsers {
  private static final Logger log = LogManager.getLogger(ClientUsers.class);

  private ClientUsers() {}

  /**
   * Who it is, and if it is not somebody of their own, says why, once.
   *
   * @param wanted by the settings
   * @return absent where clients are what we are: without root, or without the right to mount
   * @throws IOException if a user is wanted that this machine does not have
   */
  static Optional<ClientUser> choose(Optional<String> wanted) throws IOException {
    if (!Confinement.isPossible()) {
      log.warn("CLIENTS-NOT-CONFINED it takes root and a root folder that is a mount");
      return Optional.empty();
    }
    String name = wanted.orElse(ClientUser.USUAL_NAME);
    Optional<ClientUser> found = ClientUser.of(name);
    if (found.isEmpty() && wanted.isPresent()) {
      throw new IOException(
          "client.user: there is no user " + name + " here; make it with: " + remedy(name));
    }
    if (found.isEmpty()) {
      log.warn("CLIENTS-AS-ROOT there is no user {}; make it with: {}", name, remedy(name));
    }
    return Optional.of(found.orElse(ClientUser.ROOT));
  }

  /** What makes a user. */
  private static String remedy(String name) {
    return "adduser --system --group --no-create-home --home /nonexistent " + name;
  }
}

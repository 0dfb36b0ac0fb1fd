package org.rdkb.dhcpmanager.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whom clients run as.
 *
 * @param user number, 0 for root
 * @param group number
 */
public record ClientUser(int user, int group) {
  /** Root, with few of its rights. */
  public static final ClientUser ROOT = new ClientUser(0, 0);

  /** Who it is where nobody says otherwise, if there is such a user. */
  public static final String USUAL_NAME = "dhcpmgr";

  private static final Path USERS = Path.of("/etc/passwd");
  private static final String NUMBER = "[0-9]{1,9}";
  private static final int NAME = 0;
  private static final int USER = 2;
  private static final int GROUP = 3;

  /** Checks the numbers. */
  public ClientUser {
    if (user < 0 || group < 0) {
      throw new IllegalArgumentException("no user " + user + " or group " + group);
    }
  }

  /**
   * The user of a name or a number.
   *
   * @param text a name of this machine, or a number, which is also that of the group
   * @return absent if there is no such user
   * @throws IOException if the users of this machine cannot be read
   */
  public static Optional<ClientUser> of(String text) throws IOException {
    if (text.matches(NUMBER)) {
      return Optional.of(new ClientUser(number(text), number(text)));
    }
    try (Stream<String> lines = Files.lines(USERS, StandardCharsets.ISO_8859_1)) {
      return lines
          .map(line -> line.split(":", -1))
          .filter(words -> words.length > GROUP && words[NAME].equals(text))
          .filter(words -> words[USER].matches(NUMBER) && words[GROUP].matches(NUMBER))
          .findFirst()
          .map(words -> new ClientUser(number(words[USER]), number(words[GROUP])));
    }
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }
}

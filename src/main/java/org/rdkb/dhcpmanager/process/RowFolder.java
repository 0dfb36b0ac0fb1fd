package org.rdkb.dhcpmanager.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdkb.dhcpmanager.linux.UntrustedFiles;

/**
 * The run folder of one row: {@code token}, {@code client}, {@code pid}, {@code output}, {@code
 * output.1}, and what the driver of a program adds. We are the one writer of all but {@code pid}
 * and {@code output}, which the client writes, the latter through a descriptor of ours.
 */
final class RowFolder {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int TOKEN_BYTES = 16;
  private static final int TOKEN_FILE_LIMIT = 64;
  private static final int CLIENT_FILE_LIMIT = 256 * 1024;

  private final Path folder;
  private final Path spool;
  private final ClientUser user;

  RowFolder(Path folder, Path spool) {
    this(folder, spool, ClientUser.ROOT);
  }

  /**
   * A row's folder. The client may read what is in it, and write what {@link #give} and {@link
   * #renewWithin} make, and the spool.
   *
   * @param user of the client; root: us, whoever we are
   */
  RowFolder(Path folder, Path spool, ClientUser user) {
    this.folder = folder;
    this.spool = spool;
    this.user = user;
  }

  /** Makes both folders, with those above them. */
  void create() throws IOException {
    createPrivate(folder);
    createPrivate(spool);
    if (isOfAnother()) {
      show(folder, "rwxr-x---");
    }
    hand(spool);
  }

  private boolean isOfAnother() {
    return !user.equals(ClientUser.ROOT);
  }

  /** The client's group may read it, and it stays ours. */
  private void show(Path path, String mode) throws IOException {
    Files.setAttribute(path, "unix:gid", user.group(), LinkOption.NOFOLLOW_LINKS);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  /** It becomes the client's own. */
  private void hand(Path path) throws IOException {
    if (isOfAnother()) {
      Files.setAttribute(path, "unix:gid", user.group(), LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:uid", user.user(), LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** An empty file that the client may write. */
  void give(String name) throws IOException {
    remove(name);
    hand(Files.createFile(folder.resolve(name), OWNER_FILE));
  }

  /**
   * A folder that the client may write, with nothing in it but these. It becomes the client's last
   * of all: nobody can be faster than we are.
   *
   * @param files what is written into it, by name
   * @param links to whatever there may be, by name
   */
  Path renewWithin(String name, Map<String, String> files, Map<String, Path> links)
      throws IOException {
    Path within = folder.resolve(name);
    UntrustedFiles.delete(within);
    createPrivate(within);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path made = Files.createFile(within.resolve(file.getKey()), OWNER_FILE);
      hand(Files.writeString(made, file.getValue()));
    }
    for (Map.Entry<String, Path> link : links.entrySet()) {
      hand(Files.createSymbolicLink(within.resolve(link.getKey()), link.getValue()));
    }
    hand(within);
    return within;
  }

  private static void createPrivate(Path path) throws IOException {
    Path above = path.getParent();
    if (above != null && !Files.isDirectory(above)) {
      Files.createDirectories(above);
    }
    try {
      Files.createDirectory(path, OWNER_FOLDER);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
    }
  }

  Path path() {
    return folder;
  }

  Path spool() {
    return spool;
  }

  Path pidFile() {
    return folder.resolve("pid");
  }

  OutputFile output() {
    return new OutputFile(folder.resolve("output"));
  }

  /** 128 random bits that the plugin of this client shows us. Never logged. */
  String writeNewToken() throws IOException {
    byte[] octets = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(octets);
    String token = HexFormat.of().formatHex(octets);
    replace("token", token + "\n");
    return token;
  }

  /** The token of the client that was started last; absent if there is none of the right form. */
  Optional<String> readToken() {
    try (InputStream in =
        Files.newInputStream(
            folder.resolve("token"), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      String text = new String(in.readNBytes(TOKEN_FILE_LIMIT), StandardCharsets.US_ASCII).strip();
      return Optional.of(text).filter(token -> token.matches("[0-9a-f]{32}"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  void writeClient(ClientFile client) throws IOException {
    replace("client", client.format());
  }

  Optional<ClientFile> readClient() {
    try (InputStream in =
        Files.newInputStream(
            folder.resolve("client"), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      String text = new String(in.readNBytes(CLIENT_FILE_LIMIT), StandardCharsets.UTF_8);
      return ClientFile.parse(text);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  void removeClient() throws IOException {
    Files.deleteIfExists(folder.resolve("client"));
    Files.deleteIfExists(pidFile());
  }

  /** A folder of the client's own in this one, mode 0700; returns it. */
  Path createWithin(String name) throws IOException {
    Path within = folder.resolve(name);
    createPrivate(within);
    return within;
  }

  /** Removes both folders with what is in them. */
  void delete() throws IOException {
    UntrustedFiles.delete(folder);
    UntrustedFiles.delete(spool);
  }

  /** A link in the folder, to whatever there may be. */
  void link(String name, Path target) throws IOException {
    remove(name);
    Files.createSymbolicLink(folder.resolve(name), target);
  }

  void remove(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
  }

  /** Writes a file as a whole, readable by us and the client only. */
  void replace(String name, String text) throws IOException {
    Path temporary = folder.resolve("." + name);
    Files.deleteIfExists(temporary);
    Files.createFile(temporary, OWNER_FILE);
    Files.writeString(temporary, text);
    if (isOfAnother()) {
      show(temporary, "rw-r-----");
    }
    Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}

package org.rdkb.dhcpmanager.store.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.rdkb.dhcpmanager.store.DamagedException;

/**
 * Backups that only who has the key can read or make: AES-256-GCM (NIST SP 800-38D), each content
 * with a nonce of its own and its name as associated data, so that none can stand for another. They
 * are at the target beside those that are not sealed, under names that say so and tell nothing of
 * what is in them: who has no key cannot look whether a content that they guess is there.
 */
public final class SealedTarget implements BackupTarget {
  /** What the names of sealed contents end with. */
  public static final String SUFFIX = "-sealed";

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final String HMAC = "HmacSHA256";
  private static final byte[] MAGIC = "DHCPMGR sealed 1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final BackupTarget target;
  private final SecretKey key;
  private final SecretKey nameKey;

  /**
   * Seals what goes there.
   *
   * @param target where to
   * @param key of 256 bits
   */
  public SealedTarget(BackupTarget target, SecretKey key) {
    this.target = target;
    this.key = key;
    String derived = hmac(new SecretKeySpec(key.getEncoded(), HMAC), "DHCPMGR names of contents");
    this.nameKey = new SecretKeySpec(HexFormat.of().parseHex(derived), HMAC);
  }

  /**
   * Reads a key.
   *
   * @param file 64 hexadecimal digits; for its owner only
   * @return the key
   * @throws IOException if it is none, others can read it, or it is absent, with what makes one
   */
  public static SecretKey key(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          file + " is no key; make one with: (umask 077; openssl rand -hex 32 > " + file + ")");
    }
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
    if (mode.contains(PosixFilePermission.GROUP_READ)
        || mode.contains(PosixFilePermission.OTHERS_READ)) {
      throw new IOException(file + " can be read by others: chmod 600 " + file);
    }
    String text = Files.size(file) > 100 ? "" : Files.readString(file).strip();
    if (!text.matches("[0-9A-Fa-f]{64}")) {
      throw new IOException(file + " is no key: 64 hexadecimal digits");
    }
    return new SecretKeySpec(HexFormat.of().parseHex(text), "AES");
  }

  @Override
  public SortedSet<String> names() throws IOException {
    SortedSet<String> names = new TreeSet<>();
    for (String name : target.names()) {
      if (name.endsWith(SUFFIX)) {
        names.add(name.substring(0, name.length() - SUFFIX.length()));
      }
    }
    return names;
  }

  @Override
  public String contentName(String sum) {
    return Manifest.contentName(hmac(nameKey, sum));
  }

  private static String hmac(SecretKey key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible); // every Java has it
    }
  }

  @Override
  public byte[] read(String name) throws DamagedException, IOException {
    ByteBuffer sealed = ByteBuffer.wrap(target.read(name + SUFFIX));
    if (sealed.remaining() < MAGIC.length + NONCE_BYTES
        || !ByteBuffer.wrap(MAGIC).equals(sealed.slice(0, MAGIC.length))) {
      throw new DamagedException(name + ": is not sealed as it should be");
    }
    byte[] nonce = new byte[NONCE_BYTES];
    sealed.position(MAGIC.length).get(nonce);
    byte[] content = new byte[sealed.remaining()];
    sealed.get(content);
    try {
      return cipher(Cipher.DECRYPT_MODE, nonce, name).doFinal(content);
    } catch (GeneralSecurityException wrong) {
      throw new DamagedException(name + ": was sealed with another key, or changed afterwards");
    }
  }

  @Override
  public void write(String name, byte[] content) throws IOException {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, name).doFinal(content);
      ByteBuffer all = ByteBuffer.allocate(MAGIC.length + NONCE_BYTES + sealed.length);
      target.write(name + SUFFIX, all.put(MAGIC).put(nonce).put(sealed).array());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible); // every Java has AES-GCM
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String name) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  @Override
  public void remove(String name) throws IOException {
    target.remove(name + SUFFIX);
  }
}

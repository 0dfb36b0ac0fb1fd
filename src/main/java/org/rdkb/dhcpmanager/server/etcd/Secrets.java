package org.rdkb.dhcpmanager.server.etcd;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** What is read from files that others may not read. No message here holds any of it. */
final class Secrets {
  private static final long LARGEST = 64 * 1024;
  private static final Set<PosixFilePermission> OWNER =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private Secrets() {}

  /** The first line. */
  static String password(Path file) throws IOException {
    String text = secret(file);
    String line = text.lines().findFirst().orElse("");
    if (line.isEmpty()) {
      throw new IOException(file + ": is empty");
    }
    return line;
  }

  private static String secret(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IOException(file + ": larger than " + LARGEST + " bytes");
    }
    if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
      throw new IOException(file + ": others may read it; its mode has to be 0600");
    }
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  static SSLContext context(EtcdAccess.Tls tls) throws IOException {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(tls.authorities().isPresent() ? trusted(tls.authorities().get()) : null);
      KeyManagerFactory shown =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      if (tls.certificate().isPresent() && tls.key().isPresent()) {
        shown.init(own(tls.certificate().get(), tls.key().get()), new char[0]);
      } else {
        shown.init(empty(), new char[0]);
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(shown.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException failed) {
      throw new IOException("TLS: " + failed.getMessage(), failed);
    }
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    return store;
  }

  private static KeyStore trusted(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    for (Certificate each : certificates(file)) {
      store.setCertificateEntry("authority-" + store.size(), each);
    }
    return store;
  }

  private static KeyStore own(Path certificate, Path key)
      throws IOException, GeneralSecurityException {
    Certificate[] chain = certificates(certificate).toArray(new Certificate[0]);
    KeyStore store = empty();
    store.setKeyEntry(
        "own", privateKey(key, chain[0].getPublicKey().getAlgorithm()), new char[0], chain);
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (all.isEmpty()) {
        throw new IOException(file + ": has no certificate");
      }
      return all;
    }
  }

  private static PrivateKey privateKey(Path file, String algorithm)
      throws IOException, GeneralSecurityException {
    String text = secret(file);
    String begin = "-----BEGIN PRIVATE KEY-----";
    int from = text.indexOf(begin);
    int to = text.indexOf("-----END PRIVATE KEY-----");
    if (from < 0 || to < from) {
      throw new IOException(file + ": has no PEM private key in PKCS #8");
    }
    try {
      byte[] octets = Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(octets));
    } catch (IllegalArgumentException | GeneralSecurityException failed) {
      throw new IOException(file + ": is no private key of the certificate"); // without its octets
    }
  }
}

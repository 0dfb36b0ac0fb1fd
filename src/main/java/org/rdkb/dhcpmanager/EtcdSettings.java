package org.rdkb.dhcpmanager;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdkb.dhcpmanager.server.etcd.EtcdAccess;

/**
 * The keys {@code server.etcd.*}; a class of its own, so that nothing of etcd is loaded without.
 */
final class EtcdSettings {
  private static final int MOST_ENDPOINTS = 9;

  private final Map<String, String> texts;

  private EtcdSettings(Map<String, String> texts) {
    this.texts = texts;
  }

  /** A value and what is wrong with it. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;
    private final SettingKey key;

    private RefusedException(SettingKey key, String reason) {
      super(reason);
      this.key = key;
    }

    SettingKey key() {
      return key;
    }
  }

  static EtcdAccess of(Map<String, String> texts) throws RefusedException {
    return new EtcdSettings(texts).access();
  }

  private EtcdAccess access() throws RefusedException {
    List<URI> endpoints = endpoints();
    Optional<Path> certificate = path(SettingKey.SERVER_ETCD_CERTIFICATE);
    Optional<Path> key = path(SettingKey.SERVER_ETCD_KEY);
    if (certificate.isPresent() != key.isPresent()) {
      throw new RefusedException(
          SettingKey.SERVER_ETCD_CERTIFICATE, "and server.etcd.key are given together");
    }
    return new EtcdAccess(
        endpoints,
        matching(SettingKey.SERVER_ETCD_PREFIX, "(?:/[A-Za-z0-9._-]{1,64}){1,8}"),
        matching(SettingKey.SERVER_ETCD_NAME, "[A-Za-z0-9._-]{1,64}"),
        Duration.ofSeconds(number(SettingKey.SERVER_ETCD_SESSION, 10, 86_400)),
        number(SettingKey.SERVER_ETCD_BLOCK_LENGTH, 20, 32),
        login(),
        new EtcdAccess.Tls(path(SettingKey.SERVER_ETCD_AUTHORITIES), certificate, key));
  }

  private List<URI> endpoints() throws RefusedException {
    List<URI> endpoints = new ArrayList<>();
    for (String part : text(SettingKey.SERVER_ETCD_ENDPOINTS).orElse("").split(",", -1)) {
      String each = part.strip();
      if (!each.matches("https?://(?:[A-Za-z0-9.-]+|\\[[0-9a-fA-F:.]+\\]):[0-9]{1,5}")) {
        throw new RefusedException(
            SettingKey.SERVER_ETCD_ENDPOINTS, "'" + each + "' is no http[s]://HOST:PORT");
      }
      endpoints.add(URI.create(each));
    }
    if (endpoints.size() > MOST_ENDPOINTS) {
      throw new RefusedException(
          SettingKey.SERVER_ETCD_ENDPOINTS, "more than " + MOST_ENDPOINTS + " nodes");
    }
    return endpoints;
  }

  private Optional<EtcdAccess.Login> login() throws RefusedException {
    Optional<String> user = text(SettingKey.SERVER_ETCD_USER);
    Optional<Path> file = path(SettingKey.SERVER_ETCD_PASSWORD_FILE);
    if (user.isPresent() != file.isPresent()) {
      throw new RefusedException(
          SettingKey.SERVER_ETCD_USER, "and server.etcd.passwordFile are given together");
    }
    if (user.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new EtcdAccess.Login(
            matching(SettingKey.SERVER_ETCD_USER, "[!-~]{1,64}"), file.orElseThrow()));
  }

  private String matching(SettingKey key, String pattern) throws RefusedException {
    String text = text(key).orElse(key.standard());
    if (!text.matches(pattern)) {
      throw new RefusedException(key, "'" + text + "' is none of " + key.range());
    }
    return text;
  }

  private int number(SettingKey key, int least, int most) throws RefusedException {
    String text = text(key).orElse(key.standard());
    if (!text.matches("[0-9]{1,9}")
        || Integer.parseInt(text) < least
        || Integer.parseInt(text) > most) {
      throw new RefusedException(key, "'" + text + "' is no number from " + least + " to " + most);
    }
    return Integer.parseInt(text);
  }

  private Optional<Path> path(SettingKey key) throws RefusedException {
    Optional<String> text = text(key);
    if (text.isPresent() && !text.get().startsWith("/")) {
      throw new RefusedException(key, "'" + text.get() + "' is no absolute path");
    }
    return text.map(Path::of);
  }

  private Optional<String> text(SettingKey key) {
    return Optional.ofNullable(texts.get(key.key())).filter(text -> !text.isEmpty());
  }
}

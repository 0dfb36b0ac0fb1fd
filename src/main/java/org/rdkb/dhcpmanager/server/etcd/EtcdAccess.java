package org.rdkb.dhcpmanager.server.etcd;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where etcd is, and what we are there.
 *
 * @param endpoints of its nodes, http or https
 * @param prefix of all keys of the fleet: begins with a slash, ends without one
 * @param name of this server, for people
 * @param session how long it may be silent before others take its blocks
 * @param blockLength prefix length of blocks, 20…32, the same in the whole fleet
 * @param login absent: none is asked for
 * @param tls for https
 */
public record EtcdAccess(
    List<URI> endpoints,
    String prefix,
    String name,
    Duration session,
    int blockLength,
    Optional<Login> login,
    Tls tls) {

  /** Takes a copy. */
  public EtcdAccess {
    endpoints = List.copyOf(endpoints);
  }

  /**
   * Who we are there.
   *
   * @param user name
   * @param passwordFile first line is the password; nobody else may read it
   */
  public record Login(String user, Path passwordFile) {}

  /**
   * Whom we trust and what we show.
   *
   * @param authorities PEM certificates; absent: those of the Java installation
   * @param certificate PEM chain of our own; absent: none
   * @param key of it, PEM in PKCS #8; nobody else may read it
   */
  public record Tls(Optional<Path> authorities, Optional<Path> certificate, Optional<Path> key) {}
}

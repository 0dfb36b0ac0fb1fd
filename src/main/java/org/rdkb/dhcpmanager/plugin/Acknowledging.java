package org.rdkb.dhcpmanager.plugin;

import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * The door for senders that want an answer.
 *
 * @param address where it is, with a port of its own
 * @param key with which each message there has to be signed (HMAC-SHA256); absent: none is
 */
public record Acknowledging(MonitorAddress.Tcp address, Optional<SecretKey> key) {}

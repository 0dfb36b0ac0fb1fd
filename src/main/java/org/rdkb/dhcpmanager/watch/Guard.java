package org.rdkb.dhcpmanager.watch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rdkb.dhcpmanager.http.HttpAnswer;
import org.rdkb.dhcpmanager.http.HttpRequest;

/**
 * Who may ask. Any local user may read; what changes something needs the token. On a unix socket
 * its file's owner is the only one who can ask at all, so there is no token.
 *
 * <p>A page of another site that runs in a browser on this machine is kept out by three things: the
 * name that it asks for must be loopback's (a name of its own that resolves to loopback is not),
 * its origin must be ours, and a change must be JSON, which such a page cannot send unasked.
 */
final class Guard {
  private static final Pattern LOOPBACK =
      Pattern.compile("(?:localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1])(?::[0-9]{1,5})?");
  private static final String SCHEME = "Bearer ";

  private final Optional<String> token;

  /**
   * A guard for one address.
   *
   * @param token what a change has to show; absent: the address lets nobody else in
   */
  Guard(Optional<String> token) {
    this.token = token;
  }

  /** Why the request is refused; absent if it may go on. */
  Optional<HttpAnswer> refusal(HttpRequest request) {
    if (token.isPresent() && !LOOPBACK.matcher(request.header("host")).matches()) {
      return refused(421, "the Host header must name loopback");
    }
    String origin = request.header("origin");
    if (!origin.isEmpty() && !origin.equals("http://" + request.header("host"))) {
      return refused(403, "a page of another site may not ask");
    }
    if (request.method().equals("GET")) {
      return Optional.empty();
    }
    if (token.isPresent() && !shows(request, token.get())) {
      return refused(401, "a change needs the token: Authorization: Bearer TOKEN");
    }
    boolean json = request.header("content-type").startsWith("application/json");
    return json || request.method().equals("DELETE")
        ? Optional.empty()
        : refused(415, "a change must be application/json");
  }

  /** Takes the same time wherever the first difference is. */
  private static boolean shows(HttpRequest request, String token) {
    String given = request.header("authorization");
    return given.startsWith(SCHEME)
        && MessageDigest.isEqual(
            given.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8),
            token.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<HttpAnswer> refused(int status, String reason) {
    return Optional.of(Api.error(status, reason));
  }
}

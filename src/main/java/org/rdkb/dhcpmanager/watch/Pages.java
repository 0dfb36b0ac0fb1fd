package org.rdkb.dhcpmanager.watch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdkb.dhcpmanager.http.HttpAnswer;

/** The status page's files. There are no others, so no path leads anywhere else. */
final class Pages {
  /** Everything from here, nothing inline, no frame around it. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
              + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "Referrer-Policy",
          "no-referrer");

  private static final List<String> SCRIPTS =
      List.of(
          "page.js",
          "dom.js",
          "state.js",
          "actions.js",
          "options.js",
          "draw.js",
          "clients.js",
          "client.js",
          "server.js",
          "links.js",
          "bus.js",
          "path.js",
          "start.js");

  private final Map<String, HttpAnswer> files = new HashMap<>();

  Pages() {
    add("/", "page.html", "text/html; charset=utf-8");
    add("/page.css", "page.css", "text/css; charset=utf-8");
    add("/icon.svg", "icon.svg", "image/svg+xml");
    SCRIPTS.forEach(file -> add("/" + file, file, "text/javascript; charset=utf-8"));
  }

  private void add(String path, String file, String type) {
    try (InputStream in = Pages.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not among the classes");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      files.put(path, new HttpAnswer.Whole(200, type, text, HEADERS));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  Optional<HttpAnswer> file(String path) {
    return Optional.ofNullable(files.get(path));
  }
}

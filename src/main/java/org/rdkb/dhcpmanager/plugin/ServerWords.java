package org.rdkb.dhcpmanager.plugin;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What of dibbler's environment the server said: all before the first option of the client. */
final class ServerWords {
  private static final String CLIENT = "CLNT_OPTION";
  private static final Pattern BINDING = Pattern.compile("(ADDR|PREFIX)[0-9]+[A-Z0-9]*");

  private ServerWords() {}

  static Map<String, String> of(Map<String, String> environment) {
    Map<String, String> server = new LinkedHashMap<>(environment);
    Iterator<String> names = server.keySet().iterator();
    boolean echo = false;
    while (names.hasNext()) {
      String name = names.next();
      echo |= name.startsWith(CLIENT);
      if (echo && (name.startsWith(CLIENT) || BINDING.matcher(name).matches())) {
        names.remove();
      }
    }
    return server;
  }
}

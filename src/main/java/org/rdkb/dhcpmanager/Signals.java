package org.rdkb.dhcpmanager;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The signals that an operator sends. The JDK has no public API for them; {@code sun.misc.Signal}
 * is the supported exception (module jdk.unsupported) and is reached by reflection, because naming
 * it is a compiler warning that cannot be suppressed.
 */
final class Signals {
  private static final Logger log = LogManager.getLogger(Signals.class);

  private Signals() {}

  /** Runs the action, on a thread of the JVM, each time the signal comes. */
  static void on(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException | IllegalArgumentException failure) {
      Throwable cause = failure instanceof InvocationTargetException ? failure.getCause() : failure;
      log.warn("SIGNAL-UNHANDLED signal={} reason={}", name, String.valueOf(cause));
    }
  }
}

package org.rdkb.dhcpmanager;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.rdkb.dhcpmanager.tr181.LogLevel;

/**
 * The log while the manager runs: how much is written, and which repeats are left out. Ends with
 * the manager. Any thread may call.
 */
final class LogControl implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(LogControl.class);

  private final LoggerContext context;
  private final Level configured;
  private final RepeatedLines repeats = new RepeatedLines(System::nanoTime);

  private LogControl(LoggerContext context) {
    this.context = context;
    LoggerConfig root = context.getConfiguration().getRootLogger();
    this.configured = root.getLevel();
    root.addFilter(repeats);
  }

  /** Takes hold of the log. */
  static LogControl open() {
    return new LogControl(LoggerContext.getContext(false));
  }

  private LoggerConfig root() {
    return context.getConfiguration().getRootLogger();
  }

  /** Writes that much from now on. */
  void use(String word) {
    Level wanted = word.equals(LogLevel.CONFIGURED) ? configured : Level.toLevel(word, configured);
    if (!root().getLevel().equals(wanted)) {
      root().setLevel(wanted);
      context.updateLoggers();
      log.info("LOG-LEVEL level={}", wanted);
    }
  }

  /** Says what was left out. Called every few seconds. */
  void tellLeftOut() {
    repeats
        .takeLeftOut()
        .forEach((line, count) -> log.warn("LOG-REPEATS of={} count={}", line, count));
  }

  @Override
  public void close() {
    tellLeftOut();
    root().removeFilter(repeats);
    root().setLevel(configured);
    context.updateLoggers();
  }
}

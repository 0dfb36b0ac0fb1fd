package org.rdkb.dhcpmanager.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tests that install into a root folder of their own, laid over this machine's. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsOverlay.Condition.class)
@interface NeedsOverlay {
  /** Tries it. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      try {
        Path folder = Files.createTempDirectory("dhcpmgr-overlay");
        try (FreshRoot root = FreshRoot.open(folder, folder)) {
          return ConditionEvaluationResult.enabled("a folder can be laid over " + root.path("/"));
        } catch (IOException refused) {
          return ConditionEvaluationResult.disabled(
              "optional: no folder can be laid over the root folder here: " + refused.getMessage());
        } finally {
          Files.deleteIfExists(folder);
        }
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }
}

package org.rdkb.dhcpmanager.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests that start dibbler-client, dhcpcd, or a program with a folder of its own. That takes mounts
 * apart from the others; the root folder of a plain chroot is no mount, and cannot be set apart.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsMountedRoot.Condition.class)
@interface NeedsMountedRoot {
  /** Looks for the root folder among the mounts. */
  final class Condition implements ExecutionCondition {
    private static final int MOUNT_POINT = 4;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      try {
        return isRootMounted()
            ? ConditionEvaluationResult.enabled("the root folder is a mount")
            : ConditionEvaluationResult.disabled(
                "the root folder is no mount (a chroot), so clients cannot be confined");
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    static boolean isRootMounted() throws IOException {
      List<String> mounts = Files.readAllLines(Path.of("/proc/self/mountinfo"));
      return mounts.stream().anyMatch(mount -> mount.split(" ", -1)[MOUNT_POINT].equals("/"));
    }
  }
}

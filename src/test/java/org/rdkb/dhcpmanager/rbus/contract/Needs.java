package org.rdkb.dhcpmanager.rbus.contract;

import java.io.File;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What a suite needs of the machine. Where it is missing, the suite is reported as not run, with
 * the reason and the number of cases; {@code ./dhcpmgr test} repeats that in its last lines.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Needs.Condition.class)
@interface Needs {
  /** What is needed. */
  Thing value();

  /** What a machine may lack. */
  enum Thing {
    /** The C compiler, for the double. */
    GCC {
      @Override
      Optional<String> missing() {
        return program("gcc").isPresent() ? Optional.empty() : Optional.of("gcc is not installed");
      }
    },
    /** librbus with its broker, and root for a /tmp of its own. */
    LIBRBUS {
      @Override
      Optional<String> missing() {
        if (StockLibrary.find().isEmpty()) {
          return Optional.of(
              "optional: no librbus.so.0 and rtrouted in the folders of "
                  + StockLibrary.VARIABLE
                  + ", in /usr/lib or on the PATH");
        }
        return System.getProperty("user.name").equals("root")
            ? Optional.empty()
            : Optional.of("optional: the stock broker gets a /tmp of its own, which needs root");
      }
    };

    /** Why it cannot be had; empty if it is there. */
    abstract Optional<String> missing();

    private static Optional<Path> program(String name) {
      return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
          .map(folder -> Path.of(folder, name))
          .filter(Files::isExecutable)
          .findFirst();
    }
  }

  /** Reads the annotation. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return context
          .getTestClass()
          .map(type -> type.getAnnotation(Needs.class))
          .flatMap(needs -> needs.value().missing())
          .map(
              why -> why + "; " + ContractMain.cases(Path.of("")).size() + " cases of the contract")
          .map(ConditionEvaluationResult::disabled)
          .orElse(ConditionEvaluationResult.enabled("nothing is missing"));
    }
  }
}

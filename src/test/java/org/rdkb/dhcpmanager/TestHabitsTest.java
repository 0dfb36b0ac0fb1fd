package org.rdkb.dhcpmanager;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Disabled;

/** Holds the habits of the tests themselves: they wait for what they need, and never look away. */
@AnalyzeClasses(
    packages = "org.rdkb.dhcpmanager",
    importOptions = ImportOption.OnlyIncludeTests.class)
class TestHabitsTest {

  @ArchTest
  static final ArchRule nobodySleeps =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", long.class, int.class)
          .because("Awaitility waits for what is expected, and no longer");

  @ArchTest
  static final ArchRule nobodySkipsInSilence =
      noClasses()
          .that()
          .doNotHaveSimpleName("TestHabitsTest")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Assumptions.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Disabled.class);
}

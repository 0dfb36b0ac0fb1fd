package org.rdkb.dhcpmanager;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the house: arrows point down, shells never meet, each library has one room. */
@AnalyzeClasses(
    packages = "org.rdkb.dhcpmanager",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String BASE = "org.rdkb.dhcpmanager.";
  private static final String CORE = BASE + "core..";
  private static final String[] SHELLS = {
    "row",
    "plugin",
    "process",
    "kernel",
    "store",
    "rbus",
    "dbus",
    "server",
    "attach",
    "watch",
    "probe",
    "extension"
  };

  @ArchTest
  static final ArchRule core_knowsOnlyTheJdkAndItself =
      classes()
          .that()
          .resideInAPackage(CORE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              CORE,
              "java.lang",
              "java.lang.invoke",
              "java.lang.runtime",
              "java.math",
              "java.nio",
              "java.nio.charset",
              "java.time",
              "java.time..",
              "java.util",
              "java.util.function",
              "java.util.regex",
              "java.util.stream",
              "org.jspecify.annotations");

  @ArchTest
  static final ArchRule core_hasNoThreadsClockFilesSocketsLoggingRandomness =
      noClasses()
          .that()
          .resideInAPackage(CORE)
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.lang\\.(Thread|Process|ProcessBuilder|Runtime|System)"
                  + "|java\\.util\\.(Random|SplittableRandom|Timer)"
                  + "|java\\.time\\.Clock")
          .orShould()
          .callMethod(java.time.Instant.class, "now");

  @ArchTest
  static final ArchRule tr181_knowsTheCoreOnly =
      noClasses()
          .that()
          .resideInAPackage(BASE + "tr181..")
          .should()
          .dependOnClassesThat(ours().and(outside("core", "tr181")));

  @ArchTest
  static final ArchRule bus_knowsTheCoreAndTr181Only =
      noClasses()
          .that()
          .resideInAPackage(BASE + "bus..")
          .should()
          .dependOnClassesThat(ours().and(outside("core", "tr181", "bus")));

  @ArchTest
  static final ArchRule linux_knowsNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage(BASE + "linux..")
          .should()
          .dependOnClassesThat(ours().and(outside("linux")));

  @ArchTest
  static final ArchRule http_knowsNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage(BASE + "http..")
          .should()
          .dependOnClassesThat(ours().and(outside("http")));

  /** What an integrator compiles against: no more than the core. */
  @ArchTest
  static final ArchRule extension_knowsTheCoreOnly =
      noClasses()
          .that()
          .resideInAPackage(BASE + "extension")
          .should()
          .dependOnClassesThat(ours().and(outside("core", "extension")))
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage(BASE + "extension.host..");

  @ArchTest static final ArchRule shells_neverImportEachOther = shells();

  @ArchTest
  static final ArchRule packages_haveNoCycles =
      slices().matching(BASE + "(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule jna_livesInLinuxAndLibrbus =
      library("com.sun.jna..", BASE + "linux..", BASE + "rbus.librbus..");

  @ArchTest static final ArchRule jeromq_livesInPlugin = library("org.zeromq..", BASE + "plugin..");

  @ArchTest
  static final ArchRule log4jCore_livesAtTheTop =
      library("org.apache.logging.log4j.core..", "org.rdkb.dhcpmanager");

  @ArchTest static final ArchRule jetty_livesInHttp = library("org.eclipse..", BASE + "http..");

  @ArchTest static final ArchRule msgpack_livesInRbus = library("org.msgpack..", BASE + "rbus..");

  @ArchTest
  static final ArchRule dbusJava_livesInDbus = library("org.freedesktop..", BASE + "dbus..");

  @ArchTest static final ArchRule picocli_livesInCli = library("picocli..", BASE + "cli..", "");

  @ArchTest
  static final ArchRule sqlite_livesInTheHistory =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + "store.history..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.sqlite..", "java.sql..");

  @ArchTest
  static final ArchRule consoleOutput_livesInCli =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + "cli..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule nobodySleeps =
      noClasses().should().callMethod(Thread.class, "sleep", long.class);

  @ArchTest
  static final ArchRule loggingIsLog4jOnly =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.commons.logging..");

  @ArchTest
  static final ArchRule names_sayWhatTheyAre =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameStartingWith("Common");

  private static ArchRule shells() {
    DescribedPredicate<JavaClass> none = DescribedPredicate.alwaysFalse();
    return slices()
        .matching(BASE + "(*)..")
        .that(inShell())
        .should()
        .notDependOnEachOther()
        .ignoreDependency(none, none);
  }

  private static DescribedPredicate<com.tngtech.archunit.library.dependencies.Slice> inShell() {
    return DescribedPredicate.describe(
        "are shells", slice -> java.util.List.of(SHELLS).contains(slice.getNamePart(1)));
  }

  private static DescribedPredicate<JavaClass> ours() {
    return JavaClass.Predicates.resideInAPackage("org.rdkb.dhcpmanager..");
  }

  private static DescribedPredicate<JavaClass> outside(String... rooms) {
    String[] packages = new String[rooms.length];
    for (int i = 0; i < rooms.length; i++) {
      packages[i] = BASE + rooms[i] + "..";
    }
    return JavaClass.Predicates.resideOutsideOfPackages(packages);
  }

  private static ArchRule library(String library, String... rooms) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(rooms)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library);
  }
}

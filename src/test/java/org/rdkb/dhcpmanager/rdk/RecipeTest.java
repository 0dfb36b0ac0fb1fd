package org.rdkb.dhcpmanager.rdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The Yocto recipe: its form, as far as BitBake reads it, and that what it names is there. */
class RecipeTest {
  private static final Path RECIPE = Path.of("rdk/yocto/dhcpmgr_0.1.0.bb");
  private static final Pattern ASSIGNMENT =
      Pattern.compile("([A-Z_]+)(:\\$\\{PN})?(\\[[a-z]+])? (=|\\?=|\\+=) \"([^\"]*)\"");
  private static final Pattern FLAG = Pattern.compile("do_[a-z]+\\[noexec] = \"1\"");
  private static final Pattern FUNCTION = Pattern.compile("[a-z_]+(:\\$\\{PN})?\\(\\) \\{");

  @Test
  void everyLine_isOneOfBitBake() throws IOException {
    boolean inFunction = false;
    Set<String> names = new HashSet<>();
    for (String line : Files.readAllLines(RECIPE)) {
      if (inFunction) {
        inFunction = !line.equals("}");
        assertTrue(!inFunction || line.startsWith("    "), line);
        continue;
      }
      inFunction = FUNCTION.matcher(line).matches();
      Matcher assignment = ASSIGNMENT.matcher(line);
      if (assignment.matches()) {
        names.add(assignment.group(1));
      } else {
        boolean isOther = line.isEmpty() || line.startsWith("#") || line.startsWith("inherit ");
        assertTrue(isOther || inFunction || FLAG.matcher(line).matches(), line);
      }
    }
    assertTrue(!inFunction, "a function goes on to the end");
    assertTrue(
        names.containsAll(
            List.of("SUMMARY", "LICENSE", "LIC_FILES_CHKSUM", "SRC_URI", "SYSTEMD_SERVICE")),
        names::toString);
  }

  @Test
  void licence_isTheOneHere_andFilesAreThoseOfTheTarball()
      throws IOException, NoSuchAlgorithmException {
    String recipe = Files.readString(RECIPE);
    byte[] sum = MessageDigest.getInstance("MD5").digest(Files.readAllBytes(Path.of("LICENSE")));
    assertTrue(recipe.contains("md5=" + String.format("%032x", new BigInteger(1, sum)) + "\""));
    Matcher taken = Pattern.compile("\\$\\{S}/((?:rdk|etc|plugins)/[^ *]+)").matcher(recipe);
    int files = 0;
    while (taken.find()) {
      files++;
      assertTrue(Files.exists(Path.of(taken.group(1))), taken.group(1));
    }
    assertEquals(3, files);
  }
}

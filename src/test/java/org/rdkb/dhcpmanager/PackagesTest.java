package org.rdkb.dhcpmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code doc/packages.md}: what each package says of itself, in one page. */
class PackagesTest {
  private static final Path PAGE = Path.of("doc", "packages.md");
  private static final Path ROOT = Path.of("src/main/java/org/rdkb/dhcpmanager");
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*\\*(.*?)\\*/");
  private static final Pattern LINK = Pattern.compile("\\{@link\\s+([^}]+?)\\s*}");
  private static final Pattern CODE = Pattern.compile("\\{@code\\s+([^}]*)}");

  @Test
  void page_isWhatThePackagesSay() throws IOException {
    StringBuilder page = new StringBuilder("# Packages\n\n");
    page.append("Written by `PackagesTest` from each `package-info.java` with ");
    page.append("`-Dgolden.update=true`; do not edit.\n");
    try (Stream<Path> files = Files.walk(ROOT)) {
      List<Path> infos = files.filter(file -> file.endsWith("package-info.java")).sorted().toList();
      for (Path info : infos) {
        String name = ROOT.relativize(info.getParent()).toString().replace('/', '.');
        page.append("\n## ").append(name).append("\n\n").append(said(info)).append('\n');
      }
    }
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, page.toString());
    }
    assertEquals(Files.readString(PAGE), page.toString(), PAGE.toString());
  }

  private static String said(Path info) throws IOException {
    Matcher comment = COMMENT.matcher(Files.readString(info));
    if (!comment.find()) {
      throw new IOException(info + " says nothing");
    }
    String text = comment.group(1).replaceAll("(?m)^\\s*\\* ?", "").strip();
    text = text.replaceAll("\\s*<p>\\s*", "\n\n").replaceAll("(?<!\n)\n(?!\n)", " ");
    text = text.replaceAll("\\s*<ul>|\\s*</ul>", "\n").replaceAll("\\s*<li>", "\n- ");
    text = CODE.matcher(text).replaceAll(code -> quoted(code.group(1)));
    return LINK.matcher(text)
        .replaceAll(
            link -> {
              String target = link.group(1).replaceAll("^.* ", "");
              return quoted(target.replaceAll("^org\\.rdkb\\.dhcpmanager\\.", ""));
            });
  }

  private static String quoted(String code) {
    return Matcher.quoteReplacement("`" + code + "`");
  }
}

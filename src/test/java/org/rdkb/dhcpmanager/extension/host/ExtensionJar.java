package org.rdkb.dhcpmanager.extension.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Makes jars of extensions from their sources, as an integrator would. */
public final class ExtensionJar {
  private static final Path EXAMPLES = Path.of("plugins", "examples", "extensions");
  private static final String SERVICE =
      "META-INF/services/org.rdkb.dhcpmanager.extension.Extension";

  private ExtensionJar() {}

  /** A jar of some of the shipped examples. */
  public static void ofExamples(Path jar, String... names) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String name : names) {
      sources.add(EXAMPLES.resolve(name + ".java"));
    }
    make(jar, sources, Stream.of(names).map(name -> "example." + name).toList());
  }

  /** A jar of one class of package {@code example}, of which the text gives the methods. */
  public static void of(Path jar, String name, String methods) throws IOException {
    String text =
        "package example;\n"
            + "import java.util.*;\n"
            + "import org.rdkb.dhcpmanager.core.client.*;\n"
            + "import org.rdkb.dhcpmanager.core.lease.*;\n"
            + "import org.rdkb.dhcpmanager.core.option.*;\n"
            + "import org.rdkb.dhcpmanager.extension.*;\n"
            + "public class "
            + name
            + " implements Extension {\n  public String name() { return \""
            + name
            + "\"; }\n"
            + methods
            + "}\n";
    Path folder = Files.createTempDirectory("extension");
    Path source = Files.writeString(folder.resolve(name + ".java"), text);
    make(jar, List.of(source), List.of("example." + name));
  }

  private static void make(Path jar, List<Path> sources, List<String> services) throws IOException {
    Path classes = Files.createTempDirectory("classes");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-proc:none", "-nowarn", "-d", classes.toString()));
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    sources.forEach(source -> arguments.add(source.toString()));
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertEquals(0, code, "compiles");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, entries);
        entries.closeEntry();
      }
      entries.putNextEntry(new JarEntry(SERVICE));
      entries.write(String.join("\n", services).getBytes(StandardCharsets.UTF_8));
      entries.closeEntry();
    }
  }
}

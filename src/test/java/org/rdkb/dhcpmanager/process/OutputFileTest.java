package org.rdkb.dhcpmanager.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
  @TempDir Path folder;

  @Test
  void full_movesItsEndToThePredecessor_andTheWriterGoesOn() throws IOException {
    Path path = folder.resolve("output");
    OutputFile output = new OutputFile(path);
    byte[] text = new byte[OutputFile.LIMIT + 3];
    Arrays.fill(text, (byte) 'x');
    text[text.length - 1] = 'y';
    try (OutputStream writer =
        Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      writer.write(text, 0, OutputFile.LIMIT);
      assertFalse(output.trim());
      writer.write(text, OutputFile.LIMIT, 3);
      assertTrue(output.trim());
      writer.write('z');
    }
    assertEquals("z", Files.readString(path));
    assertArrayEquals(
        Arrays.copyOfRange(text, 3, text.length), Files.readAllBytes(folder.resolve("output.1")));
  }

  @Test
  void absent_isNothing() throws IOException {
    OutputFile output = new OutputFile(folder.resolve("none"));
    assertFalse(output.trim());
    assertEquals(List.of(), output.tail(3));
  }

  @Test
  void tail_isPrintableAndShort() throws IOException {
    Path path = folder.resolve("output");
    String hostile = "one\ntwo\n\u001b[31m\u0007é" + "w".repeat(300) + "\n\n";
    Files.write(path, hostile.getBytes(StandardCharsets.ISO_8859_1));
    List<String> tail = new OutputFile(path).tail(2);
    assertEquals(List.of("two", "?[31m??" + "w".repeat(193)), tail);
  }
}

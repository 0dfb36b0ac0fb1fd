package org.rdkb.dhcpmanager.linux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class UntrustedFilesTest {
  private static final byte[] TEXT = "text\n".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;

  @Test
  void whatIsThere_isReadUpToItsBound() throws IOException {
    Path file = Files.write(folder.resolve("file"), TEXT);
    assertArrayEquals(TEXT, UntrustedFiles.read(file, 100));
    assertEquals("te", new String(UntrustedFiles.read(file, 2), StandardCharsets.US_ASCII));
    assertEquals(0, UntrustedFiles.read(Files.createFile(folder.resolve("empty")), 9).length);
    assertThrows(NoSuchFileException.class, () -> UntrustedFiles.read(folder.resolve("absent"), 9));
  }

  @Test
  @Timeout(10)
  void linkFolderAndPipe_areNotRead_andNobodyWaits() throws IOException, InterruptedException {
    Path secret = Files.write(folder.resolve("secret"), TEXT);
    Path link = Files.createSymbolicLink(folder.resolve("link"), secret);
    assertThrows(IOException.class, () -> UntrustedFiles.read(link, 9));
    assertThrows(IOException.class, () -> UntrustedFiles.read(folder, 9));
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    assertEquals(0, UntrustedFiles.read(pipe, 9).length);
  }

  @Test
  void whatIsMade_isNew_andHasItsMode() throws IOException {
    Path file = folder.resolve("made");
    UntrustedFiles.create(file, TEXT, 0640);
    assertArrayEquals(TEXT, Files.readAllBytes(file));
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertThrows(IOException.class, () -> UntrustedFiles.create(file, TEXT, 0640));
    Path target = folder.resolve("target");
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    assertThrows(IOException.class, () -> UntrustedFiles.create(link, TEXT, 0640));
    assertFalse(Files.exists(target));
  }

  @Test
  void folderIsRemoved_andWhatItsLinksPointToStays() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Path kept = Files.write(other.resolve("kept"), TEXT);
    Path gone = Files.createDirectories(folder.resolve("gone"));
    Files.createDirectories(gone.resolve("a/b"));
    Files.write(gone.resolve("a/b/file"), TEXT);
    Files.createSymbolicLink(gone.resolve("a/link"), other);
    Files.createSymbolicLink(gone.resolve("file"), kept);
    UntrustedFiles.delete(gone);
    assertFalse(Files.exists(gone));
    assertTrue(Files.exists(kept));
    UntrustedFiles.delete(gone); // absent
    Path link = Files.createSymbolicLink(folder.resolve("l"), other);
    UntrustedFiles.delete(link);
    assertTrue(Files.exists(kept));
  }

  @Test
  void tooDeepFolders_stay() throws IOException {
    Path deep = folder.resolve("deep" + "/d".repeat(40));
    Files.createDirectories(deep);
    assertThrows(IOException.class, () -> UntrustedFiles.delete(folder.resolve("deep")));
  }
}

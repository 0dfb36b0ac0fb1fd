package org.rdkb.dhcpmanager.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final String HEAD = "DHCPMGR 1 bound " + TOKEN + " 7\n";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void wholeMessage_keepsEveryOctetOfTheEnvironment() {
    String hostile = "a\nb`id`$(id)\"'\\ \u00ff=x";
    assertEquals(
        new Decoded.Accepted(
            new Message(
                "bound", TOKEN, 7, Map.of("interface", "eth0", "bootfile", hostile, "e", ""))),
        Message.decode(bytes(HEAD + "interface=eth0\0bootfile=" + hostile + "\0e=\0")));
  }

  @Test
  void emptyEnvironment_isAMessage() {
    assertEquals(
        new Decoded.Accepted(new Message("bound", TOKEN, 7, Map.of())),
        Message.decode(bytes(HEAD)));
  }

  @Test
  void twoEntriesOfOneName_theFirstCounts() {
    assertEquals(
        new Decoded.Accepted(new Message("bound", TOKEN, 7, Map.of("ip", "1"))),
        Message.decode(bytes(HEAD + "ip=1\0ip=2\0")));
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "``,MAGIC",
        "D,MAGIC",
        "dhcpmgr 1 bound T 7|,MAGIC",
        "DHCPMGR 1 bound T 7,MAGIC", // truncated before the newline
        "DHCPMGR 2 bound T 7|,VERSION",
        "DHCPMGR 10 bound T 7|,VERSION",
        "DHCPMGR  1 bound T 7|,VERSION",
        "DHCPMGR 1 |,EVENT",
        "DHCPMGR 1  T 7|,EVENT",
        "DHCPMGR 1 Bound T 7|,EVENT",
        "DHCPMGR 1 bo.und T 7|,EVENT",
        "DHCPMGR 1 abcdefghijklmnopq T 7|,EVENT",
        "DHCPMGR 1 bound|,TOKEN",
        "DHCPMGR 1 bound 0123 7|,TOKEN",
        "DHCPMGR 1 bound 0123456789ABCDEF0123456789ABCDEF 7|,TOKEN",
        "DHCPMGR 1 bound T|,SEQUENCE",
        "DHCPMGR 1 bound T 0|,SEQUENCE",
        "DHCPMGR 1 bound T 07|,SEQUENCE",
        "DHCPMGR 1 bound T -7|,SEQUENCE",
        "DHCPMGR 1 bound T 1000000000000000|,SEQUENCE",
        "DHCPMGR 1 bound T 7 |,SEQUENCE",
        "DHCPMGR 1 bound T 7 trailing|,SEQUENCE",
        "DHCPMGR 1 bound T 7|a,ENVIRONMENT",
        "DHCPMGR 1 bound T 7|a=b,ENVIRONMENT", // truncated: no NUL
        "DHCPMGR 1 bound T 7|a=b~trailing,ENVIRONMENT",
        "DHCPMGR 1 bound T 7|a=b~~,ENVIRONMENT",
        "DHCPMGR 1 bound T 7|=b~,ENVIRONMENT",
        "DHCPMGR 1 bound T 7|1a=b~,ENVIRONMENT",
        "DHCPMGR 1 bound T 7|a b=c~,ENVIRONMENT",
        "DHCPMGR 1 bound T 7|a~b=c~,ENVIRONMENT",
      })
  void malformed_isRefusedWithItsReason(String text, Refusal reason) {
    String message = text.replace(" T", " " + TOKEN).replace('|', '\n').replace('~', '\0');
    assertEquals(new Decoded.Refused(reason), Message.decode(bytes(message)));
  }

  @Test
  void tooLarge_isRefusedAndTheLargestIsNot() {
    byte[] largest = Arrays.copyOf(bytes(HEAD + "a="), Message.MOST_BYTES);
    Arrays.fill(largest, HEAD.length() + 2, largest.length - 1, (byte) 'x');
    assertInstanceOf(Decoded.Accepted.class, Message.decode(largest));
    assertEquals(
        new Decoded.Refused(Refusal.SIZE),
        Message.decode(Arrays.copyOf(largest, largest.length + 1)));
  }

  @Test
  void tooManyEntries_areRefused() {
    assertInstanceOf(
        Decoded.Accepted.class, Message.decode(bytes(HEAD + "a=\0".repeat(Message.MOST_ENTRIES))));
    assertEquals(
        new Decoded.Refused(Refusal.ENVIRONMENT),
        Message.decode(bytes(HEAD + "a=\0".repeat(Message.MOST_ENTRIES + 1))));
  }

  @Test
  void truncatedAnywhere_neverGivesAnotherWholeMessage() {
    byte[] whole = bytes(HEAD + "interface=eth0\0ip=192.0.2.10\0");
    for (int length = 0; length < whole.length; length++) {
      Decoded decoded = Message.decode(Arrays.copyOf(whole, length));
      assertNotEquals(Message.decode(whole), decoded);
      boolean atEntryEnd = length == HEAD.length() || (length > 0 && whole[length - 1] == 0);
      assertEquals(atEntryEnd, decoded instanceof Decoded.Accepted, "at " + length);
    }
  }
}

package org.rdkb.dhcpmanager.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Address events of the kernel, written out byte by byte (little-endian): index 9. */
class LinkLocalsTest {
  private static final String NEW = "1400";
  private static final String GONE = "1500";
  private static final String FIRST = "fe800000000000000000000000000001";
  private static final String OTHER = "fe800000000000000000000000000002";

  private static LinkLocals after(LinkLocals before, String type, String address, String flags) {
    // nlmsghdr: length 52; ifaddrmsg: AF_INET6, /64, flags, link, index; IFA_ADDRESS; IFA_FLAGS
    String hex =
        "34000000"
            + type
            + "0000 07000000 00000000 0a 40 80 fd 09000000"
            + "1400 0100"
            + address
            + "0800 0800"
            + flags;
    LinkLocals next = before;
    for (NetlinkMessage message :
        NetlinkMessage.split(HexFormat.of().parseHex(hex.replace(" ", "")))) {
      next = next.after(message);
    }
    return next;
  }

  @ParameterizedTest
  @CsvSource({
    "80000000, true", // permanent
    "c0000000, false", // tentative
    "c4000000, true", // tentative, but optimistic: usable at once (RFC 4429)
    "88000000, false", // a duplicate
    "c8000000, false",
    "00000000, true",
  })
  void newAddress_isUsableUnlessTentativeOrTwiceThere(String flags, boolean usable) {
    assertEquals(usable, after(LinkLocals.NONE, NEW, FIRST, flags).isUsable(9));
  }

  @Test
  void tentative_becomesUsable_andGoes() {
    LinkLocals tentative = after(LinkLocals.NONE, NEW, FIRST, "c0000000");
    LinkLocals ready = after(tentative, NEW, FIRST, "80000000");
    assertTrue(ready.isUsable(9));
    assertFalse(ready.isUsable(8));
    assertFalse(after(ready, GONE, FIRST, "80000000").isUsable(9));
  }

  @Test
  void oneOfTwo_isEnough() {
    LinkLocals two = after(after(LinkLocals.NONE, NEW, FIRST, "80000000"), NEW, OTHER, "80000000");
    LinkLocals one = after(two, GONE, FIRST, "80000000");
    assertTrue(one.isUsable(9));
    assertFalse(after(one, GONE, OTHER, "80000000").isUsable(9));
  }

  @Test
  void otherScopes_andWhatIsCut_changeNothing() {
    LinkLocals ready = after(LinkLocals.NONE, NEW, FIRST, "80000000");
    assertSame(ready, after(ready, GONE, "20010db8000000000000000000000001", "80000000"));
    byte[] cut = HexFormat.of().parseHex("1400000015000000070000000000000000a40080");
    NetlinkMessage.split(cut).forEach(message -> assertSame(ready, ready.after(message)));
  }

  @Test
  void goneLinks_areForgotten() {
    LinkLocals ready = after(LinkLocals.NONE, NEW, FIRST, "80000000");
    assertSame(ready, ready.onlyOf(Set.of(9, 10)));
    assertFalse(ready.onlyOf(Set.of(10)).isUsable(9));
  }
}

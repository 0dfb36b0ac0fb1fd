package org.rdkb.dhcpmanager.core.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;

class PassingMessageTest {
  private static final String FIXED =
      "010106001122334400050000" + "00".repeat(16) + "020000000001" + "00".repeat(10);
  private static final String FIXED_ON_ITS_WAY =
      "010106011122334400050000" + "00".repeat(12) + "0a4e0001" + "020000000001" + "00".repeat(10);
  private static final String NAMES = "ab".repeat(64);
  private static final String FILE = "cd".repeat(128);

  private static PassingMessage message(String fixed, String options) {
    return new PassingMessage(Octets.of(Packets.with(fixed, NAMES, FILE, options)));
  }

  @Test
  void onItsWay_onlyHopsGiaddrAndOption82_areOther() {
    PassingMessage sent =
        message(FIXED, "35010100370101ff" + "00".repeat(60))
            .withHops(1)
            .withGiaddr(new Ipv4Address(0x0a4e0001))
            .withInformation(Octets.utf8("\1\4lan0"));
    assertEquals(
        message(
            FIXED_ON_ITS_WAY, "35010100370101" + "5206" + "01046c616e30" + "ff" + "00".repeat(52)),
        sent);
  }

  @Test
  void takenOutAgain_isAsTheServerSentIt_withoutOption82WhereverItIs() {
    assertEquals(
        message(FIXED, "3501023604c0000201ff" + "00".repeat(50)),
        message(FIXED, "3501025206" + "01046c616e30" + "3604c0000201ff").withoutInformation());
  }

  /** 1472 octets and no more: 240, the type's 3, 4 × 257, 2 and the last payload, 8, the end. */
  @Test
  void oneOctetTooManyForAFrame_nothingIsAdded() {
    PassingMessage fits = ofLength(190);
    PassingMessage tooLong = ofLength(191);
    Octets information = Octets.utf8("\1\4lan0");
    assertEquals(PassingMessage.MOST, fits.withInformation(information).octets().length());
    assertEquals(tooLong, tooLong.withInformation(information));
  }

  private static PassingMessage ofLength(int last) {
    String filled = ("e0ff" + "11".repeat(255)).repeat(4);
    String rest = "e1" + String.format("%02x", last) + "11".repeat(last);
    return message(FIXED, "350101" + filled + rest + "ff");
  }
}

package org.rdkb.dhcpmanager.kernel;

import java.nio.ByteBuffer;
import java.util.Map;
import org.rdkb.dhcpmanager.linux.Errno;

/** What the kernel said to a request. */
sealed interface Verdict {

  /** Done. */
  record Done() implements Verdict {}

  /**
   * Refused.
   *
   * @param errno positive; 0 when the kernel did not answer
   * @param reason text of the system, and the kernel's own where it gave one
   */
  record Refused(int errno, String reason) implements Verdict {}

  /** Reads an NLMSG_ERROR message, which also carries success. */
  static Verdict read(NetlinkMessage message) {
    if (message.body().limit() < 4) {
      return new Refused(0, "short answer of the kernel");
    }
    int errno = -message.body().getInt(0);
    if (errno == 0) {
      return new Done();
    }
    String text = Errno.text(errno);
    if ((message.flags() & Rtnetlink.NLM_F_ACK_TLVS) != 0) {
      ByteBuffer detail = details(message).get(Rtnetlink.NLMSGERR_ATTR_MSG);
      text += detail == null ? "" : ": " + Link.text(detail);
    }
    return new Refused(errno, text);
  }

  /** They follow the error number and our request, or its header alone if the kernel capped it. */
  private static Map<Integer, ByteBuffer> details(NetlinkMessage message) {
    boolean capped = (message.flags() & Rtnetlink.NLM_F_CAPPED) != 0;
    int request =
        capped || message.body().limit() < 8
            ? Rtnetlink.HEADER_BYTES
            : Math.max(0, message.body().getInt(4));
    return message.attributes(4 + Math.min(request, message.body().limit()));
  }
}

package org.rdkb.dhcpmanager.core.option.v6;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of plain options: one row says all about one. */
public enum PlainOption6 {
  /** Option request, RFC 8415 section 21.7. */
  ORO(6, Form.CODES),
  /** Server preference, RFC 8415 section 21.8. */
  PREFERENCE(7, Form.U8),
  /** Hundredths of a second since the exchange began, RFC 8415 section 21.9. */
  ELAPSED_TIME(8, Form.U16),
  /** Server unicast, RFC 8415 section 21.12. */
  UNICAST(12, Form.ADDRESS),
  /** RFC 8415 section 21.14. */
  RAPID_COMMIT(14, Form.EMPTY),
  /** RFC 8415 section 21.20. */
  RECONFIGURE_ACCEPT(20, Form.EMPTY),
  /** Names of SIP servers, RFC 3319 section 3.1. */
  SIP_SERVER_NAMES(21, Form.NAMES),
  /** Addresses of SIP servers, RFC 3319 section 3.2. */
  SIP_SERVERS(22, Form.ADDRESSES),
  /** Recursive name servers, RFC 3646 section 3. */
  DNS_SERVERS(23, Form.ADDRESSES),
  /** Domain search list, RFC 3646 section 4. */
  DOMAIN_LIST(24, Form.NAMES),
  /** RFC 4075 section 4. */
  SNTP_SERVERS(31, Form.ADDRESSES),
  /** Seconds; RFC 8415 section 21.23. */
  INFORMATION_REFRESH_TIME(32, Form.U32),
  /** POSIX time zone string, RFC 4833 section 3. */
  POSIX_TIMEZONE(41, Form.TEXT),
  /** Name in the time zone database, RFC 4833 section 3. */
  TZDB_TIMEZONE(42, Form.TEXT),
  /** DS-Lite tunnel end point, RFC 6334 section 3. */
  AFTR_NAME(64, Form.NAME),
  /** Seconds; RFC 8415 section 21.24. */
  SOL_MAX_RT(82, Form.U32),
  /** Seconds; RFC 8415 section 21.25. */
  INF_MAX_RT(83, Form.U32),
  /** Border relay, RFC 7598 section 4.2. */
  S46_BR(90, Form.ADDRESS);

  /** What the payload consists of. */
  enum Form {
    EMPTY,
    U8,
    U16,
    U32,
    CODES,
    ADDRESS,
    ADDRESSES,
    NAME,
    NAMES,
    TEXT;

    /** Octets of a number, 0 for what is none. */
    int width() {
      return this == U8 ? 1 : this == U16 ? 2 : this == U32 ? 4 : 0;
    }
  }

  private static final Map<Integer, PlainOption6> BY_CODE =
      Stream.of(values())
          .collect(Collectors.toUnmodifiableMap(row -> row.code, Function.identity()));

  private final int code;
  private final Form form;

  PlainOption6(int code, Form form) {
    this.code = code;
    this.form = form;
  }

  /**
   * The option code.
   *
   * @return 0…65535
   */
  public int code() {
    return code;
  }

  Form form() {
    return form;
  }

  /**
   * The row of a code.
   *
   * @param code any
   * @return absent if the option is not plain
   */
  public static Optional<PlainOption6> of(int code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }
}

package org.rdkb.dhcpmanager.core.packet;

/** Codes of the options that the server itself reads or writes (RFC 2132 unless said otherwise). */
public final class OptionCode4 {
  public static final int PAD = 0;
  public static final int SUBNET_MASK = 1;
  public static final int TIME_OFFSET = 2;
  public static final int ROUTERS = 3;
  public static final int DNS_SERVERS = 6;
  public static final int HOST_NAME = 12;
  public static final int DOMAIN_NAME = 15;
  public static final int WINS_SERVERS = 44;
  public static final int REQUESTED_ADDRESS = 50;
  public static final int LEASE_TIME = 51;
  public static final int OVERLOAD = 52;
  public static final int MESSAGE_TYPE = 53;
  public static final int SERVER_IDENTIFIER = 54;
  public static final int PARAMETER_REQUEST_LIST = 55;
  public static final int MESSAGE = 56;
  public static final int MAXIMUM_SIZE = 57;
  public static final int T1 = 58;
  public static final int T2 = 59;
  public static final int VENDOR_CLASS = 60;
  public static final int CLIENT_IDENTIFIER = 61;

  /** RFC 3004. */
  public static final int USER_CLASS = 77;

  /** RFC 4039. */
  public static final int RAPID_COMMIT = 80;

  /** RFC 3046. */
  public static final int RELAY_AGENT = 82;

  /** RFC 3011. */
  public static final int SUBNET_SELECTION = 118;

  public static final int END = 255;

  private OptionCode4() {}
}

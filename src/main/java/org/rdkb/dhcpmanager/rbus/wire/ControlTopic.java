package org.rdkb.dhcpmanager.rbus.wire;

/** The topics that the broker itself serves. */
public final class ControlTopic {
  /** Registers and removes topics. */
  public static final String SUBSCRIBE = "_RTROUTED.INBOX.SUBSCRIBE";

  /** Asks which components own something below a path. */
  public static final String QUERY = "_RTROUTED.INBOX.QUERY";

  /** Asks which components own given elements. */
  public static final String TRACE = "_trace_origin_object";

  /** Asks for the elements of a component. */
  public static final String ENUMERATE = "_enumerate_elements";

  /** Asks for all components. */
  public static final String COMPONENTS = "_registered_components";

  /** Commands for diagnostics. */
  public static final String DIAGNOSTICS = "_RTROUTED.INBOX.DIAG";

  /** Tells watchers that a client came or went. */
  public static final String ADVISORY = "_RTROUTED.ADVISORY";

  /** Takes the timestamps of requests that round-trip builds report; ignored. */
  public static final String TRANSACTION_TIME = "TransactionTime";

  private ControlTopic() {}
}

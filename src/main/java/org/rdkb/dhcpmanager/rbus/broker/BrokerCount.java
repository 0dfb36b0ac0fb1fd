package org.rdkb.dhcpmanager.rbus.broker;

/** What a broker counts, from its start on; none of these ever falls. */
public enum BrokerCount {
  /** Connections taken. */
  ACCEPTED,
  /** Whole frames that arrived. */
  FRAMES_IN,
  /** Octets that arrived, of whatever. */
  OCTETS_IN,
  /** Frames handed to a client's socket or queue. */
  FRAMES_OUT,
  /** Octets that sockets took. */
  OCTETS_OUT,
  /** Requests that nobody serves. */
  UNDELIVERABLE,
  /** Requests whose provider went before it had answered. */
  ORPHANED,
  /** Messages to the broker itself that it refused. */
  REFUSED,
  /** Messages to the broker itself that it takes without effect. */
  IGNORED,
  /** Senders that were held back for a reader that was behind. */
  PACED,
  /** Dropped: what came is no frame. */
  DROPPED_MALFORMED,
  /** Dropped: did not read, and its own queue was full. */
  DROPPED_SLOW,
  /** Dropped: held the most when all together held too much. */
  DROPPED_WORST,
  /** Dropped: never sent a frame, and its place was needed. */
  DROPPED_MUTE,
  /** Dropped: the socket broke. */
  DROPPED_BROKEN,
  /** Dropped: serving it failed in a way that must not happen. */
  DROPPED_FAILED
}

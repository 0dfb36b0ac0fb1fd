package org.rdkb.dhcpmanager.core.attach;

/** One thing to do to a link. */
public enum LinkStep {
  /** The end that is left of a pair goes. */
  REMOVE_PEER,
  /** The link, and its peer, come to be. */
  MAKE,
  /** The link goes into its bridge. */
  JOIN,
  /** The link and its peer are switched on. */
  RAISE
}

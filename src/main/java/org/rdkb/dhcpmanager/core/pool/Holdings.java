package org.rdkb.dhcpmanager.core.pool;

import org.rdkb.dhcpmanager.core.lease.Ipv4Address;

/** What a server may do on its own, where others serve the same addresses. */
public interface Holdings {
  /** Of a server that is alone: anything. */
  Holdings ALL =
      new Holdings() {
        @Override
        public boolean mayGive(Ipv4Address address) {
          return true;
        }

        @Override
        public long latest(Ipv4Address address, ClientKey client, Wish wish) {
          return Now.NEVER;
        }

        @Override
        public boolean isSure(Ipv4Address address) {
          return true;
        }
      };

  /** What a client asks for. */
  enum Wish {
    /** An address, whichever; it may have given back what it had. */
    NEW,
    /** To keep the address that it uses. */
    KEEP
  }

  /**
   * Whether an address may now be given to a client that does not have it.
   *
   * @param address of a pool
   * @return false if that is another server's business
   */
  boolean mayGive(Ipv4Address address);

  /**
   * The end that a lease may be given now.
   *
   * @param address its address
   * @param client whose it is or will be
   * @param wish what the client asks for
   * @return milliseconds since boot, or {@link Now#NEVER} for any; 0 if nothing may be promised
   */
  long latest(Ipv4Address address, ClientKey client, Wish wish);

  /**
   * Whether nobody else can have given an address away.
   *
   * @param address of a pool
   * @return false: what looks wrong may be right by now, and gets no NAK
   */
  boolean isSure(Ipv4Address address);
}

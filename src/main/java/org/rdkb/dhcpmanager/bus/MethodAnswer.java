package org.rdkb.dhcpmanager.bus;

/** Where the answer to a call goes: exactly one of these is called, once, from any thread. */
public interface MethodAnswer {

  /**
   * The call has succeeded.
   *
   * @param results empty if there are none
   */
  void results(BusObject results);

  /**
   * The call is refused, or has failed.
   *
   * @param why code and reason
   */
  void refused(BusException why);
}

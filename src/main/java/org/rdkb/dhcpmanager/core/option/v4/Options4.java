package org.rdkb.dhcpmanager.core.option.v4;

import org.rdkb.dhcpmanager.core.option.MalformedException;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsReader;

/** Octets of a DHCPv4 option → its value. */
public final class Options4 {
  private Options4() {}

  /**
   * Reads one option.
   *
   * @param code 1…254
   * @param payload what follows code and length, parts joined
   * @return its value; {@link Option4.Opaque} if the code is not known here, {@link
   *     Option4.Malformed} if the payload breaks the format
   */
  public static Option4 decode(int code, Octets payload) {
    OctetsReader reader = new OctetsReader(payload);
    try {
      return switch (code) {
        case StaticRoutes.CODE -> StaticRoutes.decode(reader);
        case Ipv6OnlyPreferred.CODE -> Ipv6OnlyPreferred.decode(reader);
        case DomainSearch.CODE -> DomainSearch.decode(payload);
        case SipServers.CODE -> SipServers.decode(reader);
        case ClasslessRoutes.CODE, ClasslessRoutes.MICROSOFT_CODE ->
            ClasslessRoutes.decode(code, reader);
        case TaggedOptions.CABLELABS_CODE -> new TaggedOptions(code, TaggedOptions.read(reader));
        case VendorIdentifyingOptions.CODE -> VendorIdentifyingOptions.decode(reader);
        default -> new Option4.Opaque(code, payload);
      };
    } catch (MalformedException refused) {
      return new Option4.Malformed(code, payload, refused.reason());
    } catch (IllegalArgumentException refused) { // the values' constructors know their ranges
      return new Option4.Malformed(code, payload, String.valueOf(refused.getMessage()));
    }
  }
}

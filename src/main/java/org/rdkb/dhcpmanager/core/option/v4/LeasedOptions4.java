package org.rdkb.dhcpmanager.core.option.v4;

import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.option.Octets;

/** What the options of a lease say, for those that are more than a field of it. */
public final class LeasedOptions4 {
  private LeasedOptions4() {}

  /**
   * One option, read.
   *
   * @param lease which lease
   * @param code 1…254
   * @return absent if not sent
   */
  public static Optional<Option4> option(Lease4 lease, int code) {
    Octets payload = lease.options().get(code);
    return payload == null ? Optional.empty() : Optional.of(Options4.decode(code, payload));
  }

  /**
   * Where to look for names that are not whole: option 119, else option 15.
   *
   * @param lease which lease
   * @return names without final dots; empty if none was sent
   */
  public static List<String> searchDomains(Lease4 lease) {
    if (option(lease, DomainSearch.CODE).orElse(null) instanceof DomainSearch search) {
      return search.names();
    }
    String domain = lease.provisioning().domainName();
    return domain.isEmpty()
        ? List.of()
        : List.of(domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain);
  }
}

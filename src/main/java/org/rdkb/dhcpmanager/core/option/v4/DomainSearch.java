package org.rdkb.dhcpmanager.core.option.v4;

import java.util.List;
import org.rdkb.dhcpmanager.core.option.DomainNames;
import org.rdkb.dhcpmanager.core.option.DomainNames.Compression;
import org.rdkb.dhcpmanager.core.option.MalformedException;
import org.rdkb.dhcpmanager.core.option.Octets;

/**
 * Domain search list (RFC 3397). Read with compression, written without.
 *
 * @param names at least one, in order, without final dots
 */
public record DomainSearch(List<String> names) implements Option4 {
  /** The option code. */
  public static final int CODE = 119;

  /** Checks the names. */
  public DomainSearch {
    names = DomainNames.checked(names);
  }

  static DomainSearch decode(Octets payload) throws MalformedException {
    return new DomainSearch(DomainNames.decode(payload, Compression.ALLOWED));
  }

  @Override
  public int code() {
    return CODE;
  }

  @Override
  public Octets payload() {
    return DomainNames.encode(names);
  }
}

package example;

import java.util.Optional;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.extension.Extension;

/** A validation rule: an enabled row has to ask for name servers. */
public final class RequireResolver implements Extension {
  @Override
  public String name() {
    return "require-resolver";
  }

  @Override
  public Optional<String> objection(RowId row, ClientConfiguration wanted) {
    int code = row.family() == Family.V4 ? 6 : 23;
    return wanted.requestedOptions().contains(code)
        ? Optional.empty()
        : Optional.of("option " + code + " has to be requested");
  }
}

package example;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.extension.Extension;

/** A decision about starts: none while a file exists ({@code -Dexample.maintenance}). */
public final class MaintenanceStop implements Extension {
  private final Path file =
      Path.of(System.getProperty("example.maintenance", "/run/example-maintenance"));

  @Override
  public String name() {
    return "maintenance-stop";
  }

  @Override
  public Optional<String> startRefusal(RowId row, ClientConfiguration wanted) {
    return Files.exists(file) ? Optional.of("maintenance") : Optional.empty();
  }
}

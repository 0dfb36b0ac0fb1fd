package example;

import java.util.List;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.client.SentOption;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.v6.VendorClass;
import org.rdkb.dhcpmanager.extension.Extension;

/** Custom option values: the device says what it is, in option 60 or in option 16. */
public final class SendVendorClass implements Extension {
  private static final Octets CLASS = Octets.utf8("example-gateway");

  /** RFC 5612: the enterprise number for documentation. */
  private static final long ENTERPRISE = 32_473;

  @Override
  public String name() {
    return "send-vendor-class";
  }

  @Override
  public List<SentOption> sentOptions(RowId row, ClientConfiguration wanted) {
    return row.family() == Family.V4
        ? List.of(new SentOption(60, CLASS))
        : List.of(
            new SentOption(
                VendorClass.CODE, new VendorClass(ENTERPRISE, List.of(CLASS)).payload()));
  }
}

package org.rdkb.dhcpmanager.rbus;

import java.util.List;
import java.util.function.Consumer;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusType;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.ClientEvents;
import org.rdkb.dhcpmanager.bus.DataModelProvider;
import org.rdkb.dhcpmanager.bus.LeaseInfo6;
import org.rdkb.dhcpmanager.tr181.DataModel;
import org.rdkb.dhcpmanager.tr181.Leases;
import org.rdkb.dhcpmanager.tr181.ModelFixture;
import org.rdkb.dhcpmanager.tr181.Profile;

/**
 * The data model as it was when the exchanges were recorded. In profile rdk as after a boot: one
 * row that nobody has configured. Else one row, enabled and bound, with one option that it sends.
 */
public final class PreparedModel {
  public static final String ROW = ModelFixture.CLIENT + "1.";

  private PreparedModel() {}

  public static DataModelProvider open(Profile profile) throws BusException {
    return open(profile, event -> {});
  }

  /** The same, for a bus that tells its subscribers what changes from then on. */
  public static DataModelProvider open(Profile profile, Consumer<BusEvent> bus)
      throws BusException {
    ModelFixture fixture = new ModelFixture().profile(profile);
    DataModel model = fixture.open();
    DataModelProvider provider = new DataModelProvider(model, LeaseInfo6.Size.WITH_AFTR);
    if (profile == Profile.RDK) {
      fixture.tell(ClientEvents.to("test", bus));
      return provider;
    }
    String option = ROW + "SentOption." + provider.addRow(ROW + "SentOption.", "") + ".";
    provider.set(
        List.of(
            new BusProperty(ROW + "Interface", BusValue.text("erouter0")),
            new BusProperty(ROW + "Enable", new BusValue.Bool(true)),
            new BusProperty(option + "Enable", new BusValue.Bool(true)),
            new BusProperty(option + "Tag", new BusValue.Whole(BusType.UINT32, 60)),
            new BusProperty(option + "Value", BusValue.text("656456312E30"))),
        "test");
    fixture.bind(1, Leases.lease(3600));
    fixture.tell(ClientEvents.to("test", bus));
    return provider;
  }
}

package org.rdkb.dhcpmanager.tr181;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;
import org.rdkb.dhcpmanager.core.packet.OptionCode4;
import org.rdkb.dhcpmanager.core.pool.Audience;
import org.rdkb.dhcpmanager.core.pool.Audience.Devices;
import org.rdkb.dhcpmanager.core.pool.Criterion;
import org.rdkb.dhcpmanager.core.pool.Criterion.Mode;
import org.rdkb.dhcpmanager.core.pool.Criterion.Sense;

/** Whom a pool serves, or a rule of the relay is about (R24, R25); what is empty is not tested. */
final class ServingConditions {
  private final Row row;
  private final List<Criterion> criteria = new ArrayList<>();

  private ServingConditions(Row row) {
    this.row = row;
  }

  static Audience of(Row row) {
    return new ServingConditions(row).audience();
  }

  /** Whose messages a rule of the relay is about. */
  static List<Criterion> ofRule(Row rule) {
    ServingConditions conditions = new ServingConditions(rule);
    conditions.options();
    conditions.hardware();
    return conditions.criteria;
  }

  private Audience audience() {
    Devices devices = Devices.valueOf(row.text("AllowedDevices").toUpperCase(Locale.ROOT));
    options();
    if (devices != Devices.KNOWN) {
      hardware();
    }
    return new Audience(criteria, devices);
  }

  private void options() {
    Mode mode = Mode.valueOf(row.text("VendorClassIDMode").toUpperCase(Locale.ROOT));
    option("VendorClassID", OptionCode4.VENDOR_CLASS, Octets.utf8(row.text("VendorClassID")), mode);
    option("ClientID", OptionCode4.CLIENT_IDENTIFIER, hex("ClientID"), Mode.EXACT);
    option("UserClassID", OptionCode4.USER_CLASS, hex("UserClassID"), Mode.EXACT);
  }

  private Octets hex(String key) {
    return Octets.parseHex(row.text(key)).orElse(Octets.EMPTY);
  }

  private void option(String key, int code, Octets value, Mode mode) {
    if (value.length() > 0) {
      criteria.add(new Criterion.OfOption(code, value, mode, sense(key)));
    }
  }

  private void hardware() {
    Optional<HardwareAddress> value = HardwareAddress.parse(row.text("Chaddr"));
    String mask = row.text("ChaddrMask");
    HardwareAddress.parse(mask.isEmpty() ? "ff:ff:ff:ff:ff:ff" : mask)
        .ifPresent(
            bits ->
                value.ifPresent(
                    address ->
                        criteria.add(
                            new Criterion.OfHardware(
                                address.octets(), bits.octets(), sense("Chaddr")))));
  }

  private Sense sense(String key) {
    return row.isTrue(key + "Exclude") ? Sense.EXCLUDING : Sense.MATCHING;
  }
}

package example;

import java.util.ArrayList;
import java.util.List;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.lease.Grant;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.lease.Network4;
import org.rdkb.dhcpmanager.extension.Extension;
import org.rdkb.dhcpmanager.extension.Judgement;

/**
 * A decision about leases: none from the shared address space (RFC 6598); any other gets one more
 * name server.
 */
public final class JudgeLeases implements Extension {
  private static final Ipv4Prefix SHARED =
      new Ipv4Prefix(Ipv4Address.parse("100.64.0.0").orElseThrow(), 10);
  private static final Ipv4Address RESOLVER = Ipv4Address.parse("192.0.2.53").orElseThrow();

  @Override
  public String name() {
    return "judge-leases";
  }

  @Override
  public Judgement judge(RowId row, Grant granted) {
    if (!(granted instanceof Lease4)) {
      return Judgement.accepted(granted);
    }
    Lease4 lease = (Lease4) granted;
    return SHARED.contains(lease.address())
        ? Judgement.refused("address of a carrier's own network")
        : Judgement.accepted(withResolver(lease));
  }

  private static Lease4 withResolver(Lease4 lease) {
    Network4 network = lease.network();
    List<Ipv4Address> servers = new ArrayList<>(network.dnsServers());
    servers.add(RESOLVER);
    return new Lease4(
        lease.address(),
        lease.prefixLength(),
        lease.broadcast(),
        lease.serverIdentifier(),
        lease.times(),
        new Network4(
            network.routers(),
            network.classlessRoutes(),
            servers,
            network.ntpServers(),
            network.mtu()),
        lease.provisioning(),
        lease.options());
  }
}

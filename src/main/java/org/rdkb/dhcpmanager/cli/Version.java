package org.rdkb.dhcpmanager.cli;

import picocli.CommandLine.IVersionProvider;

/** Version of the jar that runs. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "dhcpmgr " + (version == null ? "(not from a jar)" : version),
      "Java " + System.getProperty("java.version")
    };
  }
}

package org.rdkb.dhcpmanager.tr181;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.rdkb.dhcpmanager.core.attach.Attachment;
import org.rdkb.dhcpmanager.core.attach.AttachmentId;
import org.rdkb.dhcpmanager.core.attach.AttachmentId.Table;
import org.rdkb.dhcpmanager.core.attach.Declared;
import org.rdkb.dhcpmanager.core.attach.LinkKind;
import org.rdkb.dhcpmanager.core.attach.LinkSpec;

/** Reduces the rows of {@code Device.X_DHCPMGR_Attachment.} to the links that they declare. */
public final class DeclaredLinks {
  private DeclaredLinks() {}

  /**
   * Every declared link.
   *
   * @param tree the configuration
   * @return networks first, each table in order of creation
   */
  public static Declared of(RowTree tree) {
    List<Attachment> all = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Table table : Table.values()) {
      String path = AttachmentBindings.OBJECT + (table == Table.NETWORK ? "Network." : "Endpoint.");
      for (Row row : tree.root().table(path).rows().values()) {
        all.add(of(new AttachmentId(table, row.instance()), row, taken));
      }
    }
    return new Declared(all);
  }

  /**
   * Whether a change may concern them.
   *
   * @param change of the configuration
   * @return true below their object
   */
  public static boolean mayChangeBy(ModelChange change) {
    String path = "";
    if (change instanceof ModelChange.ValueChanged value) {
      path = value.path();
    } else if (change instanceof ModelChange.RowAdded added) {
      path = added.table();
    } else if (change instanceof ModelChange.RowDeleted deleted) {
      path = deleted.table();
    }
    return path.startsWith(AttachmentBindings.OBJECT);
  }

  private static Attachment of(AttachmentId id, Row row, Set<String> taken) {
    Optional<LinkKind> kind = LinkKind.of(row.text("Kind"));
    LinkSpec link =
        new LinkSpec(
            kind.orElse(LinkKind.DUMMY),
            row.text("Interface"),
            text(row, "Parent"),
            number(row, "Id"),
            text(row, "Peer"),
            number(row, "MTU"),
            text(row, "MACAddress").map(mac -> mac.toLowerCase(Locale.ROOT)),
            text(row, "Namespace"),
            new LinkSpec.Handover(
                row.text("PeerMACAddress").toLowerCase(Locale.ROOT), row.text("Sandbox")));
    String objection = kind.isEmpty() ? "Kind is empty" : "";
    boolean isFirst =
        !row.isTrue("Enable") || taken.add(link.home().orElse("") + " " + link.name());
    return new Attachment(
        id,
        row.text(NewRows.ALIAS),
        row.isTrue("Enable"),
        text(row, "Network"),
        link,
        objection.isEmpty() && !isFirst ? "Interface is declared by another row too" : objection);
  }

  private static Optional<String> text(Row row, String key) {
    return Optional.of(row.text(key)).filter(text -> !text.isEmpty());
  }

  /** 0 is none. */
  private static OptionalInt number(Row row, String key) {
    return text(row, key).stream()
        .mapToInt(Integer::parseInt)
        .filter(number -> number > 0)
        .findFirst();
  }
}

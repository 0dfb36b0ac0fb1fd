package org.rdkb.dhcpmanager;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rdkb.dhcpmanager.attach.Attachments;
import org.rdkb.dhcpmanager.attach.container.LinkBook;
import org.rdkb.dhcpmanager.attach.container.RefusedException;
import org.rdkb.dhcpmanager.core.attach.Attachment;
import org.rdkb.dhcpmanager.core.attach.AttachmentCondition;
import org.rdkb.dhcpmanager.core.attach.AttachmentId.Table;
import org.rdkb.dhcpmanager.tr181.Assignment;
import org.rdkb.dhcpmanager.tr181.DataModel;
import org.rdkb.dhcpmanager.tr181.DeclaredLinks;
import org.rdkb.dhcpmanager.tr181.Leaf;
import org.rdkb.dhcpmanager.tr181.Outcome;
import org.rdkb.dhcpmanager.tr181.Value;

/** The containers' links in the data model, as any other declared ones. */
final class ContainerLinks implements LinkBook {
  private static final String OBJECT = "Device.X_DHCPMGR_Attachment.";
  private static final String BY = "container engine";

  private final DataModel model;
  private final Attachments attachments;

  ContainerLinks(DataModel model, Attachments attachments) {
    this.model = model;
    this.attachments = attachments;
  }

  private static String table(Table table) {
    return OBJECT + (table == Table.NETWORK ? "Network." : "Endpoint.");
  }

  private Optional<Attachment> row(Table table, String alias) {
    return DeclaredLinks.of(model.tree()).all().stream()
        .filter(one -> one.id().table() == table && one.alias().equals(alias))
        .findFirst();
  }

  @Override
  public boolean has(Table table, String alias) {
    return row(table, alias).isPresent();
  }

  @Override
  public String read(Table table, String alias, String parameter) {
    String path = table(table) + "[" + alias + "]." + parameter;
    return has(table, alias)
            && model.get(path) instanceof Outcome.Done<List<Leaf>> found
            && found.value().get(0) instanceof Leaf.Parameter one
        ? one.value().text()
        : "";
  }

  @Override
  public void write(Table table, String alias, Map<String, String> values) throws RefusedException {
    if (!has(table, alias)) {
      orThrow(model.addRow(table(table), alias));
    }
    String row = table(table) + "[" + alias + "].";
    List<Assignment> all =
        new TreeMap<>(values)
            .entrySet().stream()
                .map(entry -> new Assignment(row + entry.getKey(), Value.text(entry.getValue())))
                .toList();
    orThrow(model.set(all, BY));
  }

  @Override
  public void remove(Table table, String alias) throws RefusedException {
    if (has(table, alias)) {
      orThrow(model.deleteRow(table(table) + "[" + alias + "]."));
    }
  }

  static <T> void orThrow(Outcome<T> outcome) throws RefusedException {
    if (outcome instanceof Outcome.Refused<T> refused) {
      throw new RefusedException(refused.refusal().path() + ": " + refused.refusal().reason());
    }
  }

  @Override
  public Optional<AttachmentCondition> ensure(
      String alias, String linuxInterface, Duration atMost) {
    return row(Table.ENDPOINT, alias)
        .flatMap(one -> attachments.ensure(one.id(), linuxInterface, atMost));
  }
}

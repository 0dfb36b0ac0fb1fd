package org.rdkb.dhcpmanager.core.attach;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer.Cause;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer.Failed;

/**
 * Every declared link at one moment.
 *
 * @param all networks before endpoints, in order of creation
 */
public record Declared(List<Attachment> all) {
  /** Nothing. */
  public static final Declared NOTHING = new Declared(List.of());

  /** Takes a copy. */
  public Declared {
    all = List.copyOf(all);
  }

  /**
   * What one link needs.
   *
   * @param links itself last, before it what it sits on; empty if it cannot be
   * @param objection why it cannot be
   */
  public record Chain(List<Attachment> links, Optional<Failed> objection) {
    /** Takes a copy. */
    public Chain {
      links = List.copyOf(links);
    }
  }

  /**
   * The declared link of a name, in our namespace.
   *
   * @param linuxInterface kernel name
   * @return absent if none is declared, or it is not enabled
   */
  public Optional<Attachment> named(String linuxInterface) {
    return all.stream()
        .filter(Attachment::enable)
        .filter(one -> one.link().name().equals(linuxInterface) && one.link().home().isEmpty())
        .findFirst();
  }

  /**
   * One of them.
   *
   * @param id which
   * @return absent if it is not declared
   */
  public Optional<Attachment> of(AttachmentId id) {
    return all.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  /**
   * A link and everything declared that has to be there before it: its network's base interface,
   * its parent, and theirs.
   *
   * @param wanted which
   * @return in the order in which they have to be made, with parents filled in
   */
  public Chain chain(Attachment wanted) {
    List<Attachment> links = new ArrayList<>();
    Optional<Failed> objection = descend(wanted, links);
    return new Chain(objection.isPresent() ? List.of() : links, objection);
  }

  private Optional<Failed> descend(Attachment one, List<Attachment> links) {
    if (links.stream().anyMatch(upper -> upper.id().equals(one.id()))) {
      return fatal("it sits on itself, by way of " + links.get(0).link().name());
    }
    if (!one.objection().isEmpty()) {
      return fatal(links.isEmpty() ? one.objection() : one.link().name() + ": " + one.objection());
    }
    Attachment whole = one;
    if (one.network().isPresent()) {
      Optional<Attachment> network = network(one.network().get());
      if (network.isEmpty()) {
        return unknown("there is no enabled network " + one.network().get());
      }
      boolean takesParent = one.link().parent().isEmpty() && !one.link().kind().isCan();
      if (takesParent) {
        LinkSpec link = one.link().on(network.get().link().name());
        whole =
            new Attachment(
                one.id(), one.alias(), one.enable(), one.network(), link, one.objection());
      }
    }
    links.add(0, whole);
    Optional<Attachment> below =
        one.link().kind().isCan() // its frames reach the base by rules, not by sitting on it
            ? one.network().flatMap(this::network)
            : whole.link().parent().flatMap(this::named);
    return below.isPresent() ? descend(below.get(), links) : Optional.empty();
  }

  private Optional<Attachment> network(String alias) {
    return all.stream()
        .filter(one -> one.id().table() == AttachmentId.Table.NETWORK && one.enable())
        .filter(one -> one.alias().equals(alias))
        .findFirst();
  }

  private static Optional<Failed> fatal(String reason) {
    return Optional.of(new Failed(Cause.MISDECLARED, reason));
  }

  private static Optional<Failed> unknown(String reason) {
    return Optional.of(new Failed(Cause.UNKNOWN_NETWORK, reason));
  }
}

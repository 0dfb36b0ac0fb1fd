package org.rdkb.dhcpmanager.core.attach;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A link as it is wanted.
 *
 * @param kind what the kernel calls it
 * @param name kernel name, 1 to 15 octets
 * @param parent of a kind on a parent: that link; of others: the bridge that it joins
 * @param id VLAN id, 1 to 4094; absent: the kind has none
 * @param peer name of the other end of a pair; absent: the kind has none
 * @param mtu octets, of both ends of a pair; absent: the kernel's choice
 * @param mac lower case with colons; absent: the kernel's choice, another one each time
 * @param namespace where the link, or of a pair the peer, is: a name of {@code ip netns}, a process
 *     number or an absolute path; absent: ours
 * @param handover what is known of the container that takes the link, or of a pair the peer
 */
public record LinkSpec(
    LinkKind kind,
    String name,
    Optional<String> parent,
    OptionalInt id,
    Optional<String> peer,
    OptionalInt mtu,
    Optional<String> mac,
    Optional<String> namespace,
    Handover handover) {

  /**
   * A link of a kind that needs nothing else.
   *
   * @param kind what it is
   * @param name kernel name
   */
  public LinkSpec(LinkKind kind, String name) {
    this(
        kind,
        name,
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Handover.NONE);
  }

  /**
   * What is known of the container that takes a link.
   *
   * @param mac of the end that it takes, lower case with colons; empty: the kernel's choice, or of
   *     a link without a peer the link's own
   * @param sandbox absolute path of its network namespace; empty: none has it yet
   */
  public record Handover(String mac, String sandbox) {
    /** No container has to do with it. */
    public static final Handover NONE = new Handover("", "");

    /**
     * The same before a container took it.
     *
     * @return without sandbox
     */
    public Handover untaken() {
      return new Handover(mac, "");
    }
  }

  /**
   * The same for a container.
   *
   * @param container what is known of it
   * @return a copy
   */
  public LinkSpec handedTo(Handover container) {
    return new LinkSpec(kind, name, parent, id, peer, mtu, mac, namespace, container);
  }

  /**
   * Whether a link made for the other is as wanted here: which container has it does not matter,
   * nor that earlier versions left the peer's hardware address to the engine.
   *
   * @param other of a link that was made
   * @return false if it has to be made anew
   */
  public boolean isMadeAs(LinkSpec other) {
    Handover wanted = other.handover.mac().isEmpty() ? Handover.NONE : handover.untaken();
    return handedTo(wanted).equals(other.handedTo(other.handover.untaken()));
  }

  /**
   * The same on a parent, or in a bridge.
   *
   * @param link the parent's kernel name
   * @return a copy
   */
  public LinkSpec on(String link) {
    return new LinkSpec(kind, name, Optional.of(link), id, peer, mtu, mac, namespace, handover);
  }

  /**
   * The same with an id.
   *
   * @param number VLAN id
   * @return a copy
   */
  public LinkSpec withId(int number) {
    return new LinkSpec(
        kind, name, parent, OptionalInt.of(number), peer, mtu, mac, namespace, handover);
  }

  /**
   * The same with another end.
   *
   * @param otherEnd its kernel name
   * @return a copy
   */
  public LinkSpec withPeer(String otherEnd) {
    return new LinkSpec(
        kind, name, parent, id, Optional.of(otherEnd), mtu, mac, namespace, handover);
  }

  /**
   * The same with a size of packets.
   *
   * @param octets the MTU
   * @return a copy
   */
  public LinkSpec withMtu(int octets) {
    return new LinkSpec(
        kind, name, parent, id, peer, OptionalInt.of(octets), mac, namespace, handover);
  }

  /**
   * The same with a hardware address.
   *
   * @param address lower case with colons
   * @return a copy
   */
  public LinkSpec withMac(String address) {
    return new LinkSpec(
        kind, name, parent, id, peer, mtu, Optional.of(address), namespace, handover);
  }

  /**
   * The same with an address that stays, if it would have another one each time.
   *
   * @param seed unlike that of other machines
   * @return a copy, or itself
   */
  public LinkSpec withLastingMac(String seed) {
    return mac.isEmpty() && kind.hasOwnAddress() ? withMac(LocalMac.of(seed, name)) : this;
  }

  /**
   * The same in a namespace.
   *
   * @param where name, process number or path
   * @return a copy
   */
  public LinkSpec in(String where) {
    return new LinkSpec(kind, name, parent, id, peer, mtu, mac, Optional.of(where), handover);
  }

  /**
   * The namespace of the link itself: of a pair only the peer is elsewhere.
   *
   * @return absent: ours
   */
  public Optional<String> home() {
    return kind.isPair() ? Optional.empty() : namespace;
  }

  /**
   * What is wrong with it, as far as that can be seen without a kernel.
   *
   * @return a sentence that names the parameter; absent: nothing
   */
  public Optional<String> objection() {
    if (name.isEmpty()) {
      return Optional.of("Interface is empty");
    }
    if (kind.isOnParent() && parent.isEmpty()) {
      return Optional.of("Parent is empty; a " + kind.word() + " needs one");
    }
    if (mac.filter(LocalMac::isOfGroup).isPresent()) {
      return Optional.of("MACAddress is that of a group");
    }
    if (parent.filter(name::equals).isPresent()) {
      return Optional.of("Parent is the link itself");
    }
    if (kind == LinkKind.VLAN && id.isEmpty()) {
      return Optional.of("Id is 0; a vlan needs 1 to 4094");
    }
    if (kind.isPair() && peer.isEmpty()) {
      return Optional.of("Peer is empty; a " + kind.word() + " has two ends");
    }
    if (kind.isPair() && peer.filter(name::equals).isPresent() && namespace.isEmpty()) {
      return Optional.of("Peer is the link itself");
    }
    return kind.isCan() && parent.isPresent()
        ? Optional.of("Parent is set; no bridge takes a " + kind.word())
        : Optional.empty();
  }
}

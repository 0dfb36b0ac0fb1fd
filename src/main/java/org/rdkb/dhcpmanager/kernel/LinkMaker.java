package org.rdkb.dhcpmanager.kernel;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer.Cause;
import org.rdkb.dhcpmanager.core.attach.LinkSpec;
import org.rdkb.dhcpmanager.core.attach.Links;
import org.rdkb.dhcpmanager.core.attach.Sighting;
import org.rdkb.dhcpmanager.linux.Errno;
import org.rdkb.dhcpmanager.linux.LinuxException;
import org.rdkb.dhcpmanager.linux.NetworkNamespace;

/** Makes and removes links by rtnetlink, here and in other namespaces. Thread-safe. */
public final class LinkMaker implements Links, AutoCloseable {
  private final RtnetlinkChannel here;

  private LinkMaker(RtnetlinkChannel here) {
    this.here = here;
  }

  /**
   * Opens its socket in the network namespace of the calling thread.
   *
   * @return open until {@link #close}
   * @throws LinuxException when the kernel refuses
   */
  public static LinkMaker open() throws LinuxException {
    return new LinkMaker(RtnetlinkChannel.open());
  }

  /**
   * Opens its socket in another network namespace, where all that is said to be ours is then.
   *
   * @param namespace need not stay open
   * @return open until {@link #close}
   * @throws LinuxException when the kernel refuses
   */
  public static LinkMaker open(NetworkNamespace namespace) throws LinuxException {
    return new LinkMaker(RtnetlinkChannel.open(namespace));
  }

  /** What is asked of the kernel in one namespace. */
  private interface Question<T> {
    T ask(RtnetlinkChannel channel);
  }

  /** Absent: the namespace is not there. */
  private <T> Optional<T> in(Optional<String> namespace, Question<T> question) {
    if (namespace.isEmpty()) {
      return Optional.of(question.ask(here));
    }
    try (NetworkNamespace there = NetworkNamespace.open(namespace.get());
        RtnetlinkChannel channel = RtnetlinkChannel.open(there)) {
      return Optional.of(question.ask(channel));
    } catch (LinuxException gone) {
      return Optional.empty();
    }
  }

  private static Optional<LinkQuery.Details> find(RtnetlinkChannel channel, String name) {
    return LinkQuery.find(channel, name);
  }

  @Override
  public Sighting look(LinkSpec spec) {
    LinkQuery.Details found =
        in(spec.home(), channel -> find(channel, spec.name()))
            .flatMap(details -> details)
            .orElse(null);
    Sighting.Peer peer = peer(spec, found != null && found.isAcross());
    if (found == null) {
      found = taken(spec).orElse(null);
    }
    if (found == null) {
      return new Sighting(OptionalInt.empty(), "", false, false, peer);
    }
    return new Sighting(
        OptionalInt.of(found.link().index()),
        found.kind(),
        found.link().up(),
        joined(spec, found),
        peer);
  }

  /** What an engine took into a container has another name there; its address stays. */
  private Optional<LinkQuery.Details> taken(LinkSpec spec) {
    String sandbox = spec.handover().sandbox();
    return sandbox.isEmpty() || spec.kind().isPair()
        ? Optional.empty()
        : in(Optional.of(sandbox), channel -> LinkQuery.ofAddress(channel, spec.mac().orElse("")))
            .flatMap(details -> details);
  }

  private boolean joined(LinkSpec spec, LinkQuery.Details found) {
    return spec.kind().isOnParent()
        || spec.parent().isEmpty()
        || find(here, spec.parent().get())
            .filter(bridge -> bridge.link().index() == found.master())
            .isPresent();
  }

  private Sighting.Peer peer(LinkSpec spec, boolean isAcross) {
    if (spec.peer().isEmpty()) {
      return Sighting.Peer.NONE;
    }
    return in(spec.namespace(), channel -> find(channel, spec.peer().get()))
        .flatMap(details -> details)
        .map(details -> details.link().up() ? Sighting.Peer.UP : Sighting.Peer.DOWN)
        .orElse(
            isAcross && spec.namespace().isEmpty()
                ? Sighting.Peer.HANDED_OVER
                : Sighting.Peer.MISSING);
  }

  @Override
  public LinkAnswer make(LinkSpec spec) {
    OptionalInt parent = OptionalInt.empty();
    if (spec.kind().isOnParent()) {
      parent = index(here, spec.parent().orElse(""));
      if (parent.isEmpty()) {
        return missing(spec.parent().orElse(""));
      }
    }
    if (spec.namespace().isEmpty()) {
      return answer(here.tell(LinkRequests.make(spec, parent, Optional.empty())), spec);
    }
    try (NetworkNamespace there = NetworkNamespace.open(spec.namespace().get())) {
      Optional<LinkRequests.Target> target =
          Optional.of(LinkRequests.Target.descriptor(there.descriptor()));
      return answer(here.tell(LinkRequests.make(spec, parent, target)), spec);
    } catch (LinuxException gone) {
      return new LinkAnswer.Failed(Cause.NO_NAMESPACE, "namespace: " + gone.getMessage());
    }
  }

  @Override
  public LinkAnswer join(LinkSpec spec) {
    OptionalInt bridge = index(here, spec.parent().orElse(""));
    return bridge.isEmpty()
        ? missing(spec.parent().orElse(""))
        : onLink(
            Optional.empty(),
            spec.name(),
            index -> LinkRequests.join(index, bridge.getAsInt()),
            missing(spec.name()));
  }

  @Override
  public LinkAnswer raise(LinkSpec spec) {
    LinkAnswer own = onLink(spec.home(), spec.name(), LinkRequests::raise, missing(spec.name()));
    if (own instanceof LinkAnswer.Failed || spec.peer().isEmpty()) {
      return own;
    }
    String peer = spec.peer().get();
    return onLink(spec.namespace(), peer, LinkRequests::raise, missing(peer));
  }

  @Override
  public LinkAnswer remove(LinkSpec spec) {
    LinkAnswer answer =
        onLink(spec.home(), spec.name(), LinkRequests::remove, new LinkAnswer.WasThere());
    Optional<String> there = taken(spec).map(details -> details.link().name());
    return there.isPresent() && answer instanceof LinkAnswer.WasThere
        ? onLink(
            Optional.of(spec.handover().sandbox()),
            there.get(),
            LinkRequests::remove,
            new LinkAnswer.WasThere())
        : answer;
  }

  @Override
  public LinkAnswer removePeer(LinkSpec spec) {
    return onLink(
        spec.namespace(), spec.peer().orElse(""), LinkRequests::remove, new LinkAnswer.WasThere());
  }

  /** What is asked of a link, once its index is known. */
  private interface Request {
    NetlinkRequest about(int index);
  }

  private LinkAnswer onLink(
      Optional<String> namespace, String name, Request request, LinkAnswer without) {
    return in(
            namespace,
            channel -> {
              OptionalInt index = index(channel, name);
              return index.isEmpty()
                  ? without
                  : answer(channel.tell(request.about(index.getAsInt())), null);
            })
        .orElse(without);
  }

  private static OptionalInt index(RtnetlinkChannel channel, String name) {
    return find(channel, name).stream().mapToInt(details -> details.link().index()).findFirst();
  }

  private static LinkAnswer missing(String name) {
    return new LinkAnswer.Failed(Cause.NO_LINK, "there is no link " + name);
  }

  private static LinkAnswer answer(Verdict verdict, @Nullable LinkSpec made) {
    if (!(verdict instanceof Verdict.Refused refused)) {
      return new LinkAnswer.Done();
    }
    return switch (refused.errno()) {
      case Errno.EEXIST -> new LinkAnswer.WasThere();
      case Errno.EPERM, Errno.EACCES ->
          new LinkAnswer.Failed(Cause.NO_PERMISSION, "no permission: " + refused.reason());
      case Errno.EOPNOTSUPP ->
          new LinkAnswer.Failed(
              made == null ? Cause.INVALID : Cause.NO_SUCH_KIND,
              made == null
                  ? refused.reason()
                  : "this kernel has no " + made.kind().word() + ": " + refused.reason());
      case Errno.EINVAL -> new LinkAnswer.Failed(Cause.INVALID, refused.reason());
      default -> new LinkAnswer.Failed(Cause.KERNEL, refused.reason());
    };
  }

  @Override
  public void close() {
    here.close();
  }
}

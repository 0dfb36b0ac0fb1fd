package org.rdkb.dhcpmanager.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.rdkb.dhcpmanager.core.attach.CanGateway;
import org.rdkb.dhcpmanager.core.attach.ForwardingRule;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer.Cause;
import org.rdkb.dhcpmanager.linux.Errno;
import org.rdkb.dhcpmanager.linux.LinuxException;

/** The kernel's CAN gateway (module can-gw), by rtnetlink. Thread-safe. */
public final class KernelCanGateway implements CanGateway, AutoCloseable {
  private final RtnetlinkChannel channel;

  private KernelCanGateway(RtnetlinkChannel channel) {
    this.channel = channel;
  }

  /**
   * Opens its socket in the network namespace of the calling thread.
   *
   * @return open until {@link #close}
   * @throws LinuxException when the kernel refuses
   */
  public static KernelCanGateway open() throws LinuxException {
    return new KernelCanGateway(RtnetlinkChannel.open());
  }

  @Override
  public List<ForwardingRule> rules() {
    Map<Integer, String> names = new HashMap<>();
    LinkQuery.all(channel)
        .forEach(details -> names.put(details.link().index(), details.link().name()));
    List<ForwardingRule> rules = new ArrayList<>();
    for (NetlinkMessage message : channel.ask(CanRules.list()).replies()) {
      CanRules.read(message)
          .map(
              rule ->
                  new ForwardingRule(
                      names.getOrDefault(rule.from(), ""), names.getOrDefault(rule.to(), "")))
          .filter(rule -> !rule.from().isEmpty() && !rule.to().isEmpty())
          .ifPresent(rules::add);
    }
    return rules;
  }

  @Override
  public LinkAnswer add(ForwardingRule rule) {
    return tell(rule, CanRules::add);
  }

  @Override
  public LinkAnswer remove(ForwardingRule rule) {
    return tell(rule, CanRules::remove);
  }

  /** A request about two links. */
  private interface Request {
    NetlinkRequest between(int from, int to);
  }

  private LinkAnswer tell(ForwardingRule rule, Request request) {
    OptionalInt from = index(rule.from());
    OptionalInt to = index(rule.to());
    if (from.isEmpty() || to.isEmpty()) {
      String missing = from.isEmpty() ? rule.from() : rule.to();
      return new LinkAnswer.Failed(Cause.NO_LINK, "there is no link " + missing);
    }
    if (channel.tell(request.between(from.getAsInt(), to.getAsInt()))
        instanceof Verdict.Refused refused) {
      boolean isUnknown = refused.errno() == Errno.EOPNOTSUPP;
      return refused.errno() == Errno.EEXIST
          ? new LinkAnswer.WasThere()
          : new LinkAnswer.Failed(
              isUnknown ? Cause.NO_SUCH_KIND : Cause.KERNEL,
              (isUnknown ? "this kernel has no CAN gateway (module can-gw): " : rule + ": ")
                  + refused.reason());
    }
    return new LinkAnswer.Done();
  }

  private OptionalInt index(String name) {
    Optional<LinkQuery.Details> found = LinkQuery.find(channel, name);
    return found.stream().mapToInt(details -> details.link().index()).findFirst();
  }

  @Override
  public void close() {
    channel.close();
  }
}

package org.rdkb.dhcpmanager.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.core.attach.CanGateway;
import org.rdkb.dhcpmanager.core.attach.ForwardingRule;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer.Cause;
import org.rdkb.dhcpmanager.linux.Errno;
import org.rdkb.dhcpmanager.linux.LinuxException;

/** The kernel's CAN gateway (module can-gw), by rtnetlink. Thread-safe. */
public final class KernelCanGateway implements CanGateway, AutoCloseable {
  private static final Logger log = LogManager.getLogger(KernelCanGateway.class);

  private @Nullable RtnetlinkChannel channel;

  /** Its socket is opened when it is needed first, in the namespace of that thread. */
  public KernelCanGateway() {}

  private synchronized Optional<RtnetlinkChannel> channel() {
    RtnetlinkChannel known = channel;
    try {
      if (known == null) {
        known = RtnetlinkChannel.open();
        channel = known;
      }
      return Optional.of(known);
    } catch (LinuxException refused) {
      log.warn("ATTACH-GATEWAY-NOT-OPEN reason={}", refused.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public List<ForwardingRule> rules() {
    return channel().map(KernelCanGateway::rules).orElse(List.of());
  }

  private static List<ForwardingRule> rules(RtnetlinkChannel channel) {
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
    return channel()
        .map(open -> tell(open, rule, request))
        .orElse(new LinkAnswer.Failed(Cause.KERNEL, "no socket to the kernel"));
  }

  private static LinkAnswer tell(RtnetlinkChannel channel, ForwardingRule rule, Request request) {
    OptionalInt from = index(channel, rule.from());
    OptionalInt to = index(channel, rule.to());
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

  private static OptionalInt index(RtnetlinkChannel channel, String name) {
    Optional<LinkQuery.Details> found = LinkQuery.find(channel, name);
    return found.stream().mapToInt(details -> details.link().index()).findFirst();
  }

  @Override
  public synchronized void close() {
    if (channel != null) {
      channel.close();
    }
  }
}

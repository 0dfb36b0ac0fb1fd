package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusType;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.bus.MethodAnswer;
import org.rdkb.dhcpmanager.bus.Provider;
import org.rdkb.dhcpmanager.bus.RowName;
import org.rdkb.dhcpmanager.rbus.wire.LogThrottle;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/** Answers method requests with what the provider says. Any thread, several at once. */
final class ProviderDesk {
  private static final Logger log = LogManager.getLogger(ProviderDesk.class);
  private static final int UNSUPPORTED_METHOD = 9;

  private final LogThrottle throttle = new LogThrottle();
  private final Provider provider;
  private final SetDesk sets;
  private final SubscriptionDesk subscriptions;

  ProviderDesk(Provider provider, ElementIndex index, SubscriptionDesk subscriptions) {
    this.provider = provider;
    this.sets = new SetDesk(provider);
    this.subscriptions = subscriptions;
  }

  /** The whole response; never fails. */
  ByteBuffer answer(String method, ItemReader body) {
    ItemWriter out = new ItemWriter();
    try {
      answer(method, body, out);
      return out.asResponse();
    } catch (MalformedException unreadable) {
      if (throttle.admits()) {
        log.warn("BUS-REQUEST-REFUSED reason={}", unreadable.getMessage());
      }
      return failure(method, BusError.INVALID_INPUT, "the request cannot be read");
    } catch (RuntimeException bug) {
      if (throttle.admits()) {
        log.error("BUS-REQUEST-FAILED", bug);
      }
      return failure(method, BusError.BUS_ERROR, "internal failure");
    }
  }

  /**
   * The whole response, later perhaps; never fails.
   *
   * @param reply told once, on this thread or another
   */
  void answer(String method, ItemReader body, Consumer<ByteBuffer> reply) {
    if (!method.equals(MethodMessage.INVOKE)) {
      reply.accept(answer(method, body));
      return;
    }
    AtomicBoolean given = new AtomicBoolean();
    Consumer<ByteBuffer> once =
        response -> {
          if (given.compareAndSet(false, true)) {
            reply.accept(response);
          }
        };
    try {
      body.number();
      String called = body.text();
      provider.invoke(called, arguments(body), new CallAnswer(once));
    } catch (MalformedException unreadable) {
      if (throttle.admits()) {
        log.warn("BUS-REQUEST-REFUSED reason={}", unreadable.getMessage());
      }
      once.accept(failure(method, BusError.INVALID_INPUT, "the request cannot be read"));
    } catch (RuntimeException bug) {
      if (throttle.admits()) {
        log.error("BUS-REQUEST-FAILED", bug);
      }
      once.accept(failure(method, BusError.BUS_ERROR, "internal failure"));
    }
  }

  /** What a method says, as the response that its caller waits for. */
  private record CallAnswer(Consumer<ByteBuffer> reply) implements MethodAnswer {
    @Override
    public void results(BusObject results) {
      ItemWriter out = new ItemWriter();
      ValueCodec.writeObject(out.integer(0), results);
      reply.accept(out.asResponse());
    }

    @Override
    public void refused(BusException why) {
      ItemWriter out = new ItemWriter();
      ValueCodec.writeObject(out.integer(why.error().code()), errorObject(why));
      Failures.write(out, why);
      reply.accept(out.asResponse());
    }
  }

  /** A refusal before the provider was asked, in the shape that the method's callers expect. */
  static ByteBuffer failure(String method, BusError error, String reason) {
    ItemWriter out = new ItemWriter().integer(error.code());
    BusException failure = new BusException(error, "", reason);
    switch (method) {
      case MethodMessage.INVOKE -> ValueCodec.writeObject(out, errorObject(failure));
      case MethodMessage.ADD_ROW, MethodMessage.SUBSCRIBE, MethodMessage.UNSUBSCRIBE ->
          out.integer(0);
      default -> {}
    }
    Failures.write(out, failure);
    return out.asResponse();
  }

  /** The response of a peer without elements; like stock ones it answers a commit. */
  static ByteBuffer consumerOnly(String method) {
    int code = method.equals(MethodMessage.COMMIT) ? 0 : UNSUPPORTED_METHOD;
    return new ItemWriter().integer(code).asResponse();
  }

  private void answer(String method, ItemReader in, ItemWriter out) throws MalformedException {
    switch (method) {
      case MethodMessage.GET -> get(in, out);
      case MethodMessage.SET -> sets.set(in, out);
      case MethodMessage.COMMIT -> sets.commit(in, out);
      case MethodMessage.NAMES -> names(in, out);
      case MethodMessage.ADD_ROW -> addRow(in, out);
      case MethodMessage.DELETE_ROW -> deleteRow(in, out);
      case MethodMessage.INVOKE -> invoke(in, out);
      case MethodMessage.SUBSCRIBE -> subscriptions.subscribe(in, out);
      case MethodMessage.UNSUBSCRIBE -> subscriptions.unsubscribe(in, out);
      case MethodMessage.GET_ATTRIBUTES -> out.integer(0);
      default -> out.integer(UNSUPPORTED_METHOD);
    }
  }

  /** A wildcard is answered alone, whatever else was asked; so do stock providers. */
  private void get(ItemReader in, ItemWriter out) throws MalformedException {
    in.text();
    int count = in.number();
    List<BusProperty> found = new ArrayList<>();
    try {
      if (count <= 0) {
        throw new BusException(BusError.INVALID_INPUT, "", "no name is asked for");
      }
      List<String> names = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        names.add(in.text());
      }
      Optional<String> wildcard = names.stream().filter(ElementName::isWildcard).findFirst();
      found.addAll(wildcard.isPresent() ? provider.get(wildcard.get()) : together(names));
    } catch (BusException refused) {
      out.integer(refused.error().code());
      Failures.write(out, refused);
      return;
    }
    ValueCodec.writeProperties(out.integer(0), found);
  }

  /** The values under the names that were asked for, byte for byte: consumers compare them. */
  private List<BusProperty> together(List<String> names) throws BusException {
    List<BusProperty> values = provider.get(names);
    if (values.size() != names.size()) {
      throw new BusException(BusError.BUS_ERROR, "", "the provider gave no single value");
    }
    List<BusProperty> named = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      named.add(new BusProperty(names.get(i), values.get(i).value()));
    }
    return named;
  }

  private void names(ItemReader in, ItemWriter out) throws MalformedException {
    String path = in.text();
    int depth = in.number();
    boolean rowsOnly = in.numberOr(0) == 1;
    try {
      if (rowsOnly) {
        List<RowName> rows = provider.rows(path);
        out.integer(0).integer(rows.size());
        rows.forEach(row -> out.integer(row.instance()).text(row.alias()));
      } else {
        List<Element> elements = provider.names(path, depth);
        out.integer(0).integer(elements.size());
        elements.forEach(element -> writeElement(out, element));
      }
    } catch (BusException refused) {
      out.integer(refused.error().code());
      Failures.write(out, refused);
    }
  }

  private static void writeElement(ItemWriter out, Element element) {
    int access = element.access().stream().mapToInt(Element.Access::bit).sum();
    out.text(element.name()).integer(element.kind().code()).integer(access);
  }

  private void addRow(ItemReader in, ItemWriter out) throws MalformedException {
    in.number();
    String table = in.text();
    String alias = in.textOr("");
    try {
      int instance = provider.addRow(table, alias);
      out.integer(0).integer(instance);
    } catch (BusException refused) {
      // Callers read both numbers, failed or not.
      out.integer(refused.error().code()).integer(0);
      Failures.write(out, refused);
    }
  }

  private void deleteRow(ItemReader in, ItemWriter out) throws MalformedException {
    in.number();
    String row = in.text();
    try {
      provider.deleteRow(row);
      out.integer(0);
    } catch (BusException refused) {
      out.integer(refused.error().code());
      Failures.write(out, refused);
    }
  }

  private void invoke(ItemReader in, ItemWriter out) throws MalformedException {
    in.number();
    String method = in.text();
    BusObject arguments = arguments(in);
    try {
      BusObject results = provider.invoke(method, arguments);
      ValueCodec.writeObject(out.integer(0), results);
    } catch (BusException refused) {
      ValueCodec.writeObject(out.integer(refused.error().code()), errorObject(refused));
      Failures.write(out, refused);
    }
  }

  /** Releases before 2.0.9 send no flag: the object follows, or nothing. */
  private static BusObject arguments(ItemReader in) throws MalformedException {
    boolean hasArguments = in.isAtText() || in.numberOr(0) == 1;
    return hasArguments ? ValueCodec.readObject(in) : BusObject.EMPTY;
  }

  private static BusObject errorObject(BusException failure) {
    return BusObject.of(
        new BusProperty("error_code", new BusValue.Whole(BusType.INT32, failure.error().code())),
        new BusProperty("error_string", BusValue.text(failure.reason())));
  }
}

package org.rdkb.dhcpmanager.tr181;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;
import org.rdkb.dhcpmanager.tr181.Refusal.Code;
import org.rdkb.dhcpmanager.tr181.Resolver.Found;
import org.rdkb.dhcpmanager.tr181.RowTree.Address;

/**
 * One set: looks at every parameter, then at the configuration as it would be. Changes nothing
 * itself.
 */
final class SetRequest {
  private final Place root;
  private final DataModel.Settings settings;
  private final List<Resolved> resolved = new ArrayList<>();
  private final Map<Address, Map<String, Value>> given = new HashMap<>();

  SetRequest(Place root, DataModel.Settings settings) {
    this.root = root;
    this.settings = settings;
  }

  /** A parameter that exists and may be set, with a value that suits its type. */
  private record Resolved(String path, Place place, ParameterSchema parameter, Value value) {}

  /**
   * A trigger to pull once the configuration is in force.
   *
   * @param path as asked
   * @param action what to do
   * @param client to which row
   * @param address where the row is
   */
  record Pull(String path, ClientAction action, RowSnapshot client, Address address) {}

  /** What the set comes to. */
  record Result(RowTree wouldBe, List<Pull> pulls) {}

  Outcome<Done> checkAlone(Assignment assignment) {
    return resolve(assignment).then(suits -> Outcome.done(Done.DONE));
  }

  Outcome<Result> check(List<Assignment> assignments) {
    for (Assignment assignment : assignments) {
      Outcome<Resolved> one = resolve(assignment);
      if (one instanceof Outcome.Refused<Resolved> refused) {
        return new Outcome.Refused<>(refused.refusal());
      }
      resolved.add(one.orThrow());
    }
    RowTree wouldBe = root.view().tree();
    for (Resolved one : resolved) {
      if (binding(one) instanceof Binding.Persisted persisted) {
        Value other = values(one).put(persisted.key(), one.value());
        if (other != null && !other.equals(one.value())) {
          return Outcome.refused(one.path(), Code.VALUE, "is set twice, to different values");
        }
        wouldBe = wouldBe.change(address(one), row -> row.with(persisted.key(), one.value()));
      }
    }
    RowTree ordered = ordered(wouldBe);
    Optional<Refusal> broken = rules(ordered);
    return broken.isPresent()
        ? new Outcome.Refused<>(broken.get())
        : pulls(ordered)
            .then(pulls -> Outcome.done(new Result(withoutReleased(ordered, pulls), pulls)));
  }

  /** In RDK-B a release disables the row: WAN Manager enables it when it wants a client again. */
  private RowTree withoutReleased(RowTree wouldBe, List<Pull> pulls) {
    RowTree left = wouldBe;
    for (Pull pull : pulls) {
      if (pull.action() == ClientAction.RELEASE && settings.profile() == Profile.RDK) {
        left = left.change(pull.address(), row -> row.with("Enable", Value.of(false)));
      }
    }
    return left;
  }

  /** In the order that RDK-B checks: name, type, access, value. */
  private Outcome<Resolved> resolve(Assignment assignment) {
    String path = assignment.path();
    return Resolver.one(root, path).then(found -> resolve(path, found, assignment.value()));
  }

  private static Outcome<Resolved> resolve(String path, Found found, Value given) {
    if (!(found.leaf() instanceof ParameterSchema parameter)) {
      return Outcome.refused(path, Code.NOT_WRITABLE, "is no parameter");
    }
    Outcome<Value> value = parameter.type().read(path, given);
    boolean wrongType =
        value instanceof Outcome.Refused<Value> refused && refused.refusal().code() == Code.TYPE;
    if (!wrongType && !parameter.flags().writable()) {
      return Outcome.refused(path, Code.NOT_WRITABLE, "is read-only");
    }
    return value.then(read -> Outcome.done(new Resolved(path, found.place(), parameter, read)));
  }

  private Optional<Refusal> rules(RowTree wouldBe) {
    TreeRules rules = new TreeRules(wouldBe, settings.interfaces());
    for (Resolved one : resolved) {
      if (binding(one) instanceof Binding.Persisted persisted) {
        Optional<Refusal> refusal =
            rules.unique(one.place().object(), address(one), persisted.key(), one.path());
        if (refusal.isEmpty()) {
          refusal = enableWithoutInterface(wouldBe, one);
        }
        if (refusal.isPresent()) {
          return refusal;
        }
      }
    }
    return Optional.empty();
  }

  /** RDK-B refuses true and false alike. */
  private Optional<Refusal> enableWithoutInterface(RowTree wouldBe, Resolved one) {
    boolean applies =
        settings.profile() == Profile.RDK
            && one.place().client() != null
            && one.parameter().key().equals("Enable")
            && one.place().object().member("Interface") != null;
    return applies && wouldBe.at(address(one)).text("Interface").isEmpty()
        ? Optional.of(new Refusal(one.path(), Code.VALUE, "cannot be set while Interface is empty"))
        : Optional.empty();
  }

  private Outcome<List<Pull>> pulls(RowTree wouldBe) {
    List<Pull> pulls = new ArrayList<>();
    for (Resolved one : resolved) {
      if (binding(one) instanceof Binding.Trigger trigger && one.value().isTrue()) {
        Outcome<Optional<Pull>> pull =
            pull(one.path(), one.place(), trigger.action(), wouldBe.at(address(one)));
        if (pull instanceof Outcome.Refused<Optional<Pull>> refused) {
          return new Outcome.Refused<>(refused.refusal());
        }
        pull.orThrow().ifPresent(pulls::add);
      }
    }
    return Outcome.done(pulls);
  }

  /** A trigger or command on a row; absent if it is taken without effect. */
  static Outcome<Optional<Pull>> pull(String path, Place place, ClientAction action, Row row) {
    RowSnapshot client = place.client();
    if (client == null) {
      throw new IllegalStateException(path + " belongs to no client");
    }
    if (row.isTrue("Enable") || action.actsOnDisabled()) {
      return Outcome.done(Optional.of(new Pull(path, action, client, place.address())));
    }
    return action.isRefusedWhenDisabled()
        ? Outcome.refused(path, Code.VALUE, "the row is disabled")
        : Outcome.done(Optional.empty());
  }

  /** R22, once for each table in which ranks were set. */
  private RowTree ordered(RowTree wouldBe) {
    Map<Address, Resolved> parents = new LinkedHashMap<>();
    Map<Address, Set<Integer>> moved = new HashMap<>();
    for (Resolved one : resolved) {
      if (OrderRule.appliesTo(one.parameter())) {
        Address parent = address(one).parent();
        parents.putIfAbsent(parent, one);
        moved.computeIfAbsent(parent, key -> new HashSet<>()).add(address(one).last().instance());
      }
    }
    RowTree ordered = wouldBe;
    for (Map.Entry<Address, Resolved> entry : parents.entrySet()) {
      String table = address(entry.getValue()).last().table();
      Set<Integer> rows = moved.getOrDefault(entry.getKey(), Set.of());
      ParameterSchema order = entry.getValue().parameter();
      ordered =
          ordered.change(
              entry.getKey(),
              row -> row.with(table, OrderRule.settled(row.table(table), order, rows)));
    }
    return ordered;
  }

  private Map<String, Value> values(Resolved one) {
    return given.computeIfAbsent(address(one), key -> new HashMap<>());
  }

  private Binding binding(Resolved one) {
    return root.view().bindings().of(one.parameter());
  }

  private static Address address(Resolved one) {
    return one.place().address();
  }
}

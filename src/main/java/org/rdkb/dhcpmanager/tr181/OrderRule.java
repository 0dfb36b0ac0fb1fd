package org.rdkb.dhcpmanager.tr181;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * R22: ranks are 1, 2, 3, … A row that takes a rank pushes its holder and all below down by one;
 * then gaps close.
 */
final class OrderRule {
  private static final String TYPE = "Order";

  private OrderRule() {}

  static boolean appliesTo(ParameterSchema parameter) {
    return parameter.type().name().equals(TYPE);
  }

  static Optional<ParameterSchema> of(ObjectSchema table) {
    return table.parameters().filter(OrderRule::appliesTo).findFirst();
  }

  static long rank(Row row, String key) {
    Value value = row.values().get(key);
    return value == null ? 0 : Long.parseLong(value.text());
  }

  /**
   * The rows with ranks in order.
   *
   * @param moved numbers of the rows whose rank was just set: they go before others of that rank
   */
  static TableRows settled(TableRows rows, ParameterSchema order, Set<Integer> moved) {
    String key = order.key();
    List<Row> byRank = new ArrayList<>(rows.rows().values());
    byRank.sort(
        Comparator.<Row>comparingLong(row -> rank(row, key))
            .thenComparing(row -> !moved.contains(row.instance()))
            .thenComparingInt(Row::instance));
    TableRows settled = rows;
    long rank = 1;
    for (Row row : byRank) {
      Value value = new Value(order.type().base(), Long.toString(rank++));
      settled = settled.with(row.with(key, value));
    }
    return settled;
  }
}

package org.rdkb.dhcpmanager.core.pool;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.rdkb.dhcpmanager.core.pool.PoolLease.Phase;

/**
 * {@code dhcpd.leases} of ISC dhcpd (dhcpd.leases(5)): a block for each time that a lease changed,
 * of which the last counts. Written are times as seconds since 1970, which it reads as well.
 */
public record IscLeases() implements LeaseFormat {
  private static final int LONGEST = 8192;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss", Locale.ROOT);

  @Override
  public Optional<String> head() {
    return Optional.of("# Written by dhcpmgr.");
  }

  @Override
  public boolean isWhole(String text) {
    int depth = 0;
    for (String token : IscTokens.of(text)) {
      depth += token.equals("{") ? 1 : 0;
      depth -= token.equals("}") ? 1 : 0;
    }
    return depth <= 0 || text.length() > LONGEST;
  }

  @Override
  public Optional<String> write(PoolLease lease, Now now) {
    if (lease.phase() == Phase.OFFERED || !lease.hardware().isEthernet()) {
      return Optional.empty();
    }
    String end = lease.until() == Now.NEVER ? "never" : "epoch " + now.toWall(lease.until()) / 1000;
    StringBuilder text = new StringBuilder("lease " + lease.address() + " {\n");
    text.append("  ends ").append(end).append(";\n");
    text.append("  binding state ").append(state(lease.phase())).append(";\n");
    text.append("  hardware ethernet ").append(lease.hardware()).append(";\n");
    lease
        .client()
        .identifier()
        .ifPresent(id -> text.append("  uid ").append(LeaseFields.pairs(id)).append(";\n"));
    if (!lease.hostName().isEmpty()) {
      String name = lease.hostName().replace("\\", "\\\\").replace("\"", "\\\"");
      text.append("  client-hostname \"").append(name).append("\";\n");
    }
    return Optional.of(text.append('}').toString());
  }

  private static String state(Phase phase) {
    return switch (phase) {
      case LEASED -> "active";
      case DECLINED -> "abandoned";
      case RELEASED, OFFERED -> "free";
    };
  }

  @Override
  public boolean isLease(String text) {
    List<String> tokens = IscTokens.of(text);
    return !tokens.isEmpty() && tokens.get(0).equals("lease");
  }

  @Override
  public Optional<PoolLease> read(String text, Now now) {
    List<String> tokens = IscTokens.of(text);
    if (text.length() > LONGEST || tokens.size() < 4 || !tokens.get(2).equals("{")) {
      return Optional.empty();
    }
    Map<String, List<String>> statements = statements(tokens.subList(3, tokens.size()));
    OptionalLong until = until(statements.getOrDefault("ends", List.of()), now);
    if (until.isEmpty()) {
      return Optional.empty();
    }
    return new LeaseFields(
            tokens.get(1),
            last(statements, "hardware"),
            pairs(last(statements, "uid")),
            unquoted(last(statements, "client-hostname")))
        .lease(phase(last(statements, "binding")), until.getAsLong());
  }

  /** By their first word, which is left out; {@code next binding state} is another one. */
  private static Map<String, List<String>> statements(List<String> tokens) {
    Map<String, List<String>> found = new HashMap<>();
    int from = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).equals(";") || tokens.get(i).equals("}")) {
        if (i > from) {
          found.put(tokens.get(from), tokens.subList(from + 1, i));
        }
        from = i + 1;
      }
    }
    return found;
  }

  private static String last(Map<String, List<String>> statements, String name) {
    List<String> words = statements.getOrDefault(name, List.of());
    return words.isEmpty() ? "" : words.get(words.size() - 1);
  }

  /** Something that binds nobody was given back. */
  private static Phase phase(String state) {
    return switch (state) {
      case "active" -> Phase.LEASED;
      case "abandoned" -> Phase.DECLINED;
      default -> Phase.RELEASED;
    };
  }

  /** {@code never}, {@code epoch 1700000600}, or the day of the week, date and time in UTC. */
  private static OptionalLong until(List<String> words, Now now) {
    if (words.equals(List.of("never"))) {
      return OptionalLong.of(Now.NEVER);
    }
    if (words.size() == 2 && words.get(0).equals("epoch")) {
      OptionalLong seconds = LeaseFields.seconds(words.get(1));
      return seconds.isEmpty()
          ? seconds
          : OptionalLong.of(now.fromWall(seconds.getAsLong() * 1000));
    }
    if (words.size() != 3) {
      return OptionalLong.empty();
    }
    try {
      LocalDateTime end = LocalDateTime.parse(words.get(1) + " " + words.get(2), DATE);
      return OptionalLong.of(now.fromWall(end.toInstant(ZoneOffset.UTC).toEpochMilli()));
    } catch (DateTimeException noDate) {
      return OptionalLong.empty();
    }
  }

  /** A quoted text as pairs of digits; those that stand there already as they are. */
  private static String pairs(String uid) {
    if (uid.isEmpty() || uid.charAt(0) != IscTokens.QUOTE) {
      return uid;
    }
    StringBuilder pairs = new StringBuilder();
    for (int i = 1; i < uid.length(); i++) {
      pairs.append(i == 1 ? "" : ":").append("%02x".formatted((int) uid.charAt(i)));
    }
    return pairs.toString();
  }

  private static String unquoted(String text) {
    return text.isEmpty() || text.charAt(0) != IscTokens.QUOTE ? text : text.substring(1);
  }
}

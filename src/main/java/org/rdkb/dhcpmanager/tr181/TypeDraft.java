package org.rdkb.dhcpmanager.tr181;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A type while the XML is being read. */
final class TypeDraft {
  final String name;
  final List<String> enumeration = new ArrayList<>();
  final List<Pattern> patterns = new ArrayList<>();
  String units = "";
  String requirement = "";
  private Optional<BaseType> base = Optional.empty();
  private String typeName;
  private boolean list;
  private boolean sizesOfList;
  private int minSize;
  private int maxSize = Integer.MAX_VALUE;
  private int maxList = Integer.MAX_VALUE;
  private Optional<Long> min = Optional.empty();
  private Optional<Long> max = Optional.empty();

  TypeDraft(String name) {
    this.name = name;
    this.typeName = name;
  }

  void base(BaseType type) {
    base = Optional.of(type);
  }

  void list(boolean open) {
    list = true;
    sizesOfList = open;
  }

  void size(int least, int most) {
    if (sizesOfList) {
      maxList = most;
    } else {
      minSize = least;
      maxSize = most;
    }
  }

  void range(Optional<String> least, Optional<String> most) {
    min = least.map(Long::valueOf);
    max = most.map(Long::valueOf);
  }

  void pattern(String regex) {
    patterns.add(Pattern.compile(regex));
  }

  /** Takes over a named type; the list around it, if any, is this parameter's own. */
  void from(TypeDraft named) {
    typeName = named.name;
    base = named.base;
    minSize = named.minSize;
    maxSize = named.maxSize;
    min = named.min;
    max = named.max;
    enumeration.addAll(named.enumeration);
    patterns.addAll(named.patterns);
    requirement = named.requirement;
  }

  ValueType freeze(String path) {
    BaseType type =
        base.orElseThrow(() -> new IllegalStateException(path + ": no type in the schema"));
    long least = type == BaseType.INT ? Integer.MIN_VALUE : 0;
    long most = type == BaseType.INT ? Integer.MAX_VALUE : 0xffff_ffffL;
    ValueType.Bounds bounds =
        new ValueType.Bounds(minSize, maxSize, maxList, min.orElse(least), max.orElse(most));
    return new ValueType(type, typeName, list, bounds, enumeration, patterns, units, requirement);
  }
}

package org.rdkb.dhcpmanager.tr181;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An object while the XML is being read. */
final class ObjectDraft {
  final List<String> uniqueKeys = new ArrayList<>();
  boolean writable;
  int minEntries;
  int maxEntries = 1;
  String description = "";
  private final String path;
  private final Map<String, MemberDraft> members = new LinkedHashMap<>();
  private final Map<String, ObjectDraft> objects = new LinkedHashMap<>();

  ObjectDraft(String path) {
    this.path = path;
  }

  void add(MemberDraft member) {
    if (members.putIfAbsent(member.name, member) != null) {
      throw new IllegalArgumentException(path + member.name + " is declared twice");
    }
  }

  /** The object of that full path below this one, made with its parents if need be. */
  ObjectDraft descendant(String fullPath) {
    if (fullPath.equals(path)) {
      return this;
    }
    if (!fullPath.startsWith(path) || !fullPath.endsWith(".")) {
      throw new IllegalArgumentException("object name " + fullPath);
    }
    int end = fullPath.indexOf('.', path.length()) + 1;
    if (fullPath.startsWith(Schema.ROW, end)) {
      end += Schema.ROW.length();
    }
    String next = fullPath.substring(0, end);
    return objects.computeIfAbsent(next, ObjectDraft::new).descendant(fullPath);
  }

  ObjectSchema freeze() {
    Map<String, SchemaNode> all = new LinkedHashMap<>();
    members.forEach((name, member) -> all.put(name, member.freeze(path)));
    for (ObjectDraft object : objects.values()) {
      ObjectSchema frozen = object.freeze();
      all.put(frozen.name(), frozen);
    }
    for (String key : uniqueKeys) {
      if (!all.containsKey(key)) {
        throw new IllegalStateException(path + ": no parameter " + key + " for its key");
      }
    }
    return new ObjectSchema(
        new ObjectSchema.Head(path, writable, minEntries, maxEntries, uniqueKeys, description),
        all);
  }
}

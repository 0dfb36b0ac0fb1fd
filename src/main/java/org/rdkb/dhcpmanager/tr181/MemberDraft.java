package org.rdkb.dhcpmanager.tr181;

import java.util.Optional;

/** A parameter, command or event while the XML is being read. */
final class MemberDraft {
  /** What it is. */
  enum Kind {
    PARAMETER,
    COMMAND,
    EVENT
  }

  final Kind kind;
  final String name;
  final TypeDraft type = new TypeDraft("");
  boolean writable;
  boolean hidden;
  boolean command;
  boolean canDeny;
  Optional<String> defaultText = Optional.empty();
  String description = "";

  MemberDraft(Kind kind, String name) {
    this.kind = kind;
    this.name = name;
  }

  SchemaNode freeze(String objectPath) {
    String path = objectPath + name;
    return switch (kind) {
      case COMMAND -> new CommandSchema(path, name, description);
      case EVENT -> new EventSchema(path, name, description);
      case PARAMETER ->
          checked(
              new ParameterSchema(
                  path,
                  name,
                  Schema.belowRow(path),
                  type.freeze(path),
                  new ParameterSchema.Flags(writable, hidden, command, canDeny),
                  defaultText,
                  description));
    };
  }

  private static ParameterSchema checked(ParameterSchema parameter) {
    parameter
        .defaultText()
        .ifPresent(text -> parameter.type().read(parameter.path(), Value.text(text)).orThrow());
    return parameter;
  }
}

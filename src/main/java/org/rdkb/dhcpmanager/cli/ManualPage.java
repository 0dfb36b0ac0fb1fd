package org.rdkb.dhcpmanager.cli;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The page of one command in the language of man(7). */
final class ManualPage {
  private final CommandSpec command;
  private final LocalDate date;
  private final StringBuilder text = new StringBuilder();

  ManualPage(CommandSpec command, LocalDate date) {
    this.command = command;
    this.date = date;
  }

  /** For example {@code dhcpmgr-get}. */
  String name() {
    return command.qualifiedName("-");
  }

  String text() {
    text.setLength(0);
    line(
        ".TH %s 1 \"%s\" \"dhcpmgr\" \"DHCP client manager\"",
        roff(name().toUpperCase(Locale.ROOT)), date);
    line(".SH NAME");
    line("%s \\- %s", roff(name()), roff(summary(command)));
    line(".SH SYNOPSIS");
    line("%s", synopsis(command));
    line(".SH DESCRIPTION");
    line("%s", roff(description(command)));
    arguments(command, ".SH ARGUMENTS", ".SH OPTIONS");
    subcommands();
    exitStatus();
    line(".SH SEE ALSO");
    line("%s", command.parent() == null ? pagesOfVerbs() : "\\fBdhcpmgr\\fR(1)");
    return text.toString();
  }

  private void subcommands() {
    List<CommandSpec> shown =
        command.subcommands().values().stream()
            .map(CommandLine::getCommandSpec)
            .filter(sub -> !sub.usageMessage().hidden())
            .toList();
    if (shown.isEmpty()) {
      return;
    }
    line(".SH COMMANDS");
    for (CommandSpec sub : shown) {
      if (command.parent() == null) {
        term("\\fB" + roff(sub.name()) + "\\fR", description(sub));
      } else {
        line(".SS %s", roff(sub.name()));
        line("%s", synopsis(sub));
        line(".PP");
        line("%s", roff(description(sub)));
        arguments(sub, ".PP", ".PP");
      }
    }
  }

  private void arguments(CommandSpec of, String positional, String options) {
    List<PositionalParamSpec> places =
        of.positionalParameters().stream().filter(place -> !place.hidden()).toList();
    if (!places.isEmpty()) {
      line("%s", positional);
      places.forEach(place -> term("\\fI" + roff(place.paramLabel()) + "\\fR", description(place)));
    }
    // What every verb has is told on the pages, not again below each of their commands.
    List<OptionSpec> own =
        of.options().stream()
            .filter(option -> !option.hidden())
            .filter(option -> of == command || (!option.inherited() && !isStandard(option)))
            .toList();
    if (!own.isEmpty()) {
      line("%s", options);
      own.forEach(option -> term(names(option), description(option)));
    }
  }

  private static boolean isStandard(OptionSpec option) {
    return option.usageHelp() || option.versionHelp();
  }

  private void exitStatus() {
    line(".SH EXIT STATUS");
    ExitCode.MEANINGS.forEach((code, meaning) -> term("\\fB" + code + "\\fR", meaning));
  }

  private String pagesOfVerbs() {
    return command.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(sub -> !sub.usageMessage().hidden())
        .map(sub -> "\\fB" + roff(sub.qualifiedName("-")) + "\\fR(1)")
        .collect(Collectors.joining(",\n"));
  }

  private static String names(OptionSpec option) {
    String label = option.arity().max() == 0 ? "" : "=\\fI" + roff(option.paramLabel()) + "\\fR";
    return Stream.of(option.names())
            .map(name -> "\\fB" + roff(name) + "\\fR")
            .collect(Collectors.joining(", "))
        + label;
  }

  private static String synopsis(CommandSpec of) {
    String plain = new Help(of, Help.Ansi.OFF).synopsis(0);
    return roff(plain.strip().replaceAll("\\s+", " "));
  }

  private static String summary(CommandSpec of) {
    String all = description(of);
    return all.endsWith(".") ? all.substring(0, all.length() - 1) : all;
  }

  private static String description(CommandSpec of) {
    return String.join(" ", of.usageMessage().description());
  }

  private static String description(ArgSpec of) {
    return String.join(" ", of.description());
  }

  private void term(String tag, String meaning) {
    line(".TP");
    line("%s", tag);
    line("%s", roff(meaning.isEmpty() ? "." : meaning));
  }

  private void line(String form, Object... values) {
    text.append(String.format(Locale.ROOT, form, values)).append('\n');
  }

  /** Nothing of it is taken for a request or an escape; a hyphen stays one that can be copied. */
  static String roff(String plain) {
    String escaped =
        plain.replace("\\", "\\e").replace("-", "\\-").replace("…", "...").replace("\n", " ");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }
}

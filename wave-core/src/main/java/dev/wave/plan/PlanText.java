package dev.wave.plan;

import dev.wave.model.ArtifactName;
import dev.wave.model.CanonicalJson;
import dev.wave.model.Format;
import dev.wave.model.HostRule;
import dev.wave.model.Param;
import dev.wave.model.SandboxMode;
import dev.wave.model.Secret;
import dev.wave.model.StepId;
import dev.wave.plan.PlannedContract.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A plan as people read it: the parameters, the steps in groups that can run at once, the defaults.
public final class PlanText {
    private static final int WIDTH = 80;

    private final Outline outline;
    private final Map<StepId, Reuse> reuse;
    private final Map<StepId, String> earlier;
    private final Optional<Arguments.Bound> arguments;
    private final Detail detail;
    private final StringBuilder text = new StringBuilder();

    private PlanText(
            Outline outline,
            Map<StepId, Reuse> reuse,
            Map<StepId, String> earlier,
            Optional<Arguments.Bound> arguments,
            Detail detail) {
        this.outline = outline;
        this.reuse = reuse;
        this.earlier = earlier;
        this.arguments = arguments;
        this.detail = detail;
    }

    /// How much is said of each step.
    public enum Detail {
        /// All that is not as the defaults say.
        FULL,
        /// What it is, and why it would run again.
        BRIEF
    }

    /// The text for an outline without arguments.
    ///
    /// @param reuse what is known of stored results; for a step that is not in it, what the plan alone tells
    public static String of(Outline outline, Map<StepId, Reuse> reuse) {
        return new PlanText(outline, reuse, Map.of(), Optional.empty(), Detail.FULL).text();
    }

    /// The text for an outline with arguments.
    ///
    /// @param earlier what steps took in earlier runs
    public static String of(
            Outline outline,
            Arguments.Bound arguments,
            Map<StepId, Reuse> reuse,
            Map<StepId, String> earlier,
            Detail detail) {
        return new PlanText(outline, reuse, earlier, Optional.of(arguments), detail).text();
    }

    private String text() {
        var groups = Groups.of(outline.steps());
        wrapped(
                "",
                "  ",
                outline.pipeline()
                        + outline.version()
                                .map(version -> " " + printable(version))
                                .orElse("") + " · "
                        + count(outline.steps().size(), "step") + " in " + count(groups.size(), "group") + " · at most "
                        + outline.maxParallel() + " at once"
                        + (outline.failFast() ? " · stops at the first failure" : ""));
        parameters();
        for (var i = 0; i < groups.size(); i++) {
            line("");
            line("group " + (i + 1));
            groups.get(i).forEach(this::step);
        }
        if (!outline.outputs().isEmpty()) {
            line("");
            line("outputs");
            outline.outputs().forEach((name, source) -> line("  " + printable(name) + " ← " + source));
        }
        line("");
        wrapped("", "  ", LimitsText.defaults());
        return text.toString();
    }

    private void parameters() {
        if (outline.params().isEmpty() && outline.input() == Outline.InputUse.NONE) {
            return;
        }
        line("");
        line("parameters");
        outline.params().values().forEach(param -> line("  " + parameter(param)));
        if (outline.input() != Outline.InputUse.NONE) {
            line("  input (-i): text, " + outline.input().name().toLowerCase(Locale.ROOT)
                    + arguments
                            .flatMap(Arguments.Bound::input)
                            .map(_ -> ", given")
                            .orElse(""));
        }
    }

    private String parameter(Param param) {
        var value = arguments
                .flatMap(bound -> Optional.ofNullable(bound.values().get(param.name())))
                .map(given -> " = " + cut(CanonicalJson.text(given)))
                .orElse("");
        return param.name() + value + ": " + param.type().name().toLowerCase(Locale.ROOT)
                + param.defaultValue()
                        .map(given -> ", default " + cut(CanonicalJson.text(given)))
                        .orElse(", required")
                + (param.inferred() ? ", inferred from {" + param.name() + "} in a text" : "");
    }

    private void step(PlannedStep step) {
        var open = step.sandbox() == SandboxMode.NONE ? " · no sandbox" : "";
        var known = Optional.ofNullable(reuse.get(step.id()));
        wrapped(
                known.map(found -> found.mark().sign()).orElse(' ') + " " + step.id() + "  ",
                "      ",
                action(step) + open);
        if (detail == Detail.BRIEF) {
            known.filter(found -> found.mark() == Reuse.Mark.CHANGED || found.mark() == Reuse.Mark.NEVER_REUSED)
                    .ifPresent(found -> detail("reuse", ReuseText.of(found)));
            return;
        }
        step.when().ifPresent(when -> detail("when", printable(when.text())));
        detail("after", dependencies(step));
        detail("given", step.inputs().stream().map(PlanText::input).collect(Collectors.joining(", ")));
        detail("produces", step.outputs().stream().map(PlanText::output).collect(Collectors.joining(", ")));
        detail("contracts", step.contracts().stream().map(PlanText::contract).collect(Collectors.joining(", ")));
        detail("secrets", secrets(step.secrets()));
        detail("network", network(step));
        detail("differs", LimitsText.differences(step));
        detail("reuse", ReuseText.of(known.orElseGet(() -> Reuse.of(step))));
        detail("earlier", earlier.getOrDefault(step.id(), ""));
    }

    private static String action(PlannedStep step) {
        return switch (step.action()) {
            case PlannedAction.Ask ask ->
                "ask " + ask.persona().name() + " · " + adapter(ask) + model(ask.model()) + writes(step);
            case PlannedAction.Run(var command) -> "run " + command(command);
        };
    }

    private static String writes(PlannedStep step) {
        return !step.writable() ? " · read-only" : step.isNarrow() ? " · writes " + Listing.of(step.writes()) : "";
    }

    private static String adapter(PlannedAction.Ask ask) {
        var name = ask.adapter().name().value();
        return name.equals(ask.adapter().type())
                ? name
                : name + " (" + ask.adapter().type() + ")";
    }

    private static String model(PlannedModel model) {
        return (model.id().isEmpty() ? "" : " · ")
                + model.tier().map(tier -> printable(tier) + " → ").orElse("")
                + printable(model.id())
                + (model.floating() ? " (floating)" : "");
    }

    private static String command(PlannedAction.Command command) {
        return switch (command) {
            case PlannedAction.Command.Shell(var text) -> "sh: " + cut(printable(text.strip()));
            case PlannedAction.Command.Words(var words) ->
                cut(printable(words.stream().map(word -> word.text()).collect(Collectors.joining(" "))));
        };
    }

    private static String dependencies(PlannedStep step) {
        return step.dependencies().stream()
                .map(dependency -> dependency.step()
                        + (dependency.required() ? "" : " (even if it fails)")
                        + (dependency.inferred() ? " (added by an input)" : ""))
                .collect(Collectors.joining(", "));
    }

    private static String input(PlannedInput input) {
        return (input.name().equals(input.source().artifact()) ? "" : input.name() + " ← ")
                + input.source()
                + (input.optional() ? " (if there)" : "")
                + (input.inline() ? " (in the text)" : "")
                + (input.byWord() ? " (found by a word)" : "");
    }

    private static String output(PlannedOutput output) {
        var notes = new ArrayList<String>();
        if (output.format() != Format.ANY) {
            notes.add(output.format().text());
        }
        if (!output.required()) {
            notes.add("may be missing");
        }
        output.path().ifPresent(path -> notes.add("at " + printable(path.text())));
        return output.name() + (notes.isEmpty() ? "" : " (" + String.join(", ", notes) + ")");
    }

    private static String contract(PlannedContract contract) {
        var about = switch (contract.predicate()) {
            case Predicate.JsonSchema(var schema, var sources) -> printable(schema.name()) + " on " + names(sources);
            case Predicate.OutputSchema(var schema, var _) -> printable(schema.name());
            case Predicate.Command(var _, var command, var dir, var _, var network) ->
                command(command)
                        + (dir.equals(".") ? "" : " in " + printable(dir))
                        + (network.isNone() ? "" : ", may reach " + network);
            case Predicate.NonEmpty(var sources) -> names(sources);
            case Predicate.HasFormat(var format, var sources) -> format.text() + " on " + names(sources);
        };
        var policy = contract.policy();
        var then = switch (policy.onFailure()) {
            case RETRY -> "retry " + policy.maxRetries();
            case HALT -> "halt";
            case CONTINUE -> "continue";
        };
        return contract.name() + " (" + about + "; " + then + (policy.mustPass() ? "" : "; need not pass") + ")";
    }

    private static String secrets(PlannedSecrets secrets) {
        return Stream.concat(
                        secrets.ofAction().stream().map(secret -> secret(secret)),
                        secrets.ofSetup().stream().map(secret -> secret(secret) + " in its setup"))
                .collect(Collectors.joining(", "));
    }

    private static String network(PlannedStep step) {
        var login = step.loginHosts().stream().map(HostRule::toString).collect(Collectors.joining(", "));
        var hosts = Stream.of(
                        step.network().isNone() ? "" : step.network().toString(),
                        login.isEmpty() ? "" : login + " (for the login of its agent)")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        return hosts.isEmpty() || step.sandbox() != SandboxMode.NONE ? hosts : hosts + " (not enforced: no sandbox)";
    }

    private static String secret(Secret secret) {
        return secret.name() + " (" + printable(secret.source().shown()) + ")";
    }

    private static String names(List<ArtifactName> names) {
        return names.stream().map(ArtifactName::value).collect(Collectors.joining(" "));
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String cut(String text) {
        return text.length() <= 80 ? text : text.substring(0, 79) + "…";
    }

    /// Text of the project on one line, with nothing in it that moves a terminal's cursor or turns its text
    /// round.
    static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ");
    }

    private void detail(String name, String value) {
        if (!value.isEmpty()) {
            wrapped("    " + name + " ".repeat(Math.max(1, 11 - name.length())), " ".repeat(15), value);
        }
    }

    /// As wide as a terminal is at least; a word that is longer stays whole.
    private void wrapped(String begin, String indent, String value) {
        var line = new StringBuilder(begin);
        var isEmpty = true;
        for (var word : value.split(" ", -1)) {
            if (!isEmpty && line.codePointCount(0, line.length()) + 1 + word.codePointCount(0, word.length()) > WIDTH) {
                line(line.toString());
                line = new StringBuilder(indent);
                isEmpty = true;
            }
            line.append(isEmpty ? "" : " ").append(word);
            isEmpty = false;
        }
        line(line.toString());
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}

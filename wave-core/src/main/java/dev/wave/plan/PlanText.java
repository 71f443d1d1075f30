package dev.wave.plan;

import dev.wave.model.ArtifactName;
import dev.wave.model.CacheMode;
import dev.wave.model.CanonicalJson;
import dev.wave.model.Format;
import dev.wave.model.HostRule;
import dev.wave.model.Limits;
import dev.wave.model.Param;
import dev.wave.model.Retry;
import dev.wave.model.SandboxMode;
import dev.wave.model.Secret;
import dev.wave.model.StepId;
import dev.wave.plan.PlannedContract.Predicate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A plan as people read it: the parameters, the steps in groups that can run at once, the defaults.
public final class PlanText {
    private final Outline outline;
    private final Map<StepId, Reuse> reuse;
    private final Optional<Arguments.Bound> arguments;
    private final StringBuilder text = new StringBuilder();

    private PlanText(Outline outline, Map<StepId, Reuse> reuse, Optional<Arguments.Bound> arguments) {
        this.outline = outline;
        this.reuse = reuse;
        this.arguments = arguments;
    }

    /// The text for an outline without arguments.
    ///
    /// @param reuse what is known of stored results; for a step that is not in it, what the plan alone tells
    public static String of(Outline outline, Map<StepId, Reuse> reuse) {
        return new PlanText(outline, reuse, Optional.empty()).text();
    }

    /// The text for an outline with arguments.
    public static String of(Outline outline, Arguments.Bound arguments, Map<StepId, Reuse> reuse) {
        return new PlanText(outline, reuse, Optional.of(arguments)).text();
    }

    private String text() {
        var groups = Groups.of(outline.steps());
        line(outline.pipeline()
                + outline.version().map(version -> " " + printable(version)).orElse("") + " · "
                + count(outline.steps().size(), "step") + " in " + count(groups.size(), "group") + " · at most "
                + outline.maxParallel() + " at once" + (outline.failFast() ? " · stops at the first failure" : ""));
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
        line(defaults());
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
        line("  " + step.id() + "  " + action(step) + open);
        step.when().ifPresent(when -> detail("when", printable(when.text())));
        detail("after", dependencies(step));
        detail("given", step.inputs().stream().map(PlanText::input).collect(Collectors.joining(", ")));
        detail("produces", step.outputs().stream().map(PlanText::output).collect(Collectors.joining(", ")));
        detail("contracts", step.contracts().stream().map(PlanText::contract).collect(Collectors.joining(", ")));
        detail("secrets", secrets(step.secrets()));
        detail("network", network(step));
        detail("differs", String.join(", ", differences(step)));
        detail("reuse", reuse(reuse.getOrDefault(step.id(), Reuse.of(step))));
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

    /// What of a step is not as the defaults below say.
    private static List<String> differences(PlannedStep step) {
        var found = new ArrayList<String>();
        if (!step.limits().timeout().equals(Limits.DEFAULT.timeout())) {
            found.add("timeout " + duration(step.limits().timeout()));
        }
        if (!step.limits().idle().equals(Limits.DEFAULT.idle())) {
            found.add("idle " + duration(step.limits().idle()));
        }
        if (step.limits().outputBytes() != Limits.DEFAULT.outputBytes()) {
            found.add("output " + step.limits().outputBytes() + " bytes");
        }
        step.limits().resources().memoryBytes().ifPresent(bytes -> found.add("at most " + size(bytes) + " of memory"));
        step.limits().resources().cpus().ifPresent(cpus -> found.add("at most " + cpus.toPlainString() + " cpu"));
        if (!step.retry().equals(Retry.DEFAULT)) {
            found.add(step.retry().max()
                    + (step.retry().max() == 1 ? " retry from a " : " retries from a ")
                    + step.retry().from().name().toLowerCase(Locale.ROOT) + " tree");
        }
        if (step.sandbox() == SandboxMode.REQUIRED) {
            found.add("sandbox required");
        }
        switch (step.cache()) {
            case CacheMode.Ttl(var age) -> found.add("reused for " + duration(age));
            case CacheMode.Samples(var count) -> found.add(count + (count == 1 ? " sample" : " samples"));
            case CacheMode.Auto _, CacheMode.Never _ -> {}
        }
        if (step.optional()) {
            found.add("optional");
        }
        if (step.workspace().empty()) {
            found.add("empty workspace");
        }
        if (!step.sources().isEmpty()) {
            found.add("sees " + printable(String.join(" ", step.sources())));
        }
        return found;
    }

    private static String reuse(Reuse reuse) {
        return switch (reuse) {
            case Reuse.Stored(var from) -> "stored result of " + from;
            case Reuse.Expired(var from) -> "expired, of " + from + "; will run";
            case Reuse.NextSample(var number, var of) -> "sample " + number + " of " + of + " is next; will run";
            case Reuse.New() -> "none stored; will run";
            case Reuse.Unknown() -> "known when its inputs are";
            case Reuse.Never(var reason) -> "never; " + reason;
        };
    }

    private static String defaults() {
        return "defaults: timeout " + duration(Limits.DEFAULT.timeout()) + ", idle "
                + duration(Limits.DEFAULT.idle()) + ", output " + Limits.DEFAULT.outputBytes() / (1024 * 1024) + " MB, "
                + Retry.DEFAULT.max() + " retry after a failure, sandbox auto, no budget";
    }

    private static String duration(Duration duration) {
        if (duration.toDays() > 0 && duration.equals(Duration.ofDays(duration.toDays()))) {
            return duration.toDays() + "d";
        }
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    /// In the largest unit that needs no fraction.
    private static String size(long bytes) {
        var units = List.of("bytes", "KB", "MB", "GB");
        var unit = 0;
        var number = bytes;
        while (unit < units.size() - 1 && number % 1024 == 0) {
            number /= 1024;
            unit++;
        }
        return number + " " + units.get(unit);
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String cut(String text) {
        return text.length() <= 80 ? text : text.substring(0, 79) + "…";
    }

    /// Text of the project on one line, with nothing in it that moves a terminal's cursor or turns its text
    /// round.
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ");
    }

    private void detail(String name, String value) {
        if (!value.isEmpty()) {
            line("    " + name + " ".repeat(Math.max(1, 11 - name.length())) + value);
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}

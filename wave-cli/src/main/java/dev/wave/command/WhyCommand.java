package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.engine.Report.Preparation;
import dev.wave.key.Components;
import dev.wave.key.KeyDiff;
import dev.wave.key.KeyedStep;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.model.Value;
import dev.wave.plan.Plan;
import dev.wave.plan.PlannedStep;
import dev.wave.spi.Trees.Change;
import dev.wave.view.Printable;
import dev.wave.view.Shown;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `wave why STEP`: what of all a step sees is not as it was in the last run.
@Command(
        name = "why",
        description = "Say why a step would run again: the first thing it sees that differs from its last run.",
        sortOptions = false)
final class WhyCommand implements WaveCommand {
    private static final int FILES_SHOWN = 10;
    private static final RunId NOBODY = new RunId("0000");

    @Mixin
    CommonOptions common = new CommonOptions();

    @Mixin
    ParamOptions from = new ParamOptions();

    @Parameters(index = "0", paramLabel = "STEP", description = "The step.")
    String step = "";

    @Option(names = "--pipeline", paramLabel = "NAME", description = "Its pipeline, if the project has several.")
    @Nullable
    String pipeline;

    private final Tools tools;
    private List<String> params = List.of();

    WhyCommand(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<String> takeOwn(List<String> words) {
        var split = ParamWords.split(new CommandLine(this).getCommandSpec(), words);
        params = split.params();
        return split.rest();
    }

    @Override
    public ExitCode run() throws InterruptedException {
        var project = OpenProject.find(tools, common.directory);
        var outline = new Planning(tools, project).outline(Optional.ofNullable(pipeline));
        var flags = tools.surroundings(project).flags();
        var plan = Planning.plan(outline, Given.of(tools, from, params), flags);
        var id = StepNames.of(plan, step);
        try (var stores = tools.stores(project)) {
            var forecast = Forecasts.of(tools, project, stores, plan, from.committed);
            var found = Optional.ofNullable(forecast.found().get(id));
            var keyed = Optional.ofNullable(forecast.keys().get(id));
            answer(stores, plan, id, found, keyed).forEach(tools.console()::print);
            return ExitCode.DONE;
        }
    }

    private List<String> answer(
            Stores stores, Plan plan, StepId id, Optional<Preparation> found, Optional<KeyedStep> keyed) {
        if (found.isPresent() && found.get() instanceof Preparation.Reused reused) {
            return List.of(id + " would not run: its result is stored, made "
                    + Shown.ago(Duration.between(reused.made(), tools.clock().instant())) + " in run "
                    + reused.from() + "; everything it sees is as it was");
        }
        if (keyed.isEmpty()) {
            return List.of(id + " would run if a step before it does: " + before(plan, id)
                    + "; `wave why` of that one says why");
        }
        var last = last(stores, plan, id);
        if (last.isEmpty()) {
            return List.of(id + " would run: it never ran in this project");
        }
        return KeyDiff.first(last.get(), keyed.get().components())
                .map(difference -> differs(stores, id, difference))
                .orElseGet(() -> List.of(id + " would run: everything it sees is as it was, and "
                        + (plan.step(id).filter(PlannedStep::reusable).isPresent()
                                ? "its last attempt left no result to reuse"
                                : "its results are not reused by other runs")));
    }

    private static List<String> differs(Stores stores, StepId id, KeyDiff.Difference difference) {
        var before = tree(stores, difference.before());
        var after = tree(stores, difference.after());
        if (before.isPresent() && after.isPresent()) {
            return files(id, stores.trees().changes(before.get(), after.get()));
        }
        return List.of(
                id + " would run: " + difference.component() + " is not as it was",
                Printable.block("- " + difference.before()).text(),
                Printable.block("+ " + difference.after()).text());
    }

    /// A tree says nothing to a person; the files that differ do.
    private static List<String> files(StepId id, List<Change> changes) {
        var lines = new ArrayList<String>();
        lines.add(id + " would run: " + Shown.plural(changes.size(), "file") + " it sees "
                + (changes.size() == 1 ? "is not as it was" : "are not as they were"));
        changes.stream()
                .limit(FILES_SHOWN)
                .map(change -> "  " + Printable.line(change.path()).text())
                .forEach(lines::add);
        if (changes.size() > FILES_SHOWN) {
            lines.add("  and " + (changes.size() - FILES_SHOWN) + " more");
        }
        return lines;
    }

    private static Optional<TreeId> tree(Stores stores, String shown) {
        return Optional.of(shown.replace("\"", ""))
                .filter(TreeId::isValid)
                .map(TreeId::new)
                .filter(stores.trees()::has);
    }

    private static String before(Plan plan, StepId id) {
        return plan.step(id).stream()
                .flatMap(planned -> planned.dependencies().stream())
                .map(dependency -> dependency.step().value())
                .reduce((some, more) -> some + ", " + more)
                .orElse("");
    }

    private static Optional<SequencedMap<String, Value>> last(Stores stores, Plan plan, StepId id) {
        return stores.results()
                .lastComponents(plan.pipeline().value(), id, NOBODY)
                .flatMap(stores.blobs()::read)
                .flatMap(bytes -> Components.read(new String(bytes, StandardCharsets.UTF_8)));
    }
}

package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.engine.Report.Preparation;
import dev.wave.key.KeyedStep;
import dev.wave.model.CacheMode;
import dev.wave.model.PipelineName;
import dev.wave.model.StepId;
import dev.wave.model.Value;
import dev.wave.option.Syntax;
import dev.wave.option.Times;
import dev.wave.plan.Outline;
import dev.wave.plan.Plan;
import dev.wave.plan.PlannedStep;
import dev.wave.view.WhyText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// `wave why STEP`: what of all a step sees is not as it was in the last run.
final class WhyCommand extends PlanningCommand {
    String step = "";

    @Nullable
    String pipeline;

    WhyCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        super.declare(syntax);
        syntax.purpose(
                "Say why a step would run again: the first thing it sees that differs from its last run.",
                "Parameters that are not given are as in that run.");
        syntax.argument(Times.ONCE, "STEP", "The step.", word -> step = word);
        syntax.option("--pipeline PIPELINE", "Its pipeline; the last run's if left out.", word -> pipeline = word);
    }

    @Override
    Optional<String> pipeline() {
        return Optional.ofNullable(pipeline);
    }

    @Override
    ExitCode run() throws InterruptedException {
        var project = openProject();
        var planning = new Planning(tools(), project);
        try (var stores = tools().stores(project)) {
            var last = LastArguments.of(stores, pipeline());
            var outline = planning.outline(pipeline().or(() -> lastPipeline(planning, last)));
            var plan = plan(project, outline, last);
            var id = StepNames.of(plan, step);
            var why = why(stores, planning, project, plan, id);
            answer(
                    () -> console()
                            .fitted(WhyText.lines(id, why, tools().clock().instant())),
                    () -> WhyText.json(id, why));
            return ExitCode.DONE;
        }
    }

    /// With several pipelines and none named, the one that ran last is meant, if there is one of that name yet.
    private static Optional<String> lastPipeline(Planning planning, Optional<LastArguments> last) {
        return last.map(LastArguments::pipeline)
                .filter(name -> planning.project().pipelines().size() > 1
                        && planning.project().pipelines().containsKey(new PipelineName(name)));
    }

    private Plan plan(OpenProject project, Outline outline, Optional<LastArguments> last) {
        var now = given();
        var run = last.filter(each -> each.pipeline().equals(outline.pipeline().value()));
        var given = run.map(each -> each.under(now, outline)).orElse(now);
        if (!given.equals(now)) {
            console()
                    .note("parameters that are not given are those of run "
                            + run.map(LastArguments::run).orElse(""));
        }
        return Planning.plan(outline, given, tools().surroundings(project).flags());
    }

    private WhyText.Why why(Stores stores, Planning planning, OpenProject project, Plan plan, StepId id)
            throws InterruptedException {
        var forecasts = new Forecasts(tools(), project, stores, plan);
        var forecast = forecasts.now(planning.project().name(), from.committed);
        if (forecast.found().get(id) instanceof Preparation.Reused reused) {
            return new WhyText.Why.Stored(reused.from());
        }
        var keyed = Optional.ofNullable(forecast.keys().get(id));
        if (keyed.isEmpty()) {
            return new WhyText.Why.Before(before(plan, id));
        }
        var planned = plan.step(id).orElseThrow();
        var expired = forecasts.expired(planned, keyed.get().key());
        if (expired.isPresent() && planned.cache() instanceof CacheMode.Ttl(var age)) {
            return new WhyText.Why.Expired(expired.get(), age);
        }
        var recorded = forecasts.recorded(keyed.get().key());
        if (recorded.isPresent()) {
            return why(recorded.get());
        }
        var last = forecasts.last(id);
        if (last.isEmpty()) {
            return new WhyText.Why.Never();
        }
        var before = unnumbered(last.get());
        var now = unnumbered(keyed.get().components());
        var changes = new KeyChanges(stores).of(before, now);
        return Optional.of(changes)
                .filter(all -> !all.isEmpty())
                .<WhyText.Why>map(WhyText.Why.Differs::new)
                .or(() -> forecasts
                        .sample(planned, forecast)
                        .map(next -> new WhyText.Why.NextSample(next.number(), next.of())))
                .orElseGet(() -> new WhyText.Why.Same(planned.reusable()));
    }

    private static WhyText.Why why(RecordedKeys.Kept kept) {
        return switch (kept) {
            case RecordedKeys.Kept.ForReplay(var name) -> new WhyText.Why.Recorded(name.toString());
            case RecordedKeys.Kept.Elsewhere(var name) -> new WhyText.Why.NotPulled(name.toString());
        };
    }

    /// Samples of one step are the same work.
    private static SequencedMap<String, Value> unnumbered(SequencedMap<String, Value> components) {
        var rest = new LinkedHashMap<>(components);
        rest.remove(KeyedStep.SAMPLE);
        return rest;
    }

    private static List<StepId> before(Plan plan, StepId id) {
        return plan.step(id).stream()
                .flatMap(planned -> planned.dependencies().stream())
                .map(PlannedStep.Dependency::step)
                .toList();
    }
}

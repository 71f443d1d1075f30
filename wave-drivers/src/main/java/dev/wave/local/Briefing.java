package dev.wave.local;

import dev.wave.diagnostic.Checked;
import dev.wave.engine.RunState;
import dev.wave.expression.Template;
import dev.wave.expression.Templates;
import dev.wave.key.StepInputs;
import dev.wave.model.Action;
import dev.wave.model.ArtifactName;
import dev.wave.model.Digest;
import dev.wave.model.History;
import dev.wave.model.Text;
import dev.wave.model.TreeId;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedContract.Predicate;
import dev.wave.plan.PlannedStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Fills in what a step is told, once the steps before it are done. The same state gives the same [Brief].
final class Briefing {
    private final RunContext run;
    private final RunState state;
    private final Filling filling;

    Briefing(RunContext run, RunState state) {
        this.run = run;
        this.state = state;
        this.filling = new Filling(run, state);
    }

    /// Whether the step wants to run at all.
    boolean wanted(PlannedStep step) throws NotFillable {
        return step.when().isEmpty() || filling.isTrue(step.when().get());
    }

    Brief brief(PlannedStep step) throws NotFillable {
        var env = filling.env(step);
        return new Brief(
                words(step, env),
                env,
                paths(step, env),
                checks(step, env),
                setup(step, env),
                run.given(step, state),
                template -> filledBefore(template, env));
    }

    private List<String> setup(PlannedStep step, SequencedMap<String, String> env) throws NotFillable {
        if (step.workspace().setup().isEmpty()) {
            return List.of();
        }
        return switch (step.workspace().setup().get().command()) {
            case Action.Invocation.Shell(var text) -> List.of("sh", "-c", text.source());
            case Action.Invocation.Words(var texts) -> {
                var words = new ArrayList<String>();
                for (var text : texts) {
                    words.add(filling.text(template(text), env));
                }
                yield words;
            }
        };
    }

    private Template template(Text text) {
        return switch (Templates.parse(text, run.facts().plan().params()::containsKey)) {
            case Checked.Valid<Template>(var template, var _) -> template;
            case Checked.Invalid<Template> _ -> Template.literal(text.source());
        };
    }

    /// Fills in a text that could be filled in when the brief was made.
    private String filledBefore(Template template, SequencedMap<String, String> env) {
        try {
            return filling.text(template, env);
        } catch (NotFillable problem) {
            throw new IllegalStateException("was part of the brief: " + template.text(), problem);
        }
    }

    /// The brief as the key sees it.
    ///
    /// @param seen the tree the step sees
    /// @param history the commits it sees
    static StepInputs inputs(Brief brief, TreeId seen, SequencedMap<String, Digest> extras, Optional<History> history) {
        var inputs = new LinkedHashMap<ArtifactName, String>();
        for (var given : brief.given()) {
            inputs.put(given.input().name(), given.artifact().content().id());
        }
        return new StepInputs(seen, brief.words(), brief.env(), inputs, brief.paths(), brief.checks(), extras, history);
    }

    private List<String> words(PlannedStep step, SequencedMap<String, String> env) throws NotFillable {
        return switch (step.action()) {
            case PlannedAction.Ask(var _, var _, var _, var _, var task) -> List.of(filling.text(task, env));
            case PlannedAction.Run(PlannedAction.Command.Shell(var text)) -> List.of(text);
            case PlannedAction.Run(var command) -> CommandLines.words(command, filling, env);
        };
    }

    private SequencedMap<ArtifactName, String> paths(PlannedStep step, SequencedMap<String, String> env)
            throws NotFillable {
        var paths = new LinkedHashMap<ArtifactName, String>();
        for (var output : step.outputs()) {
            if (output.path().isPresent()) {
                paths.put(output.name(), filling.text(output.path().get(), env));
            }
        }
        return paths;
    }

    private SequencedMap<String, List<String>> checks(PlannedStep step, SequencedMap<String, String> env)
            throws NotFillable {
        var checks = new LinkedHashMap<String, List<String>>();
        for (var contract : step.contracts()) {
            if (contract.predicate()
                    instanceof Predicate.Command(var _, PlannedAction.Command.Words words, var _, var _, var _)) {
                checks.put(contract.name(), CommandLines.words(words, filling, env));
            }
        }
        return checks;
    }
}

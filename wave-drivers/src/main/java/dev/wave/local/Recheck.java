package dev.wave.local;

import dev.wave.contract.ArtifactChecks;
import dev.wave.contract.Subject;
import dev.wave.engine.Command.StartAttempt;
import dev.wave.engine.RunState;
import dev.wave.engine.StepState;
import dev.wave.key.Key;
import dev.wave.key.KeyBuilder;
import dev.wave.model.Digest;
import dev.wave.model.Handover.Policy;
import dev.wave.model.StepId;
import dev.wave.plan.PlannedContract;
import dev.wave.plan.PlannedContract.Predicate;
import dev.wave.plan.PlannedOutput;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Result;
import dev.wave.run.Verdict;
import dev.wave.run.Verdict.Status;
import dev.wave.run.Violation;
import dev.wave.secret.SecretValues;
import dev.wave.spi.Workspaces.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Checks what finished steps handed over once more: outputs and files are put where the step left them, its
/// contracts' commands run in throwaway copies of that as they did then, and the verdicts are compared.
/// Nothing else of a step runs but its `setup`; nothing is stored.
///
/// A check that could come out otherwise another time is not made: it would prove nothing.
public final class Recheck {

    /// What the check of the outputs themselves is called: that they are there, and of their format.
    private static final String OUTPUTS = "outputs";

    private final RunContext run;
    private final Stage stage;

    public Recheck(RunContext run, Stage stage) {
        this.run = run;
        this.stage = stage;
    }

    /// What became of a check.
    ///
    /// @param contract the contract's name, or `outputs`
    public record Rechecked(StepId step, String contract, Finding finding) {

        /// Whether it was made and does not say what was recorded.
        public boolean differs() {
            return finding instanceof Finding.Differs;
        }
    }

    /// What a check found.
    public sealed interface Finding {

        /// What was recorded.
        record Agrees(Verdict now) implements Finding {}

        /// Something else.
        ///
        /// @param then absent if no verdict on the contract is recorded
        record Differs(Verdict now, Optional<Status> then) implements Finding {}

        /// Nothing: the check was not made.
        ///
        /// @param why ends a sentence that begins with the step
        record NotMade(String why) implements Finding {}
    }

    /// Whether a check of the step would start programs.
    public static boolean startsPrograms(PlannedStep step) {
        return step.contracts().stream()
                .anyMatch(contract -> contract.predicate() instanceof Predicate.Command
                        && impure(step, contract).isEmpty());
    }

    /// Checks everything that the step handed over.
    ///
    /// @param key under which its result was recorded
    /// @param state in which it and all steps before it have succeeded
    public List<Rechecked> check(StepId id, Key key, RunState state) throws InterruptedException {
        var step = run.step(id);
        var done = RunContext.succeeded(state, id).orElseThrow();
        var result = run.result(done.result()).orElseThrow();
        var verdicts = new ArrayList<Verdict>();
        verdicts.add(outputs(step, result));
        var findings = new ArrayList<Rechecked>();
        for (var contract : step.contracts()) {
            var why = impure(step, contract).or(() -> unseen(step).filter(_ -> isCommand(contract)));
            if (why.isPresent()) {
                findings.add(new Rechecked(id, contract.name(), new Finding.NotMade(why.get())));
            } else {
                new ArtifactChecks(run.blobs())
                        .check(contract, result.artifacts())
                        .ifPresent(verdicts::add);
            }
        }
        if (startsPrograms(step) && unseen(step).isEmpty()) {
            verdicts.addAll(commands(step, key, done, result, state));
        }
        var predicates = KeyBuilder.predicates(step, checks(step, state));
        for (var verdict : verdicts) {
            var then = recorded(verdict.contract(), predicates, result);
            findings.add(new Rechecked(id, verdict.contract(), compared(verdict, then)));
        }
        return List.copyOf(findings);
    }

    /// Why a check may come out otherwise another time.
    private static Optional<String> impure(PlannedStep step, PlannedContract contract) {
        if (!(contract.predicate() instanceof Predicate.Command command)) {
            return Optional.empty();
        }
        if (!command.network().isNone()) {
            return Optional.of("it may reach the network");
        }
        if (!step.workspace().share().isEmpty()) {
            return Optional.of("the step is given folders that are not recorded");
        }
        if (step.workspace().setup().isPresent()
                && !(step.network().isNone() && step.secrets().ofSetup().isEmpty())) {
            return Optional.of("the step's setup may reach the network or is given secrets");
        }
        return Optional.empty();
    }

    private static boolean isCommand(PlannedContract contract) {
        return contract.predicate() instanceof Predicate.Command;
    }

    /// Why its commands cannot see what they saw.
    private Optional<String> unseen(PlannedStep step) {
        return run.facts()
                .history()
                .filter(history -> step.workspace().history() && !run.trees().has(history))
                .map(history -> "the history of the commit " + history.commit() + " is not here");
    }

    private Verdict outputs(PlannedStep step, Result result) throws InterruptedException {
        var violations = new ArrayList<Violation>();
        for (var output : step.outputs()) {
            if (output.required() || hasArtifact(result, output)) {
                var format = new Predicate.HasFormat(output.format(), List.of(output.name()));
                var contract = new PlannedContract(OUTPUTS, format, Policy.DEFAULT);
                new ArtifactChecks(run.blobs())
                        .check(contract, result.artifacts())
                        .ifPresent(verdict -> violations.addAll(verdict.violations()));
            }
        }
        return new Verdict(OUTPUTS, violations.isEmpty() ? Status.HELD : Status.BROKEN, violations, "");
    }

    private static boolean hasArtifact(Result result, PlannedOutput output) {
        return result.artifacts().stream().anyMatch(artifact -> artifact.name().equals(output.name()));
    }

    private List<Verdict> commands(PlannedStep step, Key key, StepState.Succeeded done, Result result, RunState state)
            throws InterruptedException {
        try {
            var attempt = attempt(step, key, done, result, state);
            try (var workspace = new Opening(run, stage).open(attempt, Optional.empty())) {
                var furnishing = new Furnishing(run, stage.folders(), new Previous());
                furnishing.furnish(workspace, attempt.command(), attempt.brief());
                furnishing.handOver(result.artifacts(), workspace);
                return verdicts(attempt, result, workspace);
            } finally {
                stage.processes().sweep(attempt.tag());
            }
        } catch (NotFillable problem) {
            var violation = new Violation("", "could not be checked: " + problem.getMessage());
            return step.contracts().stream()
                    .filter(contract -> contract.predicate() instanceof Predicate.Command)
                    .map(contract -> new Verdict(contract.name(), Status.ERRORED, List.of(violation), ""))
                    .toList();
        }
    }

    /// The attempt that left the result, without what only its agent or command was for.
    private Attempt attempt(PlannedStep step, Key key, StepState.Succeeded done, Result result, RunState state)
            throws NotFillable {
        if (!(run.trees(state).merge(StepTrees.before(step)) instanceof StepTrees.Start.Tree(var start))) {
            throw new NotFillable("the files of the steps before it cannot be merged");
        }
        return new Attempt(
                step,
                new StartAttempt(step.id(), result.attempts(), key, start, Optional.of(done.tree()), List.of()),
                new Briefing(run, state).brief(step),
                run.seen(step, start),
                stage.tag() + ":" + step.id() + ":" + result.attempts(),
                _ -> {},
                SecretValues.NONE);
    }

    private List<Verdict> verdicts(Attempt attempt, Result result, Workspace workspace) throws InterruptedException {
        var subject = new Subject(
                attempt.id(),
                attempt.number(),
                result.artifacts(),
                new LinkedHashMap<>(), // they are in the recorded tree
                workspace,
                attempt.brief().env(),
                attempt.brief().filled(),
                attempt::notice);
        var verdicts = new ArrayList<Verdict>();
        for (var contract : attempt.step().contracts()) {
            if (contract.predicate() instanceof Predicate.Command
                    && impure(attempt.step(), contract).isEmpty()) {
                verdicts.add(stage.contracts().check(contract, subject));
            }
        }
        return verdicts;
    }

    private static Finding compared(Verdict now, Optional<Status> then) {
        return then.equals(Optional.of(now.status())) && now.status() != Status.ERRORED
                ? new Finding.Agrees(now)
                : new Finding.Differs(now, then);
    }

    /// What is recorded on what the contract checks; on the outputs, by their name. Absent if nothing is, or no one
    /// thing.
    private static Optional<Status> recorded(String contract, Map<String, Digest> predicates, Result result) {
        var verdicts = Optional.ofNullable(predicates.get(contract))
                .map(result::on)
                .orElseGet(() -> result.verdicts().stream()
                        .filter(verdict -> verdict.contract().equals(contract))
                        .toList());
        var said = verdicts.stream().map(Verdict::status).distinct().toList();
        return said.size() == 1 ? Optional.of(said.getFirst()) : Optional.empty();
    }

    /// The command lines of its contracts; none if they cannot be filled in, and then they have not been checked.
    private SequencedMap<String, List<String>> checks(PlannedStep step, RunState state) {
        try {
            return new Briefing(run, state).brief(step).checks();
        } catch (NotFillable _) {
            return new LinkedHashMap<>();
        }
    }
}

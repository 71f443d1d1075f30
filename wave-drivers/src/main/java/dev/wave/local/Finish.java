package dev.wave.local;

import dev.wave.collect.Collected;
import dev.wave.collect.Left;
import dev.wave.collect.OutSecrets;
import dev.wave.contract.Subject;
import dev.wave.key.KeyBuilder;
import dev.wave.model.Digest;
import dev.wave.model.TreeId;
import dev.wave.redaction.RedactedFacts;
import dev.wave.run.Artifact;
import dev.wave.run.Content;
import dev.wave.run.Failure;
import dev.wave.run.Outcome;
import dev.wave.run.Result;
import dev.wave.run.ResultJson;
import dev.wave.run.Verdict;
import dev.wave.run.Violation;
import dev.wave.spi.AgentAdapter.Answer;
import dev.wave.spi.Workspaces.Captured;
import dev.wave.spi.Workspaces.Workspace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The last phase of an attempt that came to its end: what it left is captured, collected, checked and stored.
/// To be called when nothing of the step is alive.
final class Finish {
    private final RunContext run;
    private final Stage stage;
    private final Previous previous;

    Finish(RunContext run, Stage stage, Previous previous) {
        this.run = run;
        this.stage = stage;
        this.previous = previous;
    }

    Ended finish(Attempt attempt, Worked worked, Workspace workspace) throws InterruptedException {
        var answer = worked.answer();
        var captured = workspace.capture(List.copyOf(attempt.brief().paths().values()));
        captured.notices().forEach(attempt::notice);
        var secrets = secrets(captured, workspace);
        if (!secrets.isEmpty()) {
            return Ended.failed(answer, new Failure.SecretFound(secrets), Optional.empty());
        }
        if (!captured.forbidden().isEmpty()) {
            return Ended.failed(answer, new Failure.PermissionViolation(captured.forbidden()), Optional.empty());
        }
        var collected = collect(attempt, answer, captured, workspace);
        collected.notices().forEach(attempt::notice);
        var said = stage.vault().redaction().inMessage(answer.finalMessage());
        if (said.isPresent() && !collected.verdict().held()) {
            var place = stage.vault().redaction().place("the final message", said.get());
            return Ended.failed(answer, new Failure.SecretFound(List.of(place)), Optional.empty());
        }
        previous.remember(
                attempt.id(),
                new Previous.Attempt(
                        collected.artifacts(), stage.vault().redaction().text(answer.finalMessage())));
        var result = new Result(
                attempt.seen(),
                collected.tree(),
                collected.artifacts().stream().map(worked::sourced).toList(),
                verdicts(attempt, captured, collected, workspace),
                KeyBuilder.predicates(attempt.step(), attempt.brief().checks()),
                answer.usage(),
                attempt.number(),
                workspace.site().level(),
                answer.agent(),
                answer.transcript());
        return run.whole(attempt.start(), attempt.seen(), collected.tree())
                .map(tree -> Ended.after(answer, stored(attempt, result, tree)))
                .orElseGet(() -> Ended.failed(answer, outsideItsSources(), Optional.of(captured.tree())));
    }

    private Collected collect(Attempt attempt, Answer answer, Captured captured, Workspace workspace) {
        return stage.collector()
                .collect(
                        new Left(
                                workspace.out(),
                                workspace.site().inside(),
                                attempt.seen(),
                                captured.tree(),
                                attempt.step().writable(),
                                message(answer)),
                        attempt.wanted());
    }

    /// Where the step left the value of a secret, in what it changed or hands over. None of that is stored: what is
    /// stored cannot be taken back.
    private List<Violation> secrets(Captured captured, Workspace workspace) {
        var found = new ArrayList<>(captured.secrets());
        found.addAll(OutSecrets.in(workspace.out(), stage.vault().redaction()));
        return found;
    }

    /// The final message, as far as it can be an output: not with a secret in it, nor with what stands in its place.
    private String message(Answer answer) {
        return stage.vault().redaction().inMessage(answer.finalMessage()).isPresent() ? "" : answer.finalMessage();
    }

    /// What the step declares to produce first; then every contract, so that one attempt can mend all of it.
    private List<Verdict> verdicts(Attempt attempt, Captured captured, Collected collected, Workspace workspace)
            throws InterruptedException {
        var verdicts = new ArrayList<Verdict>();
        verdicts.add(collected.verdict());
        if (!captured.violations().isEmpty()) {
            verdicts.add(new Verdict("change", Verdict.Status.BROKEN, captured.violations(), ""));
        }
        var subject = new Subject(
                attempt.id(),
                attempt.number(),
                collected.artifacts(),
                placed(attempt.brief(), collected),
                workspace,
                attempt.brief().env(),
                attempt.brief().filled(),
                attempt::notice);
        for (var contract : attempt.step().contracts()) {
            verdicts.add(stage.contracts().check(contract, subject));
        }
        return new RedactedFacts(stage.vault().redaction()).verdicts(verdicts);
    }

    /// The outputs at whose declared paths the workspace does not have them.
    private static SequencedMap<String, Digest> placed(Brief brief, Collected collected) {
        var placed = new LinkedHashMap<String, Digest>();
        for (var artifact : collected.artifacts()) {
            var path = brief.paths().get(artifact.name());
            if (path != null
                    && artifact.source() != Artifact.Source.PATH
                    && artifact.content() instanceof Content.Blob(var digest, var _)) {
                placed.put(path, digest);
            }
        }
        return placed;
    }

    private Outcome stored(Attempt attempt, Result result, TreeId tree) {
        var step = attempt.step();
        var digest = run.blobs().put(ResultJson.write(result).getBytes(StandardCharsets.UTF_8));
        if (result.verdicts().stream().allMatch(Verdict::held)) { // otherwise the engine has to say whether it counts
            run.store(step.id(), attempt.command().key(), digest);
        }
        var artifacts = result.artifacts().stream()
                .map(artifact -> new Outcome.ArtifactId(
                        artifact.name().value(), artifact.content().id()))
                .toList();
        return new Outcome.Completed(digest, tree, artifacts, result.verdicts());
    }

    /// What a step has done that changed hidden files in a way that cannot be told from what they are.
    static Failure outsideItsSources() {
        return new Failure.PermissionViolation(List.of(new Violation(
                "change",
                "it changed files that its `sources` hide, and they are different where it cannot see them")));
    }
}

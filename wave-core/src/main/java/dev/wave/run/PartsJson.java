package dev.wave.run;

import dev.wave.model.ArtifactName;
import dev.wave.model.Digest;
import dev.wave.model.Format;
import dev.wave.model.ObjectReader;
import dev.wave.model.ObjectWriter;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.model.Value;
import dev.wave.plan.Drift;
import java.math.BigDecimal;
import java.util.Optional;

/// How the parts of events and results are written: failures, verdicts, usage, artifacts.
final class PartsJson {

    private PartsJson() {}

    static Value.Obj write(Failure failure) {
        var json = new ObjectWriter();
        return switch (failure) {
            case Failure.Exited(var code, var lastLines) ->
                json.text("kind", "exited")
                        .number("code", code)
                        .text("last_lines", lastLines)
                        .done();
            case Failure.TimedOut(var limit, var after) ->
                json.text("kind", "timed_out")
                        .word("limit", limit)
                        .millis("after_ms", after)
                        .done();
            case Failure.OutputExceeded(var bytes) ->
                json.text("kind", "output_exceeded").number("bytes", bytes).done();
            case Failure.ContractBroken(var verdicts) ->
                json.text("kind", "contract_broken")
                        .list("verdicts", verdicts, PartsJson::write)
                        .done();
            case Failure.PermissionViolation(var violations) ->
                json.text("kind", "permission_violation")
                        .list("violations", violations, PartsJson::write)
                        .done();
            case Failure.SecretFound(var places) ->
                json.text("kind", "secret_found")
                        .list("places", places, PartsJson::write)
                        .done();
            case Failure.AgentFailed(var message) ->
                json.text("kind", "agent_failed").text("message", message).done();
            case Failure.Transient(var message, var retryAfter) -> {
                json.text("kind", "transient").text("message", message);
                retryAfter.ifPresent(after -> json.millis("retry_after_ms", after));
                yield json.done();
            }
            case Failure.MergeConflict(var steps, var files) ->
                json.text("kind", "merge_conflict")
                        .texts("steps", steps)
                        .texts("files", files)
                        .done();
            case Failure.NotPrepared(var message) ->
                json.text("kind", "not_prepared").text("message", message).done();
            case Failure.StoreFailed(var message) ->
                json.text("kind", "store_failed").text("message", message).done();
            case Failure.Lost _ -> json.text("kind", "lost").done();
            case Failure.Cancelled _ -> json.text("kind", "cancelled").done();
        };
    }

    static Failure failure(ObjectReader json) {
        var kind = json.text("kind");
        return switch (kind) {
            case "exited" -> new Failure.Exited(json.small("code"), json.text("last_lines"));
            case "timed_out" ->
                new Failure.TimedOut(json.word("limit", Failure.Limit.values()), json.millis("after_ms"));
            case "output_exceeded" -> new Failure.OutputExceeded(json.number("bytes"));
            case "contract_broken" -> new Failure.ContractBroken(json.objects("verdicts", PartsJson::verdict));
            case "permission_violation" ->
                new Failure.PermissionViolation(json.objects("violations", PartsJson::violation));
            case "secret_found" -> new Failure.SecretFound(json.objects("places", PartsJson::violation));
            case "agent_failed" -> new Failure.AgentFailed(json.text("message"));
            case "transient" ->
                new Failure.Transient(
                        json.text("message"),
                        json.has("retry_after_ms") ? Optional.of(json.millis("retry_after_ms")) : Optional.empty());
            case "merge_conflict" ->
                new Failure.MergeConflict(json.texts("steps", StepId::new), json.texts("files", file -> file));
            case "not_prepared" -> new Failure.NotPrepared(json.text("message"));
            case "store_failed" -> new Failure.StoreFailed(json.text("message"));
            case "lost" -> new Failure.Lost();
            case "cancelled" -> new Failure.Cancelled();
            default -> throw new ObjectReader.Malformed("unknown kind of failure '" + kind + "'");
        };
    }

    static Value.Obj write(Verdict verdict) {
        var json = new ObjectWriter()
                .text("contract", verdict.contract())
                .word("status", verdict.status())
                .list("violations", verdict.violations(), PartsJson::write)
                .text("evidence", verdict.evidence());
        return verdict.impure() ? json.truth("impure", true).done() : json.done();
    }

    static Verdict verdict(ObjectReader json) {
        return new Verdict(
                json.text("contract"),
                json.word("status", Verdict.Status.values()),
                json.objects("violations", PartsJson::violation),
                json.text("evidence"),
                json.has("impure") && json.truth("impure"));
    }

    static Value.Obj write(Drift drift) {
        return new ObjectWriter()
                .text("pin", drift.pin())
                .text("pinned", drift.pinned())
                .text("found", drift.found())
                .done();
    }

    static Drift drift(ObjectReader json) {
        return new Drift(json.text("pin"), json.text("pinned"), json.text("found"));
    }

    static Value.Obj write(Violation violation) {
        return new ObjectWriter()
                .text("where", violation.where())
                .text("message", violation.message())
                .done();
    }

    static Violation violation(ObjectReader json) {
        return new Violation(json.text("where"), json.text("message"));
    }

    /// The cost as a number of US dollars; without it, it is unknown.
    static Value.Obj write(Usage usage) {
        var json = new ObjectWriter()
                .number("input_tokens", usage.inputTokens())
                .number("cached_tokens", usage.cachedTokens())
                .number("output_tokens", usage.outputTokens())
                .number("model_calls", usage.modelCalls());
        usage.cost().ifPresent(cost -> json.value("cost_usd", Value.Num.of(cost)));
        return json.done();
    }

    static Usage usage(ObjectReader json) {
        return new Usage(
                json.number("input_tokens"),
                json.number("cached_tokens"),
                json.number("output_tokens"),
                json.small("model_calls"),
                json.has("cost_usd") ? Optional.of(json.decimal("cost_usd")) : Optional.<BigDecimal>empty());
    }

    static Value.Obj write(Outcome.ArtifactId artifact) {
        return new ObjectWriter()
                .text("name", artifact.name())
                .text("content", artifact.content())
                .done();
    }

    static Outcome.ArtifactId artifactId(ObjectReader json) {
        return new Outcome.ArtifactId(json.text("name"), json.text("content"));
    }

    static Value.Obj write(Artifact artifact) {
        var json = new ObjectWriter()
                .text("name", artifact.name())
                .text("format", artifact.format().text())
                .text("extension", artifact.extension());
        switch (artifact.content()) {
            case Content.Blob(var digest, var size) -> json.text("blob", digest).number("size", size);
            case Content.Folder(var tree, var files, var size) ->
                json.text("folder", tree).number("files", files).number("size", size);
        }
        return json.word("source", artifact.source()).done();
    }

    static Artifact artifact(ObjectReader json) {
        return new Artifact(
                json.as("name", ArtifactName::new),
                json.as("format", text -> Format.of(text).orElseThrow(IllegalArgumentException::new)),
                json.text("extension"),
                json.has("blob")
                        ? new Content.Blob(json.as("blob", Digest::new), json.number("size"))
                        : new Content.Folder(json.as("folder", TreeId::new), json.small("files"), json.number("size")),
                json.word("source", Artifact.Source.values()));
    }
}

package dev.wave.run;

import dev.wave.model.CanonicalJson;
import dev.wave.model.Decoded;
import dev.wave.model.Digest;
import dev.wave.model.ObjectReader;
import dev.wave.model.ObjectWriter;
import dev.wave.model.TreeId;
import dev.wave.model.Value;
import java.util.List;
import java.util.function.Function;

/// The stored form of a [Result]: canonical JSON, because its SHA-256 names the result.
public final class ResultJson {
    private static final int VERSION = 1;

    private ResultJson() {}

    /// The manifest's text; in UTF-8 these are the bytes whose digest names the result.
    public static String write(Result result) {
        var json = new ObjectWriter()
                .number("v", VERSION)
                .text("start", result.start())
                .text("tree", result.tree())
                .list("artifacts", result.artifacts(), PartsJson::write)
                .list("verdicts", result.verdicts(), PartsJson::write)
                .entries("predicates", result.predicates(), digest -> Value.of(digest.value()))
                .value("usage", PartsJson.write(result.usage()))
                .number("attempts", result.attempts())
                .word("level", result.level())
                .text("agent", result.agent().name())
                .text("agent_version", result.agent().version())
                .text("transcript", result.transcript());
        if (!result.agent().models().isEmpty()) {
            json.texts("agent_models", result.agent().models());
        }
        return CanonicalJson.text(json.done());
    }

    /// The result of a stored manifest.
    public static Decoded<Result> read(String text) {
        return ObjectReader.decode(text, json -> {
            RunEventJson.expectVersion(json, VERSION);
            return new Result(
                    json.as("start", TreeId::new),
                    json.as("tree", TreeId::new),
                    json.objects("artifacts", PartsJson::artifact),
                    json.objects("verdicts", PartsJson::verdict),
                    json.entries("predicates", Function.identity(), ResultJson::digest),
                    json.object("usage", PartsJson::usage),
                    json.small("attempts"),
                    json.word("level", Level.values()),
                    agent(json),
                    json.maybe("transcript", Digest::new));
        });
    }

    private static Digest digest(Value value) {
        if (value instanceof Value.Str(var text)) {
            return new Digest(text);
        }
        throw new ObjectReader.Malformed("not a digest");
    }

    private static Answerer agent(ObjectReader json) {
        return new Answerer(
                json.text("agent"),
                json.maybe("agent_version", Function.identity()),
                json.has("agent_models") ? json.texts("agent_models", Function.identity()) : List.of());
    }
}

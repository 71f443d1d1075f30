package dev.wave.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.model.ArtifactName;
import dev.wave.model.Decoded;
import dev.wave.model.Digest;
import dev.wave.model.Format;
import dev.wave.model.TreeId;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultJsonTest {
    private static final TreeId TREE = new TreeId("git-sha1:4b825dc642cb6eb9a060e54bf8d69288fbee4904");
    private static final Result RESULT = new Result(
            TREE,
            TREE,
            List.of(
                    new Artifact(
                            new ArtifactName("report"),
                            Format.MARKDOWN,
                            ".md",
                            new Content.Blob(Digest.ofText("# Report"), 8),
                            Artifact.Source.FINAL_MESSAGE),
                    new Artifact(
                            new ArtifactName("tests"),
                            Format.DIRECTORY,
                            "",
                            new Content.Folder(TREE, 2, 1024),
                            Artifact.Source.PATHS)),
            List.of(new Verdict("test_suite", Verdict.Status.HELD, List.of(), "ok")),
            new LinkedHashMap<>(Map.of("test_suite", Digest.ofText("make test"))),
            new Usage(10, 0, 5, 1, Optional.of(new BigDecimal("0.10"))),
            2,
            Level.SANDBOXED,
            new Answerer("claude", Optional.of("2.1.197"), List.of("claude-sonnet-4-5-20250929")),
            Optional.empty());

    /// The bytes are what a result's name is the digest of: a change here makes every stored result another.
    @Test
    void a_manifest_is_canonical_json() {
        assertThat(ResultJson.write(RESULT)).isEqualTo("""
                {"agent":"claude","agent_models":["claude-sonnet-4-5-20250929"],"agent_version":"2.1.197","artifacts":[{"blob":"sha256:\
                %s","extension":".md","format":"markdown","name":"report","size":8,"source":"final_message"},\
                {"extension":"","files":2,"folder":"git-sha1:4b825dc642cb6eb9a060e54bf8d69288fbee4904",\
                "format":"directory","name":"tests","size":1024,"source":"paths"}],"attempts":2,"level":"sandboxed",\
                "predicates":{"test_suite":"%s"},"start":"git-sha1:4b825dc642cb6eb9a060e54bf8d69288fbee4904",\
                "tree":"git-sha1:4b825dc642cb6eb9a060e54bf8d69288fbee4904","usage":{"cached_tokens":0,\
                "cost_usd":0.1,"input_tokens":10,"model_calls":1,"output_tokens":5},"v":1,"verdicts":[{"contract":\
                "test_suite","evidence":"ok","status":"held","violations":[]}]}""".formatted(
                Digest.ofText("# Report").hex(), Digest.ofText("make test").value()));
    }

    @Test
    void any_result_survives_writing_and_reading() {
        for (var seed = 0; seed < 2_000; seed++) {
            var result = new Generated(seed).result();
            assertThat(ResultJson.read(ResultJson.write(result))).isEqualTo(new Decoded.Understood<>(result));
        }
    }

    @Test
    void the_same_amount_of_money_is_the_same_result() {
        var same = new Result(
                RESULT.start(),
                RESULT.tree(),
                RESULT.artifacts(),
                RESULT.verdicts(),
                RESULT.predicates(),
                new Usage(10, 0, 5, 1, Optional.of(new BigDecimal("0.1000"))),
                RESULT.attempts(),
                RESULT.level(),
                RESULT.agent(),
                RESULT.transcript());

        assertThat(ResultJson.write(same)).isEqualTo(ResultJson.write(RESULT));
    }

    @Test
    void a_damaged_manifest_is_an_error_value() {
        var text = ResultJson.write(RESULT);

        assertThat(ResultJson.read(text.replace("\"attempts\":2,", "")))
                .isEqualTo(new Decoded.NotUnderstood<>("'attempts' is missing"));
        assertThat(ResultJson.read(text.replace("\"v\":1", "\"v\":9")))
                .isEqualTo(new Decoded.NotUnderstood<>("version 9 is not known to this Wave"));
        assertThat(ResultJson.read(text.substring(1))).isInstanceOf(Decoded.NotUnderstood.class);
    }
}

package dev.wave.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.deliverable.Steps;
import dev.wave.engine.Command.StartAttempt;
import dev.wave.expression.Template;
import dev.wave.key.Key;
import dev.wave.model.ArtifactName;
import dev.wave.model.Digest;
import dev.wave.model.Format;
import dev.wave.model.TreeId;
import dev.wave.run.Answerer;
import dev.wave.run.Artifact;
import dev.wave.run.Artifact.Source;
import dev.wave.run.Content;
import dev.wave.run.Usage;
import dev.wave.run.Verdict;
import dev.wave.run.Violation;
import dev.wave.secret.SecretValues;
import dev.wave.spi.AgentAdapter.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What an agent is told, and what is made of its answer.
class TaskTextTest {
    private static final TreeId TREE = new TreeId("git-sha1:4b825dc642cb6eb9a060e54bf8d69288fbee4904");
    private static final String ALL_ARE_TOLD = """
            Find it.

            ## What you have to hand over

            - report (required), json
              write it to `.wave/out/report.json`

            Paths are relative to your working directory. Write each file completely before you finish. If you write no file, your final message is taken for it.""";

    @Test
    void an_agent_without_tools_is_told_of_none() {
        assertThat(TaskText.of(attempt(List.of()), List.of(), false, false)).isEqualTo(ALL_ARE_TOLD + "\n");
    }

    @Test
    void an_agent_with_tools_is_told_of_the_one_that_checks_at_once() {
        assertThat(TaskText.of(attempt(List.of()), List.of(), false, true)).isEqualTo(ALL_ARE_TOLD + """


                                Rather than writing a file, call the tool `submit_deliverable` (which may be listed with a prefix): it checks at once what you hand over. If it says that something is wrong, mend that and call it again, until it is accepted.
                                """);
    }

    @Test
    void an_attempt_that_repairs_is_told_what_was_wrong() {
        var broken =
                new Verdict("outputs", Verdict.Status.BROKEN, List.of(new Violation("report", "found nothing")), "");

        assertThat(TaskText.of(attempt(List.of(broken)), List.of(), false, false))
                .startsWith(ALL_ARE_TOLD + "\n\n## The previous attempt was not accepted\n")
                .endsWith("\noutputs:\n- report: found nothing\n");
    }

    @Test
    void only_what_was_accepted_and_is_still_there_came_by_the_tool() {
        var digest = Digest.ofText("a");
        var submitted = new LinkedHashMap<ArtifactName, Digest>();
        submitted.put(new ArtifactName("report"), digest);
        var worked = new Worked(
                new Answer(Optional.empty(), "", Usage.NONE, Answerer.named("a"), Optional.empty()), submitted);

        assertThat(worked.sourced(artifact("report", digest, Source.OUT)).source())
                .isEqualTo(Source.TOOL);
        assertThat(worked.sourced(artifact("report", Digest.ofText("b"), Source.OUT))
                        .source())
                .isEqualTo(Source.OUT);
        assertThat(worked.sourced(artifact("report", digest, Source.PATH)).source())
                .isEqualTo(Source.PATH);
        assertThat(worked.sourced(artifact("other", digest, Source.OUT)).source())
                .isEqualTo(Source.OUT);
    }

    private static Artifact artifact(String name, Digest digest, Source source) {
        return new Artifact(new ArtifactName(name), Format.JSON, ".json", new Content.Blob(digest, 1), source);
    }

    private static Attempt attempt(List<Verdict> feedback) {
        var step = Steps.step("deliverables: [{name: report, format: json}]");
        var brief = new Brief(
                List.of("Find it.\n"),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                List.of(),
                List.of(),
                Template::text);
        var command = new StartAttempt(step.id(), 1, new Key(Digest.ofText("key")), TREE, Optional.empty(), feedback);
        return new Attempt(step, command, brief, TREE, "tag", _ -> {}, SecretValues.NONE);
    }
}

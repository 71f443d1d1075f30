package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the attempt after a broken contract is told and given.
class MendedContractTest {
    private static final String AGENT = """
            cat > "$FOLDER/task-$WAVE_ATTEMPT"
            (cd .wave/previous && find . -type f | sort | while read -r file; do echo "$file:"; cat "$file"; done) \\
              > "$FOLDER/previous-$WAVE_ATTEMPT"
            if [ "$WAVE_ATTEMPT" = 1 ]; then
              echo half > left.txt
              echo '{"coverage": 0.6}' > .wave/out/report.json
              mkdir .wave/out/pages
              echo one > .wave/out/pages/one.md
              echo "I think that this is all."
            else
              cp left.txt "$FOLDER/left"
              echo '{"coverage": 0.9, "by": "me"}' > .wave/out/report.json
            fi
            """;

    private static final String PIPELINE = """
            steps:
              - id: work
                persona: craftsman
                task: Work
                artifacts: [{name: report, format: json}, {name: pages, format: directory}]
                handover:
                  contract:
                    type: json_schema
                    source: report
                    schema: {required: [by], properties: {coverage: {minimum: 0.8}}}
                    on_failure: retry
                    max_retries: 1
            """;

    @TempDir
    Path temp;

    @Test
    void finds_what_was_handed_over_and_said_and_is_told_every_violation() throws Exception {
        var project = new LiveProject(temp, AGENT, PIPELINE);

        var run = project.wave("run");

        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(project.beside("previous-1")).isEmptyFile();
        assertThat(project.beside("left")).hasContent("half");
        assertThat(project.beside("previous-2")).hasContent("""
                ./final-message.md:
                I think that this is all.
                ./pages/one.md:
                one
                ./report.json:
                {"coverage": 0.6}
                """);
        var first = Files.readString(project.beside("task-1"));
        assertThat(Files.readString(project.beside("task-2"))).isEqualTo(first + """

                ## The previous attempt was not accepted

                This is a new session. The files are as the previous attempt left them; what it handed over and its \
                final message are in `.wave/previous/`. Mend the following and hand everything over again:

                json_schema:
                - /coverage: expected >= 0.8, found 0.6
                - /by: expected a value, found nothing
                """);
    }
}

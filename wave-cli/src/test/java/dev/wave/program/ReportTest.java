package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `wave report`: where the page goes, what is on it of a real run, and what is not.
class ReportTest {
    @TempDir
    Path temp;

    private WaveInProcess wave;

    @BeforeEach
    void a_project() throws Exception {
        wave = new WaveInProcess(temp)
                .file("wave.yaml", """
                personas: {scout: {description: "Reads", prompt: "Read", permissions: {allow: [Read, Write]}}}
                adapters: {mine: {type: command, command: [sh, -c, "echo looking around; cat a.txt > .wave/out/found.txt; echo new > b.txt"]}}
                default_adapter: mine
                pipeline:
                  name: look
                  params: {depth: {type: integer, default: 2}}
                  steps:
                    - {id: scan, persona: scout, task: "Look {depth} deep", deliverables: [{name: found, format: text}]}
                    - {id: after, needs: [scan], run: "cp .wave/in/found.txt .wave/out/copy", deliverables: [copy]}
                """)
                .file("a.txt", "one\n")
                .committed();
    }

    private String run() throws Exception {
        var said = wave.wave("run", "--trust");
        assertThat(said.code()).as(said.toString()).isZero();
        return said.run();
    }

    @Test
    void the_page_of_the_newest_run_goes_where_no_step_sees_it_and_git_leaves_it_alone() throws Exception {
        var run = run();
        var said = wave.wave("report");

        var file = wave.root().resolve(".wave/reports/wave-report-" + run + ".html");
        assertThat(said).isEqualTo(new WaveInProcess.Said(0, file + "\n", ""));
        assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>\n").contains("+new", "look", run);
        assertThat(wave.git("status", "--short")).isEmpty();
        assertThat(wave.wave("run", "--trust").out()).contains("nothing ran: 2 steps reused");
    }

    @Test
    void it_says_what_went_on_and_not_what_was_printed_unless_asked() throws Exception {
        run();
        var page = wave.wave("report", "-o", "-").out();

        assertThat(page)
                .contains("It ran: no stored result had its key.", "<caption>Verdicts of attempt 1</caption>")
                .contains("found.txt", "text, 4 B", "aria-label=\"Content of found.txt\">one\n</pre>")
                .contains("<code>b.txt</code>", "mine (command)", "may Read, Write", "sha256:")
                .contains("Look 2 deep", "depth", "sandbox")
                .doesNotContain("Transcript of attempt");
        assertThat(wave.wave("report", "--transcripts", "-o", "-").out())
                .contains("Transcript of attempt 1", "looking around\n");
    }

    @Test
    void it_says_why_a_step_ran_again_or_did_not() throws Exception {
        var first = run();
        var second = run();
        assertThat(wave.wave("report", "-o", "-").out())
                .contains("Reused: all that it sees is as it was for run " + first);

        wave.file("a.txt", "two\n");
        run();
        assertThat(wave.wave("report", "-o", "-").out())
                .contains("Not as it was the last time:", "<li>files: a.txt</li>");
        assertThat(wave.wave("report", second, "-o", "-").out()).contains("for run " + first);
    }

    @Test
    void the_same_run_has_the_same_bytes_wherever_they_go() throws Exception {
        var run = run();
        var printed = wave.wave("report", run, "-o", "-").out();
        var file = temp.resolve("deep/er/report.html");
        assertThat(wave.wave("report", run, "--output", file.toString()).code()).isZero();

        assertThat(Files.readString(file)).isEqualTo(printed);
        run();
        assertThat(wave.wave("report", run, "-o", "-").out()).isEqualTo(printed);
        assertThat(wave.wave("report", run, "-o", file.toString(), "--format", "json")
                        .out())
                .isEqualTo("{\"v\":1,\"run\":\"%s\",\"wrote\":\"%s\",\"bytes\":%d}\n"
                        .formatted(run, file, Files.size(file)));
    }

    @Test
    void nothing_but_a_report_is_overwritten() throws Exception {
        run();
        var file = Files.writeString(temp.resolve("mine.html"), "<!DOCTYPE html>\n<p>mine</p>");
        var folder = Files.createDirectories(temp.resolve("folder"));
        var link = Files.createSymbolicLink(temp.resolve("link.html"), temp.resolve("nowhere"));

        for (var place : new Path[] {file, folder, link}) {
            assertThat(wave.wave("report", "-o", place.toString()))
                    .isEqualTo(new WaveInProcess.Said(
                            1,
                            "",
                            "wave: " + place + " is there already, and is no report; nothing was written\n"
                                    + "wave: `wave report --output FILE` writes it elsewhere\n"));
        }
        assertThat(Files.readString(file)).endsWith("mine</p>");
        try (var left = Files.list(temp)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "project", "home", "cache", "config", "mine.html", "folder", "link.html");
        }
    }

    @Test
    void it_tells_what_it_cannot_do() throws Exception {
        assertThat(wave.wave("report"))
                .isEqualTo(
                        new WaveInProcess.Said(1, "", "wave: this project has no runs yet; `wave run` starts one\n"));
        run();
        assertThat(wave.wave("report", "ffff").code()).isEqualTo(2);
        assertThat(wave.wave("report", "-o", "-", "--format", "json"))
                .isEqualTo(new WaveInProcess.Said(
                        2, "", "wave: --output - and --format both want standard output; leave one out\n"));
    }

    @Test
    void secrets_of_this_machine_are_hidden_and_what_looks_like_a_key_is_told_of() throws Exception {
        wave.file("a.txt", "hush-hush-<&>\n").with("DEPLOY_TOKEN", "hush-hush-<&>");
        wave.file("a.txt", "AKIA" + "ABCDEFGHIJKLMNOP\n");
        run();
        var said = wave.wave("report", "-o", temp.resolve("r.html").toString());
        assertThat(said.err())
                .isEqualTo(
                        "wave: the page holds what looks like a key of AWS; look at it before you give it to anybody\n");

        wave.with("DEPLOY_TOKEN", "AKIA" + "ABCDEFGHIJKLMNOP");
        assertThat(wave.wave("report", "-o", "-").all())
                .contains("[secret DEPLOY_TOKEN]")
                .doesNotContain("ABCDEFGHIJKLMNOP", "looks like");
    }
}

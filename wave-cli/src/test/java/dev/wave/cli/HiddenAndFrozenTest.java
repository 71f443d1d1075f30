package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a step sees is the same in every attempt, whoever makes it.
class HiddenAndFrozenTest {
    @TempDir
    Path folder;

    @Test
    void hides_what_sources_hide_also_from_an_attempt_that_repairs() throws Exception {
        var project = new LiveProject(folder, """
                ls readme.txt agent.sh new.txt 2> /dev/null >> $FOLDER/seen
                echo new > new.txt
                [ $WAVE_ATTEMPT = 1 ] || echo done > .wave/out/report.md
                """, """
                steps:
                  - id: one
                    task: report
                    sources: [readme.txt]
                    artifacts: [notes]
                    deliverables: [report]
                """);

        var run = project.wave("run");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(project.beside("seen")).hasContent("readme.txt\nnew.txt\nreadme.txt\n");
        assertThat(project.wave("clean", "--list"))
                .isEqualTo(new LiveProject.Ended(0, "", "wave: there is nothing to remove\n"));
    }

    @Test
    void gives_a_resumed_step_the_commit_and_the_included_files_of_the_beginning() throws Exception {
        var project = new LiveProject(folder, "", """
                steps:
                  - id: one
                    run: "test -e %1$s"
                    retry: {max: 0}
                  - id: two
                    dependencies: [one]
                    workspace: {include: [".wave/prompts/**"]}
                    run: [sh, -c, 'cat .wave/prompts/said.md > "$1"; test -n "$2"', sh, "%2$s", "{{ git.commit }}"]
                """.formatted(
                        folder.toRealPath().resolve("go"), folder.toRealPath().resolve("heard")));
        var said = project.root.resolve(".wave/prompts/said.md");
        Files.createDirectories(said.getParent());
        Files.writeString(said, "as it was\n");
        assertThat(project.wave("run").code()).isOne();
        Files.createFile(project.beside("go"));
        Files.writeString(said, "as it is now\n");

        var resumed = project.wave("resume");

        assertThat(resumed.code()).as(resumed.out() + resumed.err()).isZero();
        assertThat(project.beside("heard")).hasContent("as it was\n");
    }
}

package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A plan that was saved is run as it is, or not at all.
class SavedPlanTest {
    @TempDir
    Path temp;

    private WaveInProcess project;
    private String file;

    @BeforeEach
    void make() throws InterruptedException {
        file = temp.resolve("kept.plan").toString();
        project = new WaveInProcess(temp)
                .with("WAVE_TRUST", "1")
                .with("TOKEN", "sesame-open")
                .file("answers.yaml", "default: {say: done}\n")
                .file("a.txt", "a\n");
        task("Look at {subject}");
        project.committed();
        project.wave("run", "--subject=first");
    }

    private void task(String task) {
        project.file("wave.yaml", """
                default_adapter: answers
                adapters: {answers: {type: scripted, script: answers.yaml}}
                secrets: {TOKEN: {env: TOKEN}}
                pipeline:
                  name: review
                  params: {subject: {type: string}}
                  steps:
                    - {id: look, persona: navigator, task: "%s", artifacts: [findings]}
                    - {id: tell, dependencies: [look], run: "true", secrets: [TOKEN]}
                """.formatted(task));
    }

    private void refuses(String... reasons) throws InterruptedException {
        var said = project.wave("run", "--plan", file);
        assertThat(said.code()).as(said.all()).isEqualTo(5);
        assertThat(said.out()).isEmpty();
        assertThat(said.err())
                .contains("nothing was run: not everything is as the plan says")
                .contains(reasons);
    }

    @Test
    void runs_what_was_planned_with_its_parameters_and_holds_no_secret() throws Exception {
        var planned = project.wave("plan", "--subject=things", "--save", file);
        assertThat(planned.code()).as(planned.all()).isZero();
        assertThat(Files.readString(Path.of(file))).contains("things").doesNotContain("sesame");

        var said = project.wave("run", "--plan", file);

        assertThat(said.code()).as(said.all()).isZero();
        assertThat(project.wave("why", "look").out()).contains("look would not run");
        refuses("look: a result is stored now");
    }

    @Test
    void names_what_moved_and_runs_nothing() throws Exception {
        project.wave("plan", "--subject=first", "--save", file);

        project.file("a.txt", "b\n");
        refuses("files: a.txt", "look: its stored result is not there any more");
        project.file("a.txt", "a\n");
        task("Look twice at {subject}");
        refuses("look: task: \"Look at first\" → \"Look twice at first\"");
        task("Look at {subject}");
        project.wave("lock");
        assertThat(project.wave("run", "--plan", file).code())
                .as("a lock without pins moves nothing")
                .isZero();
    }

    @Test
    void names_what_was_edited_of_a_step_whose_key_nobody_knows_yet() throws Exception {
        project.wave("plan", "--subject=new", "--save", file);

        project.file("wave.yaml", project.read("wave.yaml").replace("run: \"true\"", "run: \"false\""));

        refuses("tell: its definition changed, command.shell: \"true\" → \"false\"");
    }

    @Test
    void refuses_what_it_cannot_keep_or_read() throws Exception {
        assertThat(project.wave("plan", "--subject=x", "--save", "here.plan").all())
                .contains("would be one of the files the plan is about");
        assertThat(project.wave("plan", "--subject=x", "--save", ".wave/x.plan").code())
                .isZero();
        assertThat(project.wave("plan", "--save", file).code())
                .as("a parameter is missing")
                .isEqualTo(2);
        assertThat(project.wave("run", "--plan", "a.txt").err()).contains("is no saved plan");
        assertThat(project.wave("run", "--plan", "gone").code()).isEqualTo(2);
        assertThat(project.wave("run", "--plan", file, "--subject=x", "--fresh").err())
                .contains("--plan runs what was saved, and nothing else");
    }
}

package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a project is called whose text does not say: after its folder, until a lock keeps that name.
class ProjectNameTest {
    private static final String AGENT = """
            steps:
              greet: {outputs: {greeting.txt: hello}}
            """;
    private static final String NAMELESS = """
            default_adapter: demo
            adapters: {demo: {type: scripted, script: agent.yaml}}
            steps:
              - {id: greet, task: "Greet {{ project.name }} in {{ pipeline.name }}", deliverables: [greeting]}
            """;
    private static final String NAMED = """
            default_adapter: demo
            adapters: {demo: {type: scripted, script: agent.yaml}}
            pipeline:
              name: hello
              steps:
                - {id: greet, task: TASK, deliverables: [greeting]}
            """;

    @TempDir
    Path temp;

    @Test
    void a_recording_of_a_project_without_a_name_is_replayed_in_a_folder_of_another_name()
            throws IOException, InterruptedException {
        var author = project("shop", NAMELESS).committed();
        assertThat(author.wave("record", "--trust").all()).contains("recorded shop/default: 1 step");
        assertThat(lock(author)).contains("project: shop\n");
        author.git("add", "-A");
        author.git("commit", "-q", "-m", "Record");
        var reader = new WaveInProcess(temp.resolve("reader"), "elsewhere");
        reader.git("clone", "-q", author.root().toString(), ".");

        var checked = reader.wave("lock", "--check");
        assertThat(checked.code()).as(checked.all()).isZero();
        var replayed = reader.wave("run", "--locked", "shop");
        assertThat(replayed.code()).as(replayed.all()).isZero();
        assertThat(replayed.out()).contains("greet  reused     recorded as shop/default");
        assertThat(reader.wave("verify").out()).contains("shop/default  holds");
        assertThat(reader.wave("lock").out()).isEqualTo("wave.lock is up to date\n");
    }

    @Test
    void a_lock_keeps_no_name_that_nothing_depends_on() throws IOException, InterruptedException {
        var wave = project("shop", NAMED);
        wave.wave("lock");

        assertThat(lock(wave)).doesNotContain("project:");
    }

    @Test
    void a_task_that_asks_for_the_name_has_the_lock_keep_it() throws IOException, InterruptedException {
        var wave = project("shop", NAMED);
        wave.wave("lock");
        wave.file("wave.yaml", NAMED.replace("TASK", "'Greet {{ project.name }}'"));

        var checked = wave.wave("lock", "--check");
        assertThat(checked.out()).startsWith("the project's name: shop is not in the lock\n");
        assertThat(checked.code()).isEqualTo(5);
        wave.wave("lock");
        assertThat(lock(wave)).contains("project: shop\n");
        wave.file("wave.yaml", "project: {name: shop}\n" + NAMED.replace("TASK", "'Greet {{ project.name }}'"));
        assertThat(wave.wave("lock", "--check").out())
                .startsWith("the project's name: is in the lock, where nothing needs it any more\n");
        wave.wave("lock");
        assertThat(lock(wave)).doesNotContain("project:");
    }

    private WaveInProcess project(String name, String yaml) {
        return new WaveInProcess(temp.resolve(name), name)
                .file("wave.yaml", yaml)
                .file("agent.yaml", AGENT);
    }

    private static String lock(WaveInProcess wave) throws IOException {
        return Files.readString(wave.root().resolve("wave.lock"));
    }
}

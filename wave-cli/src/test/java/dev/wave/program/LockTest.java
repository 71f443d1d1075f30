package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockTest {
    private static final String PROJECT = """
            default_adapter: demo
            adapters:
              demo: {type: command, command: [cat]}
            personas:
              reader: {description: reads, prompt: You read., permissions: {allow: [Read]}}
            pipeline:
              name: p
              steps:
                - {id: look, persona: reader, task: "Look at {what}", deliverables: [notes]}
                - {id: count, dependencies: [look], run: "wc -l .wave/in/notes", inputs: [notes]}
            """;

    @TempDir
    Path folder;

    @Test
    void a_second_lock_changes_no_byte() throws IOException, InterruptedException {
        write(PROJECT);

        assertThat(wave("lock").out()).endsWith("wrote wave.lock\n");
        var first = lock();
        assertThat(wave("lock").out()).isEqualTo("wave.lock is up to date\n");
        assertThat(lock()).isEqualTo(first);
        assertThat(wave("lock", "--check").code()).isZero();
    }

    @Test
    void comments_order_and_formatting_need_no_new_lock() throws IOException, InterruptedException {
        write(PROJECT);
        wave("lock");
        write("# a comment\n"
                + PROJECT.replace("{id: look, persona: reader,", "{persona: reader, id: look,")
                        .replace("deliverables: [notes]}", "deliverables: ['notes'], retry: {max: 3}, timeout: 5m}"));

        var checked = wave("lock", "--check");
        assertThat(checked.out()).isEqualTo("wave.lock is up to date\n");
        assertThat(checked.code()).isZero();
    }

    @Test
    void a_change_of_the_workflow_is_named_with_what_it_lets_a_step_do() throws IOException, InterruptedException {
        write(PROJECT);
        wave("lock");
        write(PROJECT.replace("allow: [Read]", "allow: [Read, Bash]").replace("wc -l", "wc -c"));
        var before = lock();

        var checked = wave("lock", "--check");
        assertThat(checked.code()).isEqualTo(5);
        assertThat(checked.out().replaceAll("[0-9a-f]{64}", "DIGEST")).isEqualTo("""
                persona reader: was project sha256:DIGEST, is project sha256:DIGEST
                p.count: its definition changed
                p.look: its definition changed, and what it may do: + Bash
                wave.lock is not up to date; `wave lock` writes it anew
                """);
        assertThat(lock()).isEqualTo(before);
    }

    @Test
    void without_a_lock_there_is_nothing_to_check() throws IOException, InterruptedException {
        write(PROJECT);

        var checked = wave("lock", "--check");
        assertThat(checked.code()).isEqualTo(5);
        assertThat(checked.err()).isEqualTo("wave: this project has no wave.lock\nwave: `wave lock` writes one\n");
    }

    @Test
    void an_unfinished_merge_of_the_lock_is_said_and_repaired() throws IOException, InterruptedException {
        write(PROJECT);
        wave("lock");
        var good = lock();
        Files.writeString(
                folder.resolve("project/wave.lock"),
                good.replaceFirst("keys: 1\n", "<<<<<<< HEAD\nkeys: 1\n=======\nkeys: 1\n>>>>>>> other\n"));

        var checked = wave("lock", "--check");
        assertThat(checked.code()).isEqualTo(3);
        assertThat(checked.err()).contains("wave.lock:3:1: error[E-LOCK]: the lock holds two versions");
        assertThat(wave("lock").code()).isZero();
        assertThat(lock()).isEqualTo(good);
    }

    @Test
    void answers_programs() throws IOException, InterruptedException {
        write(PROJECT);

        wave("lock");
        assertThat(wave("lock", "--check", "--format", "json").out())
                .isEqualTo("{\"v\":1,\"up_to_date\":true,\"differences\":[]}\n");
    }

    private WaveInProcess.Said wave(String... words) throws InterruptedException {
        return new WaveInProcess(folder).wave(words);
    }

    private void write(String yaml) {
        new WaveInProcess(folder).file("wave.yaml", yaml);
    }

    private String lock() throws IOException {
        return Files.readString(folder.resolve("project/wave.lock"));
    }
}

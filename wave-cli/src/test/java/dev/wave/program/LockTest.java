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
    void an_edit_of_what_drives_a_step_is_an_edit_of_the_step() throws IOException, InterruptedException {
        var wave = new WaveInProcess(folder)
                .file(
                        "wave.yaml",
                        PROJECT.replace("[cat]", "[sh, ./agent.sh]")
                                .replace(
                                        "deliverables: [notes]",
                                        "deliverables: [notes], workspace: {include: [.wave/prompts/**]}"))
                .file("agent.sh", "cat")
                .file(".wave/prompts/tone.md", "Be kind.");
        wave("lock");
        var text = Files.readString(wave.root().resolve("wave.yaml"));

        for (var edited : new String[][] {
            {"wave.yaml", text.replace("[sh, ./agent.sh]", "[sh, -e, ./agent.sh]")},
            {"wave.yaml", text.replace("type: command", "type: command, model: large")},
            {"wave.yaml", text.replace("type: command", "type: command, env: {TONE: dry}")},
            {"agent.sh", "cat; exit 0"},
            {".wave/prompts/tone.md", "Be polite."}
        }) {
            var before = Files.readString(wave.root().resolve(edited[0]));
            wave.file(edited[0], edited[1]);

            var checked = wave("lock", "--check");
            assertThat(checked.out()).startsWith("p.look: its definition changed\n");
            assertThat(checked.code()).isEqualTo(5);
            wave.file(edited[0], before);
            assertThat(wave("lock", "--check").code()).isZero();
        }
    }

    @Test
    void what_of_a_definition_was_edited_is_said_where_git_has_what_was_locked() throws InterruptedException {
        var wave = new WaveInProcess(folder, "rö/project");
        var top = folder.resolve("rö");
        var persona = """
                ---
                description: reads
                permissions: {allow: [Read]}
                ---
                You read.
                """;
        wave.file("wave.yaml", PROJECT.replaceFirst("(?s)personas:.*?(?=pipeline:)", ""))
                .file(".wave/personas/reader.md", persona)
                .wave("lock");
        wave.sh("cd %s; git init -q; git add -A; git -c user.name=A -c user.email=a@b commit -qm Begin".formatted(top));
        wave.file("wave.yaml", wave.read("wave.yaml").replace("wc -l", "wc -c"))
                .file(".wave/personas/reader.md", persona.replace("[Read]", "[Read, Bash]") + "Slowly.\n");
        var said = """
                persona reader: was project sha256:DIGEST, is project sha256:DIGEST
                p.count: its definition changed
                  command.shell: "wc -l .wave/in/notes" → "wc -c .wave/in/notes"
                p.look: its definition changed, and what it may do: + Bash
                  permissions.allow: ["Read"] → ["Bash","Read"]
                  prompt: "You read." → "You read.\\nSlowly."
                wave.lock is not up to date; `wave lock` writes it anew
                """;

        assertThat(wave.wave("lock", "--check").out().replaceAll("[0-9a-f]{64}", "DIGEST"))
                .isEqualTo(said);
        wave.sh("git -c user.name=A -c user.email=a@b commit -qam Edit");
        assertThat(wave.wave("lock", "--check").out().replaceAll("[0-9a-f]{64}", "DIGEST"))
                .isEqualTo(said);
        assertThat(wave.wave("lock", "--check", "--format", "json").out()).contains("""
                        {"where":"p.count","what":"its definition changed","edits":[{"component":"command.shell",\
                        "before":"\\"wc -l .wave/in/notes\\"","after":"\\"wc -c .wave/in/notes\\""}]}""");
        assertThat(wave.wave("plan").out()).contains("""
                  p.count: its definition changed
                    command.shell: "wc -l .wave/in/notes" → "wc -c .wave/in/notes"
                """);
    }

    @Test
    void what_was_edited_is_not_guessed_from_files_that_are_not_those_of_the_lock()
            throws IOException, InterruptedException {
        write(PROJECT);
        wave("lock");
        new WaveInProcess(folder).committed();
        write(PROJECT.replace("wc -l", "wc -w"));
        wave("lock");
        write(PROJECT.replace("wc -l", "wc -c"));

        assertThat(wave("lock", "--check").out()).isEqualTo("""
                p.count: its definition changed
                wave.lock is not up to date; `wave lock` writes it anew
                """);
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
    void a_side_that_cannot_be_taken_is_said() throws InterruptedException {
        write(PROJECT);

        assertThat(wave("lock", "--take", "ours").err())
                .isEqualTo("wave: --take: there was nothing to take, for wave.lock is no unfinished merge\n");
        assertThat(wave("lock", "--take", "mine").err()).isEqualTo("wave: --take takes ours or theirs, not 'mine'\n");
        var checked = wave("lock", "--check", "--take", "ours");
        assertThat(checked.err()).isEqualTo("wave: --check writes nothing, and --take does; leave one out\n");
        assertThat(checked.code()).isEqualTo(2);
    }

    @Test
    void answers_programs() throws IOException, InterruptedException {
        write(PROJECT);

        wave("lock");
        assertThat(wave("lock", "--check", "--format", "json").out())
                .isEqualTo("{\"v\":1,\"up_to_date\":true,\"differences\":[]}\n");
    }

    private static final String ASKING = """
            pipeline:
              name: p
              steps:
                - {id: look, persona: navigator, task: Look, workspace: empty}
                - {id: think, persona: deep, task: Think, workspace: empty}
            personas:
              deep: {description: thinks, prompt: Think., model: opus}
            """;

    @Test
    void pins_the_version_of_the_program_and_the_models_that_are_used() throws IOException, InterruptedException {
        write(ASKING);
        var machine = machine("2.1.197");

        assertThat(machine.wave("lock").code()).isZero();
        assertThat(lock()).contains("""
                adapters:
                  claude: {version: 2.1.197}
                models:
                  claude/balanced: claude-sonnet-4-5-20250929
                  claude/opus: {floating: true}
                """);
    }

    @Test
    void pins_stay_until_they_are_updated() throws IOException, InterruptedException {
        write(ASKING);
        machine("2.1.197").wave("lock");
        rewrite("claude-sonnet-4-5-20250929", "claude-sonnet-4-4");
        var first = lock();

        assertThat(machine("2.1.198").wave("lock").out()).isEqualTo("wave.lock is up to date\n");
        assertThat(lock()).isEqualTo(first);
        assertThat(machine("2.1.198").wave("lock", "--check").code()).isZero();
        assertThat(machine("2.1.198").wave("lock", "--update", "adapters").out())
                .isEqualTo("""
                adapter claude: was 2.1.197, is 2.1.198
                wrote wave.lock
                """);
        assertThat(machine("2.1.199").wave("lock", "--update", "models").out()).isEqualTo("""
                model claude/balanced: was claude-sonnet-4-4, is claude-sonnet-4-5-20250929
                wrote wave.lock
                """);
        assertThat(machine("2.1.199").wave("lock", "--update").out()).startsWith("adapter claude: was 2.1.198");
        assertThat(machine("2.1.199").wave("lock", "--update=models", "--check").code())
                .isEqualTo(2);
        assertThat(machine("2.1.199").wave("lock", "--update=claude").err())
                .isEqualTo("wave: --update takes adapters or models, not 'claude'\n");
    }

    @Test
    void a_machine_without_the_program_checks_and_writes_the_same_lock() throws IOException, InterruptedException {
        write(ASKING);
        machine("2.1.197").wave("lock");
        var locked = lock();

        assertThat(bare().wave("lock", "--check").out()).isEqualTo("wave.lock is up to date\n");
        assertThat(bare().wave("lock").out()).isEqualTo("wave.lock is up to date\n");
        var updated = bare().wave("lock", "--update");
        assertThat(updated.code()).isZero();
        assertThat(updated.err())
                .isEqualTo("wave: claude: its program is not here, or does not tell its version;"
                        + " it stays pinned to 2.1.197\n");
        assertThat(lock()).isEqualTo(locked);
    }

    @Test
    void without_the_program_nothing_is_pinned_and_that_is_said() throws IOException, InterruptedException {
        write(ASKING);

        var said = bare().wave("lock");
        assertThat(said.err())
                .isEqualTo("wave: claude: its program is not here, or does not tell its version;"
                        + " no version is pinned. `wave lock` where it is installed pins one\n");
        assertThat(lock()).doesNotContain("adapters:").contains("models:");
        assertThat(machine("2.1.197").wave("lock", "--check").code()).isZero();
        assertThat(machine("2.1.197").wave("lock").out())
                .isEqualTo("adapter claude: is not in the lock\nwrote wave.lock\n");
    }

    @Test
    void a_program_whose_files_do_not_tell_its_version_is_asked() throws IOException, InterruptedException {
        write(ASKING);
        new WaveInProcess(folder)
                .file("../bin/claude", "#!/bin/sh\necho '2.1.203 (Claude Code)'\n")
                .sh("chmod +x ../bin/claude");

        var wave = new WaveInProcess(folder);
        wave.with("PATH", folder.resolve("bin") + ":" + Machines.withoutAgents(wave))
                .wave("lock");
        assertThat(lock()).contains("claude: {version: 2.1.203}");
    }

    @Test
    void a_lock_says_nothing_of_the_overrides_of_one_machine() throws IOException, InterruptedException {
        write(ASKING);
        machine("2.1.197").wave("lock");
        var locked = lock();
        new WaveInProcess(folder)
                .file(".wave/local.yaml", "default_adapter: mine\nadapters: {mine: {type: command, command: [cat]}}\n");

        assertThat(machine("2.1.197").wave("lock", "--check").code()).isZero();
        assertThat(machine("2.1.197").wave("plan").out()).doesNotContain("drift from wave.lock");
        machine("2.1.197").wave("lock", "--update");
        assertThat(lock()).isEqualTo(locked);
    }

    @Test
    void a_merge_of_pins_that_both_branches_moved_is_made_anew() throws IOException, InterruptedException {
        write(ASKING);
        machine("2.1.197").wave("lock");
        var wave = new WaveInProcess(folder).committed();
        moved(wave, "one", "2.1.198");
        wave.git("checkout", "-q", "main");
        moved(wave, "two", "2.1.199");
        wave.sh("git merge -q one && exit 1 || true");
        assertThat(machine("2.1.200").wave("validate").out()).contains("error[E-LOCK]: the lock holds two versions");
        var conflicted = lock();

        machine("2.1.200").wave("lock");
        assertThat(lock()).contains("claude: {version: 2.1.200}").doesNotContain("<<<<");
        Files.writeString(folder.resolve("project/wave.lock"), conflicted);
        machine("2.1.200").wave("lock", "--take", "theirs");
        assertThat(lock()).contains("claude: {version: 2.1.198}");
    }

    private void moved(WaveInProcess wave, String branch, String version) throws InterruptedException {
        wave.git("checkout", "-q", "-b", branch);
        machine(version).wave("lock", "--update");
        wave.git("commit", "-q", "-a", "-m", branch);
    }

    private WaveInProcess machine(String version) throws InterruptedException {
        return Machines.withClaude(new WaveInProcess(folder), version, "");
    }

    private WaveInProcess bare() throws InterruptedException {
        var wave = new WaveInProcess(folder);
        return wave.with("PATH", Machines.withoutAgents(wave));
    }

    private void rewrite(String old, String instead) throws IOException {
        Files.writeString(folder.resolve("project/wave.lock"), lock().replace(old, instead));
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

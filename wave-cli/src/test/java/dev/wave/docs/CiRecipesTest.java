package dev.wave.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The recipes of `docs/how-to/ci.md`: what a runner would type is typed, in a clone.
class CiRecipesTest {
    private static final String PAGE = Pages.text("docs/how-to/ci.md");

    @TempDir
    Path temp;

    private Path author;
    private Path bin;

    private record Ended(int code, String text) {}

    @BeforeEach
    void a_project_with_a_recording() throws Exception {
        bin = Files.createDirectories(temp.resolve("bin"));
        program("wave", """
                exec '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djdk.console=java.base \\
                  --enable-native-access=ALL-UNNAMED -cp '%s' dev.wave.cli.Main "$@"
                """.formatted(
                        ProcessHandle.current().info().command().orElseThrow(), System.getProperty("java.class.path")));
        author = Files.createDirectories(temp.resolve("author"));
        write("notes.txt", "one\ntwo\n");
        write("summarizer.sh", "cat >/dev/null; wc -l <notes.txt >\"$WAVE_OUT/result.txt\"\n");
        write("wave.yaml", """
                project: {name: summarize}
                default_adapter: summarizer
                adapters:
                  summarizer: {type: command, command: [sh, ./summarizer.sh]}
                steps:
                  - id: summary
                    task: Summarize notes.txt
                    sources: [notes.txt]
                    deliverables: [{name: result, format: text}]
                    handover: {contract: {type: command, command: "test -s .wave/out/result.txt"}}
                """);
        sh(author, "git init -q -b main");
        commit("Begin");
        var recorded = sh(author, "wave record");
        assertThat(recorded.code()).as(recorded.text()).isZero();
        commit("Record");
    }

    static Stream<String> recipes() {
        return Pages.blocks(PAGE, "yaml").stream();
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void a_recorded_project_is_green_and_nothing_is_run(String recipe) throws Exception {
        var said = runner(recipe);

        assertThat(said.code()).as(said.text()).isZero();
        assertThat(said.text()).contains("nothing ran: 1 step reused", "summarize/default  holds; 2 checks made again");
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void a_commit_of_sources_stays_green(String recipe) throws Exception {
        write("notes.txt", "one\ntwo\nthree\n");
        commit("Write more notes");

        var said = runner(recipe);

        assertThat(said.code()).as(said.text()).isZero();
        assertThat(said.text()).contains("base moved (1 commit; 1 of 1 step would re-run)");
        assertThat(sh(author, "wave run --locked --all --require-current").code())
                .isEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void an_edited_workflow_needs_its_lock_and_then_a_recording(String recipe) throws Exception {
        var workflow = Files.readString(author.resolve("wave.yaml"));
        write("wave.yaml", workflow.replace("Summarize notes.txt", "Summarize notes.txt in one line"));
        commit("Ask for one line");

        var unlocked = runner(recipe);
        assertThat(unlocked.code()).as(unlocked.text()).isEqualTo(5);
        assertThat(lines(unlocked.text())).containsAll(lines(blocks().getFirst()));

        assertThat(sh(author, "wave lock").code()).isZero();
        commit("Lock");
        var unrecorded = runner(recipe);
        assertThat(unrecorded.code()).as(unrecorded.text()).isEqualTo(5);
        assertThat(lines(unrecorded.text())).containsAll(lines(blocks().getLast()));
    }

    @Test
    void both_fetch_the_whole_history_and_type_the_same() {
        var recipes = recipes().toList();

        assertThat(recipes).hasSize(2);
        assertThat(typed(recipes.getFirst())).isEqualTo(typed(recipes.getLast()));
        assertThat(recipes.getFirst()).contains("fetch-depth: 0");
        assertThat(recipes.getLast()).contains("GIT_DEPTH: \"0\"");
    }

    private static List<String> blocks() {
        return Pages.blocks(PAGE, "");
    }

    private static List<String> lines(String text) {
        return text.lines()
                .map(line -> line.replaceFirst("^wave: +", "").strip())
                .toList();
    }

    /// What a runner that follows the recipe comes to in a clone, once Wave is installed.
    private Ended runner(String recipe) throws Exception {
        var clone = Files.createTempDirectory(temp, "runner").resolve("project");
        sh(temp, "git clone -q author '" + clone + "'");
        var said = new StringBuilder();
        for (var line : typed(recipe)) {
            var ended = sh(clone, line);
            said.append(ended.text());
            if (ended.code() != 0) {
                return new Ended(ended.code(), said.toString());
            }
        }
        return new Ended(0, said.toString());
    }

    private static List<String> typed(String recipe) {
        var typed = new ArrayList<String>();
        collect(new Load(LoadSettings.builder().build()).loadFromString(recipe), typed);
        return typed;
    }

    private static void collect(Object node, List<String> typed) {
        switch (node) {
            case Map<?, ?> map -> map.values().forEach(value -> collect(value, typed));
            case List<?> list -> list.forEach(value -> collect(value, typed));
            case String text when text.startsWith("wave ") -> typed.add(text);
            default -> {}
        }
    }

    private void commit(String message) throws Exception {
        sh(author, "git add -A && git -c user.name=A -c user.email=a@example.org commit -q -m '" + message + "'");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(author.resolve(name), text);
    }

    private void program(String name, String text) throws IOException {
        var file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ended sh(Path folder, String line) throws Exception {
        var builder =
                new ProcessBuilder("sh", "-ec", line).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        bin + ":/usr/local/bin:/usr/bin:/bin",
                        "HOME",
                        temp.resolve("home").toString(),
                        "WAVE_TRUST",
                        "1"));
        var process = builder.start();
        process.getOutputStream().close();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), text);
    }
}

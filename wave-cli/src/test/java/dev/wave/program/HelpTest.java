package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.wave.command.Commands;
import dev.wave.help.Examples;
import dev.wave.help.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What Wave says about itself is true: every example of every command does what it says, in a project that has what
/// they are about: two runs, one of them failed, and recordings.
class HelpTest {
    /// These want a person, or a run that is going on: their words are read and nothing is done.
    private static final List<String> ONLY_READ = List.of("shell", "cancel");

    /// Their run fails because it has failed before, and that is what the example is for.
    private static final List<String> FAILING = List.of("wave resume c3d4 --trust");

    @TempDir
    Path temp;

    @TempDir
    Path saved;

    private WaveInProcess project() throws Exception {
        var wave = new WaveInProcess(temp);
        wave.file("wave.yaml", """
                pipeline:
                  name: release
                  params: {feature: {enum: [login, search, broken]}}
                  steps:
                    - id: draft
                      run: 'test "$WAVE_PARAM_FEATURE" != broken && echo "$WAVE_PARAM_FEATURE" > NOTES.md'
                      deliverables: [{name: notes, path: NOTES.md}]
                """);
        wave.file("README.md", "# Mine\n").file("../mended/README.md", "# Mine\n");
        wave.file("../mended/NOTES.md", "mended\n").with("WAVE_TRUST", "1");
        wave.committed().git("clone", "-q", "--bare", ".", "../origin.git");
        wave.git("remote", "add", "origin", "../origin.git");
        wave.git("fetch", "-q", "origin");
        done(wave, 0, "record", "release", "--feature=login");
        done(wave, 0, "record", "release", "--feature=search", "--shared", "--as=shared");
        wave.sh("mkdir ../shelf");
        done(wave, 0, "push", "--to", temp.resolve("shelf").toString());
        wave.git("add", "-A");
        wave.git("commit", "-q", "-m", "Record");
        return wave;
    }

    private static String done(WaveInProcess wave, int code, String... words) throws Exception {
        var said = wave.wave(words);
        assertThat(said.code()).as(String.join(" ", words) + "\n" + said.all()).isEqualTo(code);
        return said.out();
    }

    @TestFactory
    Stream<DynamicTest> every_example_of_every_command_is_true() throws Exception {
        var wave = project();
        var failed = wave.wave("run", "--feature=broken").run();
        var succeeded = wave.wave("run", "--feature=login").run();
        wave.sh("cp -a ../. " + saved);
        return Commands.TABLE.names().stream()
                .flatMap(command -> Examples.of(command).stream()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> dynamicTest(line, () -> isTrue(wave, command, line, failed, succeeded))));
    }

    private void isTrue(WaveInProcess wave, String command, String line, String failed, String succeeded)
            throws Exception {
        var call = line.replaceFirst("^source <\\((.*)\\)$", "$1").replaceFirst(" > .*", "");
        assertThat(call).startsWith("wave " + command);
        var words = new ArrayList<>(List.of(call.replace("a1b2", succeeded)
                .replace("c3d4", failed)
                .replace("/tmp/", temp + "/made/")
                .split(" ")));
        words.removeFirst();
        if (ONLY_READ.contains(command)) {
            words.add("--help");
        }
        if (call.startsWith("wave pull") || call.startsWith("wave push")) {
            words.replaceAll(word -> word.replace("/made/", "/"));
        }
        prepare(wave, command);

        var said = wave.wave(words.toArray(String[]::new));

        assertThat(said.code()).as(said.all()).isEqualTo(FAILING.contains(line) ? 1 : 0);
        assertThat(said.all()).as(line).isNotBlank();
    }

    /// The project as it was at first; without one where one is to be written, and with a failed step where one is
    /// needed.
    private void prepare(WaveInProcess wave, String command) throws Exception {
        wave.sh("cd ..; find . -mindepth 1 -delete; cp -a " + saved + "/. .; mkdir made");
        switch (command) {
            case "init" -> wave.sh("rm -rf wave.yaml .wave");
            case "accept" -> done(wave, 1, "run", "--feature=broken");
            default -> {}
        }
    }

    @Test
    void every_page_says_what_for_how_and_shows_examples_within_80_characters() throws Exception {
        var wave = new WaveInProcess(temp);
        for (var command : Commands.TABLE.names()) {
            var page = wave.wave("help", command).out();

            assertThat(page).contains("\nusage: wave " + command, "\nOptions of every command:\n", "\nExamples:\n");
            assertThat(page.lines().filter(line -> line.startsWith("  # ")))
                    .as("examples of " + command)
                    .hasSizeBetween(2, 3);
            assertThat(page.lines()).as(command).allMatch(line -> line.length() <= 80);
            assertThat(wave.wave(command, "--help").out()).isEqualTo(page);
        }
        assertThat(wave.wave("help").out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void every_topic_has_a_page_and_is_listed() throws Exception {
        var wave = new WaveInProcess(temp);
        var overview = wave.wave("help").out();
        for (var topic : Topic.values()) {
            var page = wave.wave("help", topic.text());

            assertThat(page.code()).isZero();
            assertThat(page.out()).startsWith(topic.text() + " – " + topic.summary() + "\n\n");
            assertThat(page.out().lines()).as(topic.text()).allMatch(line -> line.length() <= 80);
            assertThat(overview).contains("\n  " + topic.text() + " ").contains(topic.summary());
        }
        assertThat(wave.wave("--help").out()).isEqualTo(overview);
    }

    /// What a topic tells to call exists.
    @Test
    void every_call_in_a_topic_is_one_of_a_command() throws Exception {
        var wave = new WaveInProcess(temp);
        for (var topic : Topic.values()) {
            for (var line : wave.wave("help", topic.text()).out().lines().toList()) {
                if (line.startsWith("  wave ")) {
                    var words = line.strip().split("( {2,}| \\|\\| )", 2)[0].split(" ");
                    var options = Stream.of(words)
                            .filter(word -> word.startsWith("--"))
                            .toList();
                    var help = wave.wave(words[1], "--help");

                    assertThat(help.code()).as(line).isZero();
                    assertThat(options)
                            .as(line)
                            .allMatch(option -> help.out().contains(option.split("=", 2)[0] + " ")
                                    || help.out().contains(option.split("=", 2)[0] + "\n")
                                    || help.out().contains("--NAME=VALUE"));
                }
            }
        }
    }

    @Test
    void names_that_are_nearly_right() throws Exception {
        var wave = new WaveInProcess(temp);
        assertThat(wave.wave("help", "contracs")).isEqualTo(new WaveInProcess.Said(2, "", """
                        wave: no command and no topic 'contracs'; did you mean 'contracts'?
                        wave: `wave help` lists both
                        """));
        assertThat(wave.wave("completion", "bsh").err()).contains("did you mean 'bash'?");
        assertThat(wave.wave("status", "--lmit=3").err())
                .startsWith("wave: wave status has no option '--lmit'; did you mean '--limit'?\n");
        assertThat(wave.wave("status", "--limit=3", "--limit=4").err())
                .startsWith("wave: --limit is given twice; leave one out\n");
        assertThat(wave.wave("accept", "x").err()).startsWith("wave: --from DIR is missing\n");
        assertThat(wave.wave("shell").err()).startsWith("wave: STEP is missing\n");
        assertThat(wave.wave("status", "now").err()).startsWith("wave: 'now' is one word too many for wave status\n");
        assertThat(wave.wave("--verison").err()).startsWith("wave: no command is named, only --verison\n");
    }
}

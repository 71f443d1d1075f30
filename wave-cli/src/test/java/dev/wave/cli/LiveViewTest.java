package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a person sees of a run on a real terminal: `tmux` draws it. Agents wait at gates, so that every picture
/// is taken of a known state.
class LiveViewTest {
    private static final String AGENT = """
            cat > /dev/null
            echo "I look at $WAVE_STEP, 日本語 🚀"
            echo "$WAVE_STEP start" >> "$LEDGER"
            read word < "$FOLDER/gate-${WAVE_STEP%%-*}" || :
            [ "$WAVE_STEP" != review ] || exit 3
            echo fine > "$WAVE_OUT/note.txt"
            [ "$WAVE_STEP" != implement ] || echo more > readme.txt
            """;

    private static final String FIVE = """
            name: feature
            steps:
              - {id: analyze, persona: navigator, task: "Look", artifacts: [{name: note, format: text}]}
              - {id: implement, persona: craftsman, dependencies: [analyze], task: "Do", artifacts: [{name: note, format: text}]}
              - {id: docs, persona: documenter, dependencies: [analyze], task: "Write", artifacts: [{name: note, format: text}]}
              - {id: test, dependencies: [implement], run: "test -e readme.txt"}
              - {id: ship, dependencies: [test, docs], run: "true"}
            """;

    @TempDir
    Path temp;

    private LiveProject project;
    private Tmux tmux;

    @AfterEach
    void close() {
        if (tmux != null) {
            tmux.close();
        }
    }

    private void terminal(String pipeline, int columns, int rows, String... gates) throws Exception {
        Tmux.assumeInstalled();
        project = new LiveProject(temp, AGENT, pipeline);
        for (var gate : gates) {
            new ProcessBuilder("mkfifo", project.beside("gate-" + gate).toString())
                    .start()
                    .waitFor();
        }
        tmux = new Tmux(temp.resolve("tmux"), project.root, columns, rows);
        tmux.type("PS1='$ '; stty -g > ../modes; clear", "Enter");
    }

    private void run(String... words) throws IOException {
        var line = project.shellLine(true, words);
        tmux.type("clear; " + line + "; echo it ended with $?", "Enter");
    }

    /// Lets all pass that wait at the gate.
    private void open(String gate) throws IOException {
        new FileOutputStream(project.beside("gate-" + gate).toFile()).close();
    }

    /// Without what differs from run to run.
    private static String normal(String captured) {
        return captured.replaceAll("(?m)^(\\S+ )[0-9a-f]{4,}( ·|  )", "$1RUN$2")
                .replaceAll("(?m)^[0-9a-f]{4}(  \\d)", "RUN$1")
                .replaceAll("(wave \\w+(?: \\S+ --run)?|[✓✗■] \\w+) [0-9a-f]{4,}", "$1 RUN")
                .replaceAll("base [0-9a-f]{7}", "base COMMIT")
                .replaceAll(" *\\b(\\d+ m \\d\\d s|\\d+\\.\\d s|\\d+ s)\\b", " TIME")
                .replaceAll("[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]", "*")
                .lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private void awaitPicture(String expected) {
        awaitEnd(expected, actual -> actual.equals(expected));
    }

    /// The lowest lines; above them the terminal may show what it likes.
    private void awaitEnd(String expected) {
        awaitEnd(expected, actual -> actual.endsWith(expected));
    }

    private void awaitEnd(String expected, Predicate<String> isSeen) {
        try {
            LiveProject.await("the picture", () -> isSeen.test(normal(tmux.rows())));
        } catch (AssertionError inVain) {
            assertThat(normal(tmux.rows())).isEqualTo(expected);
            throw inVain;
        }
    }

    @Test
    void a_run_of_five_steps_from_its_beginning_to_its_end() throws Exception {
        terminal(FIVE, 80, 24, "analyze", "implement", "docs");
        run("run");
        project.awaitStarts(1);
        awaitPicture("""
                feature RUN · base COMMIT · demo · open
                feature RUN  0/5 steps · TIME
                * analyze  navigator  1/2 TIME  I look at analyze, 日本語 🚀
                  4 waiting  implement, docs, test, ship""");

        open("analyze");
        project.awaitStarts(3);
        var two = """
                feature RUN · base COMMIT · demo · open
                analyze    succeeded TIME  1 attempt  → note.txt
                feature RUN  1/5 steps · TIME
                * implement  craftsman   1/2 TIME  I look at implement, 日本語 🚀
                * docs       documenter  1/2 TIME  I look at docs, 日本語 🚀
                  2 waiting  test, ship""";
        awaitPicture(two);

        tmux.resize(40, 24);
        awaitEnd("""
                feature RUN  1/5 steps · TIME
                * implement  1/2 TIME  I look at imple…
                * docs       1/2 TIME  I look at docs,…
                  2 waiting  test, ship""");

        tmux.resize(80, 24);
        awaitEnd(two.substring(two.indexOf("feature RUN  1/5")));
        open("docs");
        tmux.await("docs       succeeded");
        open("implement");
        tmux.await("it ended with 0");

        assertThat(tmux.state()).isEqualTo("1 1");
        assertThat(normal(tmux.everything())).endsWith("""
                docs       succeeded TIME  1 attempt  → note.txt
                implement  succeeded TIME  1 attempt  → note.txt
                test       succeeded TIME  1 attempt
                ship       succeeded TIME  1 attempt

                ✓ feature RUN done in TIME
                  steps      5 done
                  artifacts  analyze.note.txt    5 B  sha256:8ecc5f94c57b
                             implement.note.txt  5 B  sha256:8ecc5f94c57b
                             docs.note.txt       5 B  sha256:8ecc5f94c57b
                  files      1 file changed, +1 -1, not applied
                  next       wave diff RUN   what changed
                             wave apply RUN  take it into your files
                it ended with 0
                $""");
    }

    @Test
    void the_scroll_back_of_a_run_that_failed_holds_what_stays_and_nothing_else() throws Exception {
        terminal("""
                name: failing
                steps:
                  - {id: work, run: "true"}
                  - {id: review, persona: auditor, task: "Look", dependencies: [work], retry: {max: 0}}
                  - {id: then, dependencies: [review], run: "true"}
                """, 100, 24, "review");
        run("run");
        tmux.await("I look at review");
        open("review");
        tmux.await("it ended with 1");

        assertThat(normal(tmux.everything()).replaceAll("(kept:)\\s+/.*", "$1 FOLDER"))
                .isEqualTo("""
                failing RUN · base COMMIT · demo · open
                work    succeeded TIME  1 attempt
                review  failed     exited with 3: I look at review, 日本語 🚀 TIME  1 attempt
                review             workspace kept: FOLDER
                then    skipped    needs review

                ✗ failing RUN failed after TIME
                  steps      1 done, 1 failed, 1 skipped
                  next       wave logs review --run RUN   what it printed
                             wave shell review --run RUN  look around where it worked
                             wave resume RUN              go on from here
                it ended with 1
                $""");
    }

    /// 500 steps: 60 at once, and what comes after them.
    private static String audit() {
        return "name: audit\nmax_parallel: 60\nsteps:\n"
                + steps("check", 60, "persona: auditor, task: \"Check %<s\", retry: {max: 0}")
                + steps("review", 200, "dependencies: [check-001], run: \"true\"")
                + Stream.of("docs", "licences", "bundle", "screenshots", "changelog", "links", "sizes", "smoke")
                        .map("  - {id: %s, dependencies: [check-002], run: \"true\"}\n"::formatted)
                        .collect(Collectors.joining())
                + steps("fix", 150, "dependencies: [review-%<03d], run: \"true\"")
                + steps("test", 81, "dependencies: [fix-%<03d], run: \"true\"")
                + "  - {id: report, dependencies: [test-081], run: \"true\"}\n";
    }

    private static String steps(String name, int count, String fields) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(("  - {id: " + name + "-%03d, " + fields + "}\n")::formatted)
                .collect(Collectors.joining());
    }

    @Test
    void five_hundred_steps_with_sixty_at_once_are_counted_and_ctrl_c_leaves_a_clean_terminal() throws Exception {
        terminal(audit(), 80, 24, "check");
        run("run");
        project.awaitStarts(60);
        LiveProject.await(
                "60 rows",
                () -> normal(tmux.rows()).contains("""
                audit RUN  0/500 steps · TIME
                * check-*      auditor TIME  60 running
                *   check-001  auditor  1/1 TIME  I look at check-001, 日本語 🚀
                *   check-002  auditor  1/1 TIME  I look at check-002, 日本語 🚀
                """) && normal(tmux.rows()).endsWith("""
                *   check-013  auditor  1/1 TIME  I look at check-013, 日本語 🚀
                  … and 47 more
                  440 waiting  review-* ×200, stage 2 ×8, fix-* ×150, test-* ×81, report"""));

        tmux.resize(40, 10);
        awaitPicture("""
                audit RUN  0/500 steps · TIME
                * check-* TIME  60 running
                *   check-001  1/1 TIME  I look at che…
                *   check-002  1/1 TIME  I look at che…
                *   check-003  1/1 TIME  I look at che…
                  … and 57 more
                  440 waiting  review-* ×200, stage 2 ×…""");

        tmux.resize(20, 10);
        awaitPicture("""
                RUN  0/500 · TIME
                * check-* TIME
                *   c…-001 TIME
                *   c…-002 TIME
                *   c…-003 TIME
                  … and 57 more
                  440 waiting  revi…""");

        tmux.resize(250, 8);
        awaitEnd("""
                audit RUN  0/500 steps · TIME
                * check-*      auditor TIME  60 running
                *   check-001  auditor  1/1 TIME  I look at check-001, 日本語 🚀
                  … and 59 more
                  440 waiting  review-* ×200, stage 2 ×8, fix-* ×150, test-* ×81, report""");

        tmux.resize(80, 24);
        tmux.await("auditor");
        tmux.type("C-c");
        tmux.await("it ended with 130");

        assertThat(tmux.state()).isEqualTo("1 1");
        assertThat(normal(tmux.screen())).doesNotContain("*  ", "waiting").endsWith("""
                ■ audit RUN cancelled after TIME
                  steps      60 failed, 440 skipped
                  next       wave logs check-001 --run RUN   what it printed
                             wave shell check-001 --run RUN  look around where it worked
                             wave resume RUN                 go on from here
                it ended with 130
                $""".replace(
                        "check-001", firstFailed()));
        assertThat(project.alive()).isEmpty();
        tmux.type("clear; test \"$(stty -g)\" = \"$(cat ../modes)\" && echo the modes are the same", "Enter");
        LiveProject.await("the same modes", () -> tmux.screen().lines().anyMatch("the modes are the same"::equals));
    }

    @Test
    void a_bug_while_it_draws_is_told_below_what_stays_on_a_terminal_as_it_was() throws Exception {
        terminal("name: short\nsteps:\n  - {id: work, run: \"sleep 1\"}\n", 100, 40);
        var line = project.shellLine(true, "run");
        var script = project.beside("wave.sh");
        Files.writeString(script, Files.readString(script).replace("dev.wave.cli.Main", "dev.wave.cli.WithoutTime"));
        tmux.type("clear; " + line + "; echo it ended with $?", "Enter");
        tmux.await("it ended with 70");

        assertThat(tmux.state()).isEqualTo("1 1");
        assertThat(normal(tmux.everything()))
                .containsSubsequence(
                        "work  succeeded TIME  1 attempt\n",
                        "✓ short RUN done in TIME\n",
                        "\nwave: this is a bug in Wave",
                        "\njava.lang.IllegalStateException: no time\n",
                        "at dev.wave.",
                        "\nit ended with 70\n$");
        tmux.type("clear; test \"$(stty -g)\" = \"$(cat ../modes)\" && echo the modes are the same", "Enter");
        LiveProject.await("the same modes", () -> tmux.screen().lines().anyMatch("the modes are the same"::equals));
    }

    /// Which of those that were cancelled at once was the first is chance.
    private String firstFailed() {
        return tmux.screen().replaceAll("(?s).*wave logs (\\S+) --run.*", "$1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C-c C-c", "KILL-TERM"})
    void whatever_ends_it_the_terminal_is_as_it_was(String how) throws Exception {
        terminal("""
                name: stubborn
                steps:
                  - {id: work, run: "trap '' TERM INT HUP; echo $$ > $FOLDER/pid; while :; do sleep 1; done"}
                """.replace("$FOLDER", temp.toRealPath().toString()), 80, 24);
        run("run");
        LiveProject.await("the step", () -> Files.exists(project.beside("pid")));
        tmux.await("work  command");

        if (how.equals("KILL-TERM")) {
            var wave = ProcessHandle.allProcesses()
                    .filter(process -> process.info().commandLine().orElse("").contains("dev.wave.cli.Main run"))
                    .filter(process -> project.beside("wave.sh").toFile().exists())
                    .filter(process -> isOurs(process))
                    .findFirst()
                    .orElseThrow();
            wave.destroy();
        } else {
            tmux.type("C-c");
            tmux.await("cancelling; running steps are stopped");
            tmux.type("C-c");
        }

        tmux.await("it ended with 130");
        assertThat(tmux.state()).isEqualTo("1 1");
        assertThat(normal(tmux.screen()))
                .contains("cancelling; running steps are stopped")
                .doesNotContain("* work", "0/1 steps")
                .endsWith("it ended with 130\n$");
    }

    private boolean isOurs(ProcessHandle process) {
        try {
            return Path.of("/proc/" + process.pid() + "/cwd").toRealPath().equals(project.root);
        } catch (IOException _) { // it is gone
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NO_COLOR=1",
                "CI=true",
                "TERM=dumb",
                "--no-color",
                "--quiet",
                "| cat",
                "< /dev/null",
                "19x24",
                "stty cols 0"
            })
    void who_does_not_want_it_gets_the_lines_of_a_pipe(String how) throws Exception {
        var size = how.contains("x2") ? how.split("x", -1) : new String[] {"100", "24"};
        terminal("""
                name: quick
                steps:
                  - {id: work, run: "true"}
                """, Integer.parseInt(size[0]), Integer.parseInt(size[1]));
        var line = project.shellLine(true, "run");
        var script = Files.readString(project.beside("wave.sh"));
        if (how.contains("=")) {
            Files.writeString(project.beside("wave.sh"), script.replaceFirst(" 'PATH=", " " + how + " 'PATH="));
        }
        if (how.startsWith("stty")) {
            tmux.type(how, "Enter");
        }
        tmux.type("clear; " + line + (how.matches("-.*|[|<].*") ? " " + how : "") + "; echo it ended with $?", "Enter");
        tmux.await("it ended with 0");

        var expected = how.equals("--quiet") ? "done TIME  no file changed" : """
                quick RUN · base COMMIT · open
                work  started    command
                work  succeeded TIME  1 attempt
                done TIME  no file changed
                next: wave artifacts RUN · wave show RUN""";
        assertThat(normal(tmux.everything())).isEqualTo(expected + "\nit ended with 0\n$");
        assertThat(tmux.coloured()).doesNotContain("\u001b[");
    }

    @Test
    void another_terminal_follows_what_goes_on_here() throws Exception {
        terminal(FIVE, 80, 24, "analyze", "implement", "docs");
        var running = project.start("run");
        project.awaitStarts(1);
        run("logs", "-f");
        awaitPicture("""
                feature RUN · base COMMIT · demo
                feature RUN  0/5 steps · TIME
                * analyze  navigator  1/2 TIME  I look at analyze, 日本語 🚀
                  4 waiting  implement, docs, test, ship""");

        tmux.type("C-c");
        tmux.await("it ended with 130");
        run("logs", "-f");
        tmux.await("I look at analyze");
        open("analyze");
        project.awaitStarts(3);
        open("docs");
        open("implement");
        tmux.await("it ended with 0");

        assertThat(project.end(running).code()).isZero();
        assertThat(normal(tmux.screen()))
                .startsWith("feature RUN · base COMMIT · demo\nanalyze    succeeded TIME  1 attempt  → note.txt\n")
                .contains("✓ feature RUN done in TIME\n  steps      5 done\n")
                .doesNotContain("waiting", "* ");
    }
}

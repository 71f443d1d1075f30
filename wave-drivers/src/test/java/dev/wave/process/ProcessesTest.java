package dev.wave.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.model.Limits;
import dev.wave.redaction.Vault;
import dev.wave.run.Failure;
import dev.wave.spi.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProcessesTest {

    @TempDir
    Path folder;

    private final String tag = "test-" + UUID.randomUUID();
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private Processes processes;

    @BeforeEach
    void start() throws IOException {
        processes = new Processes(folder.resolve("scratch"), Duration.ofMillis(500), System.getenv());
        Files.createDirectory(folder.resolve("work"));
    }

    @AfterEach
    void nothing_is_left() throws IOException {
        assertThat(Sweeper.isAlive(tag, -1)).isFalse();
        try (var left = Files.exists(folder.resolve("scratch")) ? Files.list(folder.resolve("scratch")) : null) {
            assertThat(left == null ? List.of() : left.toList()).isEmpty();
        }
        assertThat(threads()).as("reader threads").isEmpty();
    }

    @Test
    void gives_standard_input_and_hears_every_line() {
        var ran = run("cat; echo to-err >&2", "one\ntwo\r\nthree");

        assertThat(ran.exit()).isEqualTo(new Exit.Ended(0));
        assertThat(lines).containsExactlyInAnyOrder("one", "two", "three", "! to-err");
    }

    @Test
    void gives_exactly_the_environment_it_says() {
        var ran = sh(
                "env | sed 's/=.*//' | sort; echo \"$PATH|$LC_ALL|$TZ|$GIVEN|$WAVE_TAG\"; ls -A \"$HOME\" \"$TMPDIR\" | wc -w");

        assertThat(ran.succeeded()).isTrue();
        assertThat(lines.subList(0, lines.size() - 2))
                .containsExactlyInAnyOrder("GIVEN", "HOME", "LC_ALL", "PATH", "PWD", "TMPDIR", "TZ", "WAVE_TAG");
        assertThat(lines.get(lines.size() - 2)).startsWith(System.getenv("PATH") + "|C.UTF-8|UTC|v|" + tag + " ");
        assertThat(lines.getLast().trim()).isEqualTo("2"); // the two headings of ls, and nothing in them
    }

    @Test
    void an_exit_code_other_than_zero_comes_with_the_last_lines() {
        var ran = sh("echo working; echo 'it broke' >&2; exit 3");

        assertThat(ran.exit().failure(ran.lastLines()))
                .hasValueSatisfying(failure -> assertThat(((Failure.Exited) failure).lastLines())
                        .contains("working")
                        .contains("it broke"));
    }

    @Test
    void a_last_line_without_a_newline_is_a_line() {
        sh("printf 'a\\nb'");

        assertThat(lines).containsExactly("a", "b");
    }

    @Test
    void bytes_that_are_not_utf_8_are_replaced() {
        sh("printf 'a\\377b\\303\\244\\n'");

        assertThat(lines).containsExactly("a\uFFFDbä");
    }

    @Test
    void a_signal_that_is_not_ours_is_an_exit_code() {
        assertThat(sh("kill -9 $$").exit()).isEqualTo(new Exit.Ended(137));
    }

    @Test
    void the_end_of_every_program_is_heard_however_soon_it_comes() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            var ends = new ArrayList<Callable<Exit>>();
            for (var i = 0; i < 400; i++) {
                ends.add(() -> sh(":").exit());
            }
            for (var end : threads.invokeAll(ends)) {
                assertThat(end.get()).isEqualTo(new Exit.Ended(0));
            }
        }
    }

    @Test
    void what_double_forked_into_another_session_dies_with_its_program() {
        var ran = sh("(setsid sh -c 'trap \"\" TERM HUP; sleep 1000 & wait; sleep 1000' >/dev/null 2>&1 &); exit 0");

        assertThat(ran.exit()).isEqualTo(new Exit.Ended(0));
    }

    @Test
    void a_child_that_keeps_the_pipe_open_does_not_hold_it_up() {
        var ran = sh("sleep 1000 & echo parent-done");

        assertThat(ran.exit()).isEqualTo(new Exit.Ended(0));
        assertThat(lines).containsExactly("parent-done");
        assertThat(ran.took()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void an_orphan_that_never_stops_printing_is_ended() {
        var ran = sh("yes & exit 0");

        assertThat(ran.exit()).isEqualTo(new Exit.Ended(0));
    }

    @Test
    void one_that_threw_its_environment_away_is_found_by_its_session() {
        var ran = sh("env -i sleep 1000 & exit 0");

        assertThat(ran.exit()).isEqualTo(new Exit.Ended(0));
        assertThat(commandLines()).doesNotContain("sleep 1000 " + tag);
    }

    @Test
    void one_that_nobody_can_find_is_not_waited_for() throws IOException {
        // no mark, no session: only a sandbox would hold it
        var ran = sh("env -i setsid sh -c 'echo $$; exec sleep 1000' & sleep 0.3; exit 0");

        assertThat(ran.exit()).isEqualTo(new Exit.Ended(0));
        assertThat(ran.took()).isLessThan(Duration.ofSeconds(10));
        ProcessHandle.of(Long.parseLong(lines.getFirst())).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void one_that_ignores_being_asked_is_killed_after_the_grace() {
        var ran = sh(
                "trap '' TERM INT HUP; while :; do sleep 0.05; done",
                limits(Duration.ofMillis(300), Duration.ofMinutes(1)));

        assertThat(ran.exit()).isEqualTo(new Exit.TimedOut(Failure.Limit.WALL, Duration.ofMillis(300)));
    }

    @Test
    void one_that_is_asked_may_put_things_in_order() {
        sh(
                "trap 'echo saved; exit 0' TERM; while :; do sleep 0.05; done",
                limits(Duration.ofMillis(300), Duration.ofMinutes(1)));

        assertThat(lines).contains("saved");
    }

    @Test
    void one_that_has_said_all_may_take_a_while_to_end_and_is_then_killed() {
        var script = "echo bye; trap '' TERM; while :; do sleep 0.05; done";
        var limits = limits(Duration.ofMinutes(1), Duration.ofMinutes(1));

        var ran = processes.run(start(script, "", limits), leaving(Duration.ofMillis(300)));

        assertThat(ran.exit()).isEqualTo(new Exit.Stayed(Duration.ofMillis(300)));
        assertThat(processes
                        .run(start("echo bye; sleep 0.1; exit 4", "", limits), leaving(Duration.ofMinutes(1)))
                        .exit())
                .isEqualTo(new Exit.Ended(4));
    }

    /// Takes `bye` for the last word.
    private Listener leaving(Duration farewell) {
        return new Listener() {
            private boolean over;

            @Override
            public void line(String line) {
                over |= line.equals("bye");
            }

            @Override
            public Optional<Duration> farewell() {
                return over ? Optional.of(farewell) : Optional.empty();
            }
        };
    }

    @Test
    void silence_on_both_streams_is_bounded() {
        var ran = sh("echo once; sleep 1000", limits(Duration.ofMinutes(1), Duration.ofMillis(300)));

        assertThat(ran.exit()).isEqualTo(new Exit.TimedOut(Failure.Limit.IDLE, Duration.ofMillis(300)));
    }

    @Test
    void printing_on_standard_error_is_no_silence() {
        var ran = sh(
                "for i in 1 2 3 4 5 6 7 8; do echo . >&2; sleep 0.2; done",
                limits(Duration.ofMinutes(1), Duration.ofMillis(800)));

        assertThat(ran.exit()).isEqualTo(new Exit.Ended(0));
    }

    @Test
    void one_that_closes_its_output_early_may_still_work() {
        var ran = sh("echo first; exec >&- 2>&-; sleep 0.3; exit 7");

        assertThat(ran.exit()).isEqualTo(new Exit.Ended(7));
        assertThat(lines).containsExactly("first");
    }

    @Test
    void one_that_does_not_read_its_input_is_not_waited_for() {
        var ran = run("exec <&-; echo done", "x".repeat(5_000_000));

        assertThat(ran.exit()).isEqualTo(new Exit.Ended(0));
    }

    @Test
    void takes_a_megabyte_on_standard_input() {
        run("wc -c", "x".repeat(1_000_000));

        assertThat(lines.getFirst().trim()).isEqualTo("1000000");
    }

    @Test
    void a_hundred_megabytes_are_read_and_not_kept() {
        var ran = processes.run(
                start(
                        "head -c 100000000 /dev/zero | tr '\\0' 'x'",
                        "",
                        limits(Duration.ofMinutes(1), Duration.ofMinutes(1), 200_000_000)),
                line -> lines.add(Integer.toString(line.length())));

        assertThat(ran.exit()).isEqualTo(new Exit.Ended(0));
        assertThat(ran.bytes()).isEqualTo(100_000_000);
        assertThat(ran.lastLines()).hasSize(Tail.SIZE);
        assertThat(lines.stream().mapToLong(Long::parseLong).sum()).isEqualTo(100_000_000);
    }

    @Test
    void one_that_prints_too_much_is_killed() {
        var ran = sh("yes", limits(Duration.ofMinutes(1), Duration.ofMinutes(1), 1_000_000));

        assertThat(ran.exit()).isInstanceOf(Exit.TooMuchOutput.class);
        assertThat(lines).hasSizeLessThanOrEqualTo(500_000);
    }

    @Test
    void one_that_prints_too_much_and_ends_has_still_printed_too_much() {
        var ran = sh("head -c 2000 /dev/zero", limits(Duration.ofMinutes(1), Duration.ofMinutes(1), 1000));

        assertThat(ran.exit()).isEqualTo(new Exit.TooMuchOutput(2000));
    }

    @Test
    void a_program_is_ended_where_the_disk_is_nearly_full() {
        var all = folder.toFile().getTotalSpace();
        var reserve = new Reserve(folder.resolve("scratch"), all + 1); // as much as there never is
        processes =
                new Processes(folder.resolve("scratch"), Duration.ofMinutes(5), System.getenv(), new Vault(), reserve);

        var ran = sh("trap '' TERM; setsid sleep 1000 & sleep 1000");

        assertThat(ran.exit()).isEqualTo(new Exit.DiskFull(folder.resolve("scratch"), all + 1));
        assertThat(ran.exit().failure(""))
                .hasValueSatisfying(failure -> assertThat(failure)
                        .hasToString(
                                "StoreFailed[message=less than %d MB were free at %s: what ran was ended before the disk was full]"
                                        .formatted((all + 1) / 1_000_000, folder.resolve("scratch"))));
    }

    @Test
    void interrupting_cancels_and_kills_all() throws Exception {
        var task = new FutureTask<>(() -> {
            var ran = sh("setsid sleep 1000 & echo up; sleep 1000");
            return List.of(ran.exit(), Thread.currentThread().isInterrupted());
        });
        var thread = Thread.ofVirtual().start(task);
        await(() -> lines.contains("up"));

        thread.interrupt();

        assertThat(task.get()).isEqualTo(List.of(new Exit.Cancelled(), false));
    }

    @Test
    void interrupting_twice_does_not_wait_for_the_grace() throws Exception {
        processes = new Processes(folder.resolve("scratch"), Duration.ofMinutes(5), System.getenv());
        var task = new FutureTask<>(() -> sh("trap 'echo asked' TERM; echo up; while :; do sleep 0.05; done")
                .exit());
        var thread = Thread.ofVirtual().start(task);
        await(() -> lines.contains("up"));

        thread.interrupt();
        await(() -> lines.contains("asked"));
        thread.interrupt();

        assertThat(task.get()).isEqualTo(new Exit.Cancelled());
    }

    @Test
    void an_interrupted_thread_starts_nothing() {
        Thread.currentThread().interrupt();

        assertThat(sh("echo never").exit()).isEqualTo(new Exit.Cancelled());
        assertThat(Thread.interrupted()).isFalse();
        assertThat(lines).isEmpty();
    }

    @Test
    void says_why_a_program_was_not_started() throws IOException {
        var plain = Files.writeString(folder.resolve("work/plain"), "#!/bin/sh\n");

        assertThat(reason("no-such-program")).isEqualTo("the program 'no-such-program' is not on the PATH");
        assertThat(reason("./no/such")).isEqualTo("./no/such does not exist or is not executable");
        assertThat(reason(plain.toString())).isEqualTo(plain + " does not exist or is not executable");
        assertThat(reason(folder.toString())).isEqualTo(folder + " does not exist or is not executable");
        assertThat(reason("echo", "a\0b")).isEqualTo("an argument of echo holds a NUL character");
        assertThat(reason("a\0b")).isEqualTo("an argument of a\uFFFDb holds a NUL character");
        assertThat(reason("")).isEqualTo("the program '' is not on the PATH");
        assertThat(reason()).isEqualTo("there is no program to start");
        assertThat(reason("echo", "x".repeat(200_000))).contains("Argument list too long");
    }

    @Test
    void a_folder_that_is_not_there_is_said() {
        var launch = new Site.Launch(List.of("echo"), folder.resolve("nowhere"));
        var ran = processes.run(start(launch, "", Limits.DEFAULT, Map.of()), lines::add);

        assertThat(ran.exit())
                .isEqualTo(
                        new Exit.NotStarted("the folder to run echo in does not exist: " + folder.resolve("nowhere")));
    }

    @Test
    void a_variable_that_cannot_be_one_is_said() {
        assertThat(with("A", "x\0y")).isEqualTo(new Exit.NotStarted("the variable A holds a NUL character"));
        assertThat(with("A=B", "x")).isEqualTo(new Exit.NotStarted("'A=B' is no name for a variable"));
    }

    @Test
    void a_listener_that_throws_kills_the_program_and_is_heard() {
        assertThatThrownBy(() -> processes.run(start("echo x; sleep 1000", "", Limits.DEFAULT), line -> {
                    throw new IllegalStateException("bug");
                }))
                .hasMessage("bug");
    }

    @Test
    void three_hundred_silent_children_hold_nobody_up() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var silent = new ArrayList<Callable<Exit>>();
            for (int i = 0; i < 300; i++) {
                silent.add(() -> sh("while [ ! -e go ]; do sleep 1; done").exit());
            }
            var running = silent.stream().map(threads::submit).toList();
            Files.writeString(folder.resolve("work/go"), "");
            assertThat(sh("echo lively").exit()).isEqualTo(new Exit.Ended(0));
            for (var one : running) {
                assertThat(one.get()).isEqualTo(new Exit.Ended(0));
            }
        }
    }

    @Test
    void a_sweep_kills_what_a_dead_wave_left_and_nothing_else() throws Exception {
        var left = new ProcessBuilder("setsid", "sleep", "1000");
        left.environment().put(Sweeper.VARIABLE, "outer " + tag + " " + tag + "#1.1");
        var other = new ProcessBuilder("sleep", "1000");
        other.environment().put(Sweeper.VARIABLE, tag + "-longer");
        other.environment().put("X", "WAVE_TAG=" + tag);
        var orphan = left.start();
        var bystander = other.start();
        try {
            assertThat(processes.sweep(tag)).isEqualTo(1);
            assertThat(orphan.waitFor()).isEqualTo(137);
            assertThat(bystander.isAlive()).isTrue();
            assertThat(processes.sweep(tag)).isZero();
        } finally {
            bystander.destroyForcibly().waitFor();
        }
    }

    @Test
    void a_wave_within_a_step_carries_the_tags_of_both() {
        var inner = new Processes(
                folder.resolve("scratch"),
                Duration.ZERO,
                Map.of("PATH", System.getenv("PATH"), "WAVE_TAG", "outer-tag"));

        inner.run(start("echo $WAVE_TAG", "", Limits.DEFAULT), lines::add);

        assertThat(lines.getFirst()).startsWith("outer-tag " + tag + " ");
    }

    @Test
    void a_forest_of_processes_is_felled() {
        assumeTrue(Files.exists(Path.of("/proc/self/environ")), "needs /proc");
        var ran = sh(
                "for i in 1 2 3 4 5; do (for j in 1 2 3 4 5; do setsid sh -c 'trap \"\" TERM; sleep 1000; sleep 1000' & done; wait) & done; wait",
                limits(Duration.ofSeconds(1), Duration.ofMinutes(1)));

        assertThat(ran.exit()).isInstanceOf(Exit.TimedOut.class);
    }

    private Exit with(String name, String value) {
        return processes
                .run(
                        start(new Site.Launch(List.of("true"), folder), "", Limits.DEFAULT, Map.of(name, value)),
                        lines::add)
                .exit();
    }

    private String reason(String... argv) {
        var launch = new Site.Launch(List.of(argv), folder.resolve("work"));
        var exit = processes
                .run(start(launch, "", Limits.DEFAULT, Map.of()), lines::add)
                .exit();
        return exit instanceof Exit.NotStarted(var reason) ? reason : exit.toString();
    }

    private Ran sh(String script) {
        return sh(script, Limits.DEFAULT);
    }

    private Ran sh(String script, Limits limits) {
        return processes.run(start(script, "", limits), listener());
    }

    private Ran run(String script, String input) {
        return processes.run(start(script, input, Limits.DEFAULT), listener());
    }

    private Listener listener() {
        return new Listener() {
            @Override
            public void line(String line) {
                lines.add(line);
            }

            @Override
            public void errorLine(String line) {
                lines.add("! " + line);
            }
        };
    }

    private Start start(String script, String input, Limits limits) {
        return start(
                new Site.Launch(List.of("sh", "-c", script), folder.resolve("work")),
                input,
                limits,
                Map.of("GIVEN", "v"));
    }

    private Start start(Site.Launch launch, String input, Limits limits, Map<String, String> env) {
        var stdin = input.isEmpty() ? new Start.Input.Nothing() : new Start.Input.Text(input);
        return new Start(launch, new LinkedHashMap<>(env), stdin, tag, limits);
    }

    private static Limits limits(Duration wall, Duration idle) {
        return limits(wall, idle, Limits.DEFAULT.outputBytes());
    }

    private static Limits limits(Duration wall, Duration idle, long bytes) {
        return new Limits(wall, idle, bytes);
    }

    private static List<String> commandLines() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .toList();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("wave-output"))
                .toList();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.sleep(5);
        }
    }
}

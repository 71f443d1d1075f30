package dev.wave.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.key.Key;
import dev.wave.model.Decoded;
import dev.wave.model.Digest;
import dev.wave.model.Retry;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.plan.Drift;
import dev.wave.run.RunEvent.Ending;
import dev.wave.run.RunEvent.SkipReason;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunEventJsonTest {
    private static final StepId STEP = new StepId("implement");
    private static final Digest DIGEST = Digest.ofText("some bytes");
    private static final TreeId TREE = new TreeId("git-sha1:4b825dc642cb6eb9a060e54bf8d69288fbee4904");
    private static final Usage USAGE = new Usage(1200, 300, 40, 2, Optional.of(new BigDecimal("0.0450")));
    private static final RunId RUN = new RunId("7f3a");

    @Test
    void every_type_is_written_as_documented() throws Exception {
        assertThat(lines(everything())).isEqualTo(golden());
    }

    @Test
    void what_is_documented_is_read() throws Exception {
        var read = golden().lines()
                .map(line -> RunEventJson.readLine(line).orElseThrow(IllegalStateException::new))
                .map(line -> line.recorded().event())
                .toList();

        assertThat(read).isEqualTo(everything());
    }

    @Test
    void the_golden_lines_hold_every_type() {
        assertThat(everything().stream().map(Object::getClass).distinct())
                .hasSameSizeAs(new Generated(0).events().toList());
    }

    @Test
    void any_event_survives_writing_and_reading() {
        for (var seed = 0; seed < 2_000; seed++) {
            new Generated(seed).events().forEach(event -> {
                var text = RunEventJson.write(event);
                var bytes = new String(text.getBytes(UTF_8), UTF_8);
                assertThat(RunEventJson.read(bytes)).isEqualTo(new Decoded.Understood<>(event));
                assertThat(text).doesNotContain("\n");
            });
        }
    }

    @Test
    void any_line_survives_writing_and_reading() {
        for (var seed = 0; seed < 200; seed++) {
            var generated = new Generated(seed);
            var run = generated.run();
            var time = generated.time();
            generated.events().forEach(event -> {
                var recorded = new Recorded(17, time, event, "abc");
                assertThat(RunEventJson.readLine(RunEventJson.writeLine(run, recorded)))
                        .isEqualTo(new Decoded.Understood<>(new RunEventJson.Line(run, recorded)));
            });
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"step_teleported","step":"a"}                   | unknown type of event 'step_teleported'
            {"type":"attempt_lost","step":"a","attempt":1,"mood":2} | unknown field 'mood'
            {"type":"attempt_lost","step":"a"}                      | 'attempt' is missing
            {"type":"attempt_lost","step":"A","attempt":1}          | 'step' cannot be 'A'
            {"type":"attempt_lost","step":3,"attempt":1}            | 'step' is not a text
            {"type":"attempt_lost","step":"a","attempt":"1"}        | 'attempt' is not a number
            {"type":"attempt_lost","step":"a","attempt":1.5}        | 'attempt' cannot be '1.5'
            {"type":"attempt_lost","step":"a","attempt":1e9999}     | 'attempt' cannot be '1E+9999'
            {"type":"step_skipped","step":"a","reason":"mood"}      | unknown reason to skip 'mood'
            {"type":"run_finished","status":"green","reason":""}    | 'status' is 'green', which is unknown
            {"step":"a"}                                            | 'type' is missing
            [1]                                                     | not a JSON object
            """)
    void what_is_not_understood_completely_is_an_error_value(String text, String reason) {
        assertThat(RunEventJson.read(text)).isEqualTo(new Decoded.NotUnderstood<>(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"type\":\"run_resumed\"} {}", "{'type':'run_resumed'}", "\u0000", "nul"})
    void what_is_no_json_is_an_error_value(String text) {
        assertThat(RunEventJson.read(text)).isInstanceOf(Decoded.NotUnderstood.class);
    }

    @Test
    void half_a_character_is_replaced_so_that_the_line_can_be_read_again() {
        var text = RunEventJson.write(
                new RunEvent.RunFinished(RunStatus.FAILED, Optional.empty(), "cut \ud83d here \ude00"));

        assertThat(RunEventJson.read(text))
                .isEqualTo(new Decoded.Understood<>(
                        new RunEvent.RunFinished(RunStatus.FAILED, Optional.empty(), "cut \ufffd here \ufffd")));
    }

    @Test
    void a_cut_line_is_an_error_value_wherever_it_was_cut() {
        var line = RunEventJson.writeLine(RUN, new Recorded(1, Instant.EPOCH, new RunEvent.RetryDue(STEP, 2), "c"));
        for (var end = 0; end < line.length(); end++) {
            assertThat(RunEventJson.readLine(line.substring(0, end))).isInstanceOf(Decoded.NotUnderstood.class);
        }
    }

    @Test
    void a_newer_version_is_an_error_value() {
        assertThat(RunEventJson.readLine("{\"v\":2,\"type\":\"run_resumed\"}"))
                .isEqualTo(new Decoded.NotUnderstood<>("version 2 is not known to this Wave"));
    }

    private static String lines(List<RunEvent> events) {
        var time = Instant.parse("2026-01-02T03:04:05.678Z");
        var seq = new int[1];
        return events.stream()
                .map(event -> new Recorded(++seq[0], time.plusSeconds(seq[0]), event, "c0ffee"))
                .map(recorded -> RunEventJson.writeLine(RUN, recorded) + "\n")
                .collect(Collectors.joining());
    }

    private static String golden() throws IOException {
        try (var file = RunEventJsonTest.class.getResourceAsStream("run-events.ndjson")) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }

    /// Every type, and every variant of what it carries.
    private static List<RunEvent> everything() {
        var key = new Key(DIGEST);
        var broken = new Verdict(
                "json_schema",
                Verdict.Status.BROKEN,
                List.of(new Violation("/coverage", "expected >= 0.8, found 0.6")),
                "");
        var held = new Verdict("test_suite", Verdict.Status.HELD, List.of(), "12 tests passed\n");
        var events = new ArrayList<RunEvent>(List.of(
                new RunEvent.RunStarted(
                        "feature-development", DIGEST, TREE, "3f2a91c + 2 changed", List.of(STEP), List.of(STEP), -7),
                new RunEvent.RunResumed(),
                new RunEvent.StepReady(STEP, key, TREE),
                new RunEvent.StepReused(
                        STEP, key, DIGEST, new Origin.OfRun(RUN, Instant.parse("2026-01-01T00:00:00Z")), USAGE),
                new RunEvent.StepSkipped(STEP, new SkipReason.Condition()),
                new RunEvent.StepSkipped(STEP, new SkipReason.Needs(List.of(new StepId("analyze")))),
                new RunEvent.StepSkipped(STEP, new SkipReason.Stopped()),
                new RunEvent.StepSkipped(STEP, new SkipReason.NotSelected()),
                new RunEvent.AttemptStarted(STEP, 1, Retry.From.CLEAN),
                new RunEvent.AttemptLost(STEP, 1),
                new RunEvent.ContractChecked(STEP, 2, broken),
                new RunEvent.ContractChecked(STEP, 2, held),
                new RunEvent.AttemptFinished(
                        STEP,
                        2,
                        Optional.empty(),
                        Optional.of(TREE),
                        USAGE,
                        Duration.ofMillis(41_200),
                        Optional.of(DIGEST)),
                new RunEvent.AttemptFinished(
                        STEP,
                        3,
                        Optional.of(new Failure.ContractBroken(List.of(broken))),
                        Optional.empty(),
                        Usage.UNKNOWN,
                        Duration.ZERO,
                        Optional.empty()),
                new RunEvent.RetryScheduled(STEP, 4, Retry.From.PREVIOUS, Duration.ofSeconds(2)),
                new RunEvent.RetryDue(STEP, 4),
                new RunEvent.StepFinished(
                        STEP,
                        new Ending.Succeeded(
                                DIGEST, TREE, List.of(new Outcome.ArtifactId("report", DIGEST.value())), false)),
                new RunEvent.CancelRequested(),
                new RunEvent.RunFinished(RunStatus.SUCCEEDED, Optional.of(TREE), ""),
                new RunEvent.RunFinished(RunStatus.CANCELLED, Optional.empty(), "cancelled")));
        Stream.of(
                        new Failure.Exited(1, "make: *** [all] Error 1\n"),
                        new Failure.TimedOut(Failure.Limit.IDLE, Duration.ofMinutes(5)),
                        new Failure.OutputExceeded(67_108_864),
                        new Failure.ContractBroken(List.of(broken, held)),
                        new Failure.PermissionViolation(List.of(new Violation("src/Main.java", "changed"))),
                        new Failure.AgentFailed("no answer"),
                        new Failure.Transient("429", Optional.of(Duration.ofSeconds(30))),
                        new Failure.Transient("503", Optional.empty()),
                        new Failure.MergeConflict(List.of(new StepId("a"), new StepId("b")), List.of("README.md")),
                        new Failure.NotPrepared("the input 'report' is not there"),
                        new Failure.StoreFailed("no space left"),
                        new Failure.Lost(),
                        new Failure.Cancelled(),
                        new Failure.SecretFound(List.of(new Violation(".env", "holds the secret NPM_TOKEN"))))
                .map(failure -> new RunEvent.StepFinished(STEP, new Ending.Failed(failure, because(failure))))
                .forEach(events::add);
        events.add(new RunEvent.DriftFound(STEP, 2, List.of(new Drift("claude", "2.1.197", "2.1.198"))));
        return events;
    }

    private static RunEvent.Because because(Failure failure) {
        return switch (failure) {
            case Failure.ContractBroken _ -> RunEvent.Because.HALTED;
            case Failure.AgentFailed _ -> RunEvent.Because.REPEATED;
            case Failure.Exited _, Failure.Transient _ -> RunEvent.Because.USED_UP;
            case Failure.Cancelled _ -> RunEvent.Because.STOPPED;
            default -> RunEvent.Because.FINAL;
        };
    }
}

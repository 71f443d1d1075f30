package dev.wave.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.model.Digest;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.run.Activity;
import dev.wave.run.Usage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActivityLogTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final RunId RUN = new RunId("7f3a");
    private static final StepId STEP = new StepId("build");

    @TempDir
    private Path folder;

    private ActivityLog log;

    @BeforeEach
    void open() {
        log = new ActivityLog(folder, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void every_kind_of_activity_is_read_as_it_was_written() {
        var activities = List.of(
                new Activity.Said("line\nbreak \u001b[31m \"quotes\" \u2028 ö"),
                new Activity.ToolStarted("1", "Bash", "git log"),
                new Activity.ToolFinished("1", false),
                new Activity.Used(new Usage(1, 2, 3, 4, Optional.of(new BigDecimal("0.0910")))),
                new Activity.Used(Usage.UNKNOWN),
                new Activity.Notice("slow"));
        try (var writer = log.write(RUN, STEP, 1)) {
            activities.forEach(writer);
        }
        assertThat(log.read(RUN, STEP, 1).more())
                .containsExactlyElementsOf(activities.stream()
                        .map(activity -> new ActivityJson.Entry(NOW, activity))
                        .toList());
    }

    @Test
    void a_line_is_as_documented() {
        assertThat(ActivityJson.write(new ActivityJson.Entry(NOW, new Activity.Said("a"))))
                .isEqualTo("{\"time\":\"2026-01-02T03:04:05Z\",\"type\":\"said\",\"text\":\"a\"}");
    }

    @Test
    void follows_a_file_that_is_not_there_yet_and_half_lines() throws IOException {
        var reader = log.read(RUN, STEP, 1);
        assertThat(reader.more()).isEmpty();
        var file = Files.createDirectories(folder.resolve("7f3a")).resolve("build.1.ndjson");
        var line = ActivityJson.write(new ActivityJson.Entry(NOW, new Activity.Said("ö")));

        Files.writeString(file, line.substring(0, 20));
        assertThat(reader.more()).isEmpty();
        Files.writeString(
                file, line.substring(20) + "\ngarbage\n{\"type\":\"new\"}\n[1]\n\n", StandardOpenOption.APPEND);
        assertThat(reader.more()).containsExactly(new ActivityJson.Entry(NOW, new Activity.Said("ö")));
        assertThat(reader.more()).isEmpty();
    }

    @Test
    void the_digest_is_that_of_the_file() throws IOException {
        var writer = log.write(RUN, STEP, 1);
        writer.accept(new Activity.Said("a"));
        var digest = writer.finish();
        writer.accept(new Activity.Said("too late"));

        assertThat(digest).isEqualTo(Digest.of(Files.readAllBytes(folder.resolve("7f3a/build.1.ndjson"))));
        assertThat(writer.finish()).isEqualTo(digest);
        assertThat(writer.problem()).isEmpty();
    }

    @Test
    void says_where_it_stopped_when_it_grew_too_large() {
        try (var writer = log.write(RUN, STEP, 1, 1000)) {
            for (var i = 0; i < 100; i++) {
                writer.accept(new Activity.Said("x".repeat(100)));
            }
        }
        var entries = log.read(RUN, STEP, 1).more();

        assertThat(entries).hasSizeBetween(5, 8);
        assertThat(entries.getLast().activity()).isInstanceOf(Activity.Notice.class);
        assertThat(folder.resolve("7f3a/build.1.ndjson").toFile().length()).isLessThan(1300);
    }

    @Test
    void lists_the_attempts_of_a_run() throws IOException {
        assertThat(log.attempts(RUN)).isEmpty();
        log.write(RUN, STEP, 10).close();
        log.write(RUN, STEP, 2).close();
        log.write(RUN, new StepId("a"), 1).close();
        Files.writeString(folder.resolve("7f3a/other.txt"), "");

        assertThat(log.attempts(RUN))
                .containsExactly(
                        new ActivityLog.Attempt(new StepId("a"), 1),
                        new ActivityLog.Attempt(STEP, 2),
                        new ActivityLog.Attempt(STEP, 10));
    }

    @Test
    void a_disk_that_cannot_be_written_does_not_fail_the_attempt() throws IOException {
        Files.createDirectories(folder.resolve("7f3a"));
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "needs /dev/full");
        Files.createSymbolicLink(folder.resolve("7f3a/build.1.ndjson"), Path.of("/dev/full"));

        var writer = log.write(RUN, STEP, 1);
        writer.accept(new Activity.Said("a"));
        writer.accept(new Activity.Said("b"));
        writer.close();

        assertThat(writer.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("No space left"));
    }
}

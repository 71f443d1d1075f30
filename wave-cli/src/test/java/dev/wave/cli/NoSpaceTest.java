package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.process.Errand;
import dev.wave.store.FileBlobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A disk that is full in the middle of a run or of a recording, wherever that hits it. The disk is a file
/// system in memory, whose free space only root can take away.
class NoSpaceTest {
    private static final String ROOMY = "size=700m";

    /// Kilobytes that are left: from nothing to enough for all.
    private static final List<Integer> LEFT = List.of(0, 16, 64, 160, 4096);

    private static final String AGENT = """
            cat > /dev/null
            if [ "$WAVE_STEP" = fill ] && [ -e "$FOLDER/left" ]; then
                used=$(df -k --output=used "$FOLDER" | tail -1)
                mount -o "remount,size=$((used + $(cat "$FOLDER/left")))k" "$FOLDER"
            fi
            head -c 20000 /dev/zero | tr '\\0' "$(echo "$WAVE_STEP" | head -c 1)" > "$WAVE_STEP.txt"
            cp "$WAVE_STEP.txt" "$WAVE_OUT/$WAVE_STEP-copy.txt"
            """;

    private static final Pattern LESS = Pattern.compile("less than [25]00 MB");

    private static final String PIPELINE = """
            name: tight
            steps:
              - {id: begin, persona: craftsman, task: "Begin", deliverables: [{name: begin-copy, format: text}]}
              - {id: fill, persona: craftsman, task: "Fill", dependencies: [begin], deliverables: [{name: fill-copy, format: text}]}
              - {id: end, persona: craftsman, task: "End", dependencies: [fill], deliverables: [{name: end-copy, format: text}]}
            """;

    @TempDir
    Path temp;

    private Path disk;

    @BeforeEach
    void mount() throws IOException {
        disk = Files.createDirectories(temp.resolve("disk"));
        assumeTrue(can("mount", "-t", "tmpfs", "-o", ROOMY, "tmpfs", disk.toString()), "cannot mount here");
    }

    @AfterEach
    void unmount() throws IOException {
        can("umount", "-l", disk.toString());
    }

    private static boolean can(String... words) throws IOException {
        return Errand.run(List.of(words)).exit() == 0;
    }

    private LiveProject project() throws IOException, InterruptedException {
        unmount();
        mount();
        return new LiveProject(disk, AGENT, PIPELINE);
    }

    private void makeRoom() throws IOException {
        assertThat(can("mount", "-o", "remount," + ROOMY, disk.toString())).isTrue();
    }

    private void leave(int kilobytes) throws IOException {
        var line = "mount -o remount,size=$(($(df -k --output=used \"$0\" | tail -1) + $1))k \"$0\"";
        assertThat(can("sh", "-c", line, disk.toString(), Integer.toString(kilobytes)))
                .isTrue();
    }

    /// Where an agent must not be started, since what it makes might not fit.
    @Test
    void no_agent_is_started_with_less_than_500_MB() throws Exception {
        var project = project();
        leave(400_000);

        var run = project.wave("run");

        assertThat(run.code()).isOne();
        assertThat(run.out()).contains("begin  failed     store: only ", " MB are free at ", "less than 500 MB");
        assertThat(project.starts()).isEmpty();
        makeRoom();
        assertThat(project.wave("resume").code()).isZero();
    }

    /// One that eats up the disk, bit by bit or with its last bit, and one beside it that does no harm.
    @ParameterizedTest
    @ValueSource(strings = {"count=620 && sleep 1000", "count=2000; sleep 1000", "count=2000; exit 1"})
    void a_step_that_fills_the_disk_is_ended_and_the_disk_is_free_again(String much) throws Exception {
        var project = new LiveProject(disk, "cat > /dev/null; echo fine > \"$WAVE_OUT/note.txt\"", """
                name: filler
                steps:
                  - {id: before, persona: craftsman, task: "Work", artifacts: [{name: note, format: text}]}
                  - {id: filler, run: "dd if=/dev/zero of=f bs=1M %s", dependencies: [before], retry: {max: 0}}
                """.formatted(much));

        var run = project.wave("run");

        assertThat(faults(run)).as(run.toString()).isEmpty();
        assertThat(run.out()).contains("before  succeeded");
        assertThat(disk.toFile().getUsableSpace()).isGreaterThan(600L << 20);
        assertThat(check(project).corrupt()).isEmpty();
        project.assertNothingIsLeft();
        var again = project.wave("run", "--only", "before");
        assertThat(again.out()).as(again.toString()).contains("before  reused");
    }

    @Test
    void a_run_says_so_and_is_resumed_when_there_is_space_again() throws Exception {
        var undisturbed = project();
        assertThat(undisturbed.wave("run").code()).isZero();
        var expected = undisturbed.made();
        var faults = new ArrayList<String>();
        var codes = new ArrayList<Integer>();
        for (var left : LEFT) {
            var project = project();
            Files.writeString(project.beside("left"), Integer.toString(left));
            var run = project.wave("run");
            Files.delete(project.beside("left"));
            codes.add(run.code());
            faults(run).forEach(fault -> faults.add(left + " KB: " + fault));
            makeRoom();
            assertThat(can("rm", "-r", project.state().resolve("leases").toString()))
                    .isTrue(); // as if the process were over
            if (!check(project).corrupt().isEmpty()) {
                faults.add(left + " KB: half a file in the store");
            }
            var resumed = project.wave("resume");
            if (resumed.code() != 0 || !project.made().equals(expected)) {
                faults.add(left + " KB: cannot be resumed: " + resumed);
            }
        }

        assertThat(faults).isEmpty();
        assertThat(codes).containsOnly(1);
    }

    @Test
    void a_recording_is_made_whole_or_not_at_all() throws Exception {
        var project = project();
        assertThat(project.wave("run").code()).isZero();
        var faults = new ArrayList<String>();
        var codes = new ArrayList<Integer>();
        for (var left : LEFT) {
            leave(left);
            var recorded = project.wave("record", "--as", "case" + left);
            codes.add(recorded.code());
            if (recorded.code() != 0) {
                faults(recorded).forEach(fault -> faults.add(left + " KB: " + fault));
            }
            makeRoom();
            if (Files.exists(project.root.resolve("wave.lock"))) {
                var verified = project.wave("verify");
                if (verified.code() != 0) {
                    faults.add(left + " KB: what the lock names is not whole: " + verified);
                }
            }
            if (recorded.code() == 0) { // the next one begins with nothing again
                Files.delete(project.root.resolve("wave.lock"));
                assertThat(can("rm", "-r", project.root.resolve(".wave").toString()))
                        .isTrue();
            }
        }

        assertThat(faults).isEmpty();
        assertThat(codes).as("some space is too little, and some is enough").contains(0, 1);
    }

    private static List<String> faults(LiveProject.Ended ended) {
        var faults = new ArrayList<String>();
        var all = ended.out() + ended.err();
        if (ended.code() != 1 || all.contains("\tat ") || all.contains("Exception")) {
            faults.add("a bug shows: " + ended);
        }
        if (!all.toLowerCase(Locale.ROOT).contains("no space left")
                && !LESS.matcher(all).find()) {
            faults.add("does not say that there is no space: " + ended);
        }
        return faults;
    }

    private static FileBlobs.Check check(LiveProject project) {
        return new FileBlobs(project.state().resolve("blobs"), _ -> {}).check();
    }
}

package dev.wave.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.diagnostic.Checked;
import dev.wave.lock.LockMerge.Outcome;
import dev.wave.lock.LockMerge.Take;
import dev.wave.model.PipelineName;
import org.junit.jupiter.api.Test;

class LockMergeTest {
    private static final RecordingName NAME = new RecordingName(new PipelineName("p"), "one");

    @Test
    void recordings_of_both_sides_are_kept() {
        var text = "lock: 1\nkeys: 1\nrecordings:\n<<<<<<< HEAD\n" + recording("p/one", '1') + "||||||| base\n=======\n"
                + recording("p/two", '2') + ">>>>>>> other\n";

        assertThat(LockMerge.isNeeded(text)).isTrue();
        assertThat(merged(text, Take.NEITHER).recordings().sequencedKeySet())
                .containsExactly(NAME, new RecordingName(new PipelineName("p"), "two"));
    }

    @Test
    void two_results_of_one_recording_are_a_conflict_until_somebody_chooses() {
        var text = "lock: 1\nkeys: 1\nrecordings:\n<<<<<<< HEAD\n" + recording("p/one", '1') + "=======\n"
                + recording("p/one", '2') + ">>>>>>> other\n";

        assertThat(outcome(text, Take.NEITHER)).isEqualTo(new Outcome.Conflict(java.util.List.of(NAME)));
        assertThat(tree(merged(text, Take.OURS))).endsWith("1111");
        assertThat(tree(merged(text, Take.THEIRS))).endsWith("2222");
    }

    @Test
    void equal_recordings_are_no_conflict() {
        var text = "lock: 1\n<<<<<<< HEAD\nkeys: 1\n=======\nkeys: 1\n>>>>>>> other\nrecordings:\n"
                + recording("p/one", '1');

        assertThat(merged(text, Take.NEITHER).recordings()).hasSize(1);
    }

    @Test
    void pins_that_the_sides_do_not_agree_on_are_left_to_be_made_anew_or_chosen() {
        var text = """
                lock: 1
                keys: 1
                adapters:
                <<<<<<< HEAD
                  claude: {version: 2.1.197}
                  codex: {version: 0.1.0}
                =======
                  claude: {version: 2.1.198}
                  gemini: {version: 0.2.0}
                >>>>>>> other
                models:
                  claude/balanced: same-1
                """;

        assertThat(merged(text, Take.NEITHER).pins().adapters().toString()).isEqualTo("{codex=0.1.0, gemini=0.2.0}");
        assertThat(merged(text, Take.NEITHER).pins().models().toString()).isEqualTo("{claude/balanced=same-1}");
        assertThat(merged(text, Take.OURS).pins().adapters().toString())
                .isEqualTo("{claude=2.1.197, codex=0.1.0, gemini=0.2.0}");
        assertThat(merged(text, Take.THEIRS).pins().adapters().toString())
                .isEqualTo("{claude=2.1.198, codex=0.1.0, gemini=0.2.0}");
    }

    private static String tree(Lock lock) {
        return lock.recordings().firstEntry().getValue().tree().value();
    }

    private static Lock merged(String text, Take take) {
        return outcome(text, take) instanceof Outcome.Merged(var lock) ? lock : Lock.EMPTY;
    }

    private static Outcome outcome(String text, Take take) {
        return LockMerge.of(text, take) instanceof Checked.Valid<Outcome>(var outcome, var _)
                ? outcome
                : new Outcome.Merged(Lock.EMPTY);
    }

    private static String recording(String name, char digit) {
        var id = "git-sha1:" + String.valueOf(digit).repeat(40);
        return "  %s:\n    base: %s\n    level: open\n    tree: %s\n    bytes: vendored\n".formatted(name, id, id);
    }
}

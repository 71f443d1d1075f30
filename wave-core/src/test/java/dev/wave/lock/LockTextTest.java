package dev.wave.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.plan.Pins;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LockTextTest {

    static final String TEXT = """
            # Written by `wave lock` and `wave record`. To change it, change the project and run them again.
            lock: 1
            keys: 1
            adapters:
              claude: {version: 2.1.197}
            models:
              claude/balanced: claude-sonnet-4-5-20250929
              claude/opus: {floating: true}
            personas:
              craftsman: builtin@1 sha256:1111111111111111111111111111111111111111111111111111111111111111
            schemas:
              .wave/contracts/api.schema.json: sha256:2222222222222222222222222222222222222222222222222222222222222222
            pipelines:
              feature-development:
                params: {feature: string}
                steps:
                  analyze:
                    definition: sha256:3333333333333333333333333333333333333333333333333333333333333333
                    grants: ['!Bash(rm *)', Bash(git log*), Read]
                  build: {definition: 'sha256:4444444444444444444444444444444444444444444444444444444444444444'}
            recordings:
              feature-development/authentication:
                params: {depth: 2, feature: authentication, ratio: 0.5, strict: true}
                input: |-
                  two
                  lines
                base: git-sha1:5555555555555555555555555555555555555555
                level: sandboxed
                steps:
                  analyze: {key: 'sha256:6666666666666666666666666666666666666666666666666666666666666666', result: 'sha256:7777777777777777777777777777777777777777777777777777777777777777'}
                tree: git-sha1:8888888888888888888888888888888888888888
                artifacts: {codebase-scan: 'sha256:9999999999999999999999999999999999999999999999999999999999999999'}
                bytes: vendored
            """;

    @Test
    void what_is_read_is_written_again_byte_for_byte() {
        assertThat(LockText.write(lock(TEXT))).isEqualTo(TEXT);
    }

    @Test
    void an_empty_lock_has_a_text_too() {
        assertThat(lock(LockText.write(Lock.EMPTY))).isEqualTo(Lock.EMPTY);
    }

    @Test
    void numbers_keep_every_digit() {
        var text = TEXT.replace("ratio: 0.5", "ratio: 123456789012345678901234567890.125");

        assertThat(lock(LockText.write(lock(text)))).isEqualTo(lock(text)).isNotEqualTo(lock(TEXT));
    }

    @Test
    void an_unfinished_merge_is_named_with_its_line() {
        var text = "lock: 1\n<<<<<<< HEAD\nkeys: 1\n=======\nkeys: 2\n>>>>>>> other\n";

        assertThat(problems(text))
                .extracting(Diagnostic::headline)
                .containsExactly("wave.lock:2:1: error[E-LOCK]: the lock holds two versions that nobody has merged");
    }

    @Test
    void pins_are_read_without_what_follows_them_wherever_they_stand() {
        var adapters = "adapters:\n  claude: {version: 2.1.197}\n";
        var moved = TEXT.replace(adapters, "") + adapters;

        assertThat(pins(TEXT)).isEqualTo(lock(TEXT).pins());
        assertThat(pins(moved)).isEqualTo(lock(TEXT).pins());
        assertThat(pins(TEXT.replace("level: sandboxed", "level: sealed shut")))
                .isEqualTo(lock(TEXT).pins());
        assertThat(pins("lock: 1\nkeys: 1\n")).isEqualTo(Pins.NONE);
        assertThat(LockText.pins(TEXT.replace("pipelines:\n", "<<<<<<< a\npipelines:\n")))
                .isInstanceOf(Checked.Invalid.class);
        assertThat(LockText.pins(TEXT.replace("keys: 1", "keys: one"))).isInstanceOf(Checked.Invalid.class);
    }

    private static Pins pins(String text) {
        return LockText.pins(text) instanceof Checked.Valid<Pins>(var pins, var _) ? pins : Pins.NONE;
    }

    @Test
    void says_what_is_wrong_and_where() {
        assertThat(wrong("keys: 1", "keys: many")).isEqualTo("this is no lock: 'keys' is not a number");
        assertThat(wrong("lock: 1", "lock: 2"))
                .isEqualTo("this is no lock: its format is 2, and this version of Wave knows 1");
        assertThat(wrong("level: sandboxed", "level: sealed shut"))
                .isEqualTo("this is no lock: recordings.feature-development/authentication: 'level' is 'sealed shut',"
                        + " which is unknown");
        assertThat(wrong("git-sha1:8888", "git-sha1:xxxx")).startsWith("this is no lock: recordings.");
        assertThat(wrong("bytes: vendored", "bytes: vendored\n    more: 1")).endsWith("unknown field 'more'");
    }

    @Test
    void no_text_makes_it_throw() {
        var random = new Random(7);
        for (var round = 0; round < 3_000; round++) {
            var text = new StringBuilder(TEXT);
            for (var change = 0; change <= random.nextInt(4); change++) {
                var at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.setCharAt(at, (char) (' ' + random.nextInt(95)));
                    default -> text.insert(at, "\n");
                }
            }
            assertThat(LockText.read(text.toString())).isNotNull();
        }
    }

    static Lock lock(String text) {
        return switch (LockText.read(text)) {
            case Checked.Valid<Lock>(var lock, var _) -> lock;
            case Checked.Invalid<Lock>(var problems) -> throw new AssertionError(problems);
        };
    }

    private static String wrong(String part, String instead) {
        var problem = problems(TEXT.replace(part, instead)).getFirst();
        assertThat(problem.code()).isEqualTo(Code.E_LOCK);
        return problem.message();
    }

    private static List<Diagnostic> problems(String text) {
        return switch (LockText.read(text)) {
            case Checked.Valid<Lock>(var lock, var _) -> throw new AssertionError("it was read: " + lock);
            case Checked.Invalid<Lock>(var problems) -> problems;
        };
    }
}

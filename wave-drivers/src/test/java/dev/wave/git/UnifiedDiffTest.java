package dev.wave.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.git.UnifiedDiff.FileLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnifiedDiffTest {
    @TempDir
    Path temporary;

    GitFixture fixture;

    @BeforeEach
    void make() throws IOException {
        fixture = GitFixture.repository(temporary, "a.txt");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void is_a_patch() {
        var from = fixture.tree("a", "1\n2\n", "gone", "x\n");
        var to = fixture.tree("a", "1\n3\n", "ü\n", "new\n");

        assertThat(diff().text(from, to, 10_000)).isEqualTo("""
                diff --git a/a b/a
                index 1191247b6d9a206f6ba3d8ac79e26d041dd86941..2b2f2e1b9261c50c3816610eb3eb140fabf1745a 100644
                --- a/a
                +++ b/a
                @@ -1,2 +1,2 @@
                 1
                -2
                +3
                diff --git a/gone b/gone
                deleted file mode 100644
                index 587be6b4c3f93f93c489c0111bba5596147a26cb..0000000000000000000000000000000000000000
                --- a/gone
                +++ /dev/null
                @@ -1 +0,0 @@
                -x
                diff --git "a/\\303\\274\\n" "b/\\303\\274\\n"
                new file mode 100644
                index 0000000000000000000000000000000000000000..3e757656cf36eca53338e520d134963a44f793f8
                --- /dev/null
                +++ "b/\\303\\274\\n"
                @@ -0,0 +1 @@
                +new
                """);
    }

    @Test
    void is_cut_at_a_line() {
        var from = fixture.tree("a", "1\n");
        var to = fixture.tree("a", "line\n".repeat(100_000));

        var text = diff().text(from, to, 1_000);

        assertThat(text.length()).isLessThan(1_100);
        assertThat(text).endsWith("+line\n[cut: the difference is longer than 1000 bytes]\n");
    }

    @Test
    void counts_lines() {
        var from = fixture.tree("a", "1\n2\n", "gone", "x\n", "bin", "\0a");
        var to = fixture.tree("a", "1\n3\n4\n", "bin", "\0b", ".gitattributes", "a -diff\n");

        assertThat(diff().summary(from, to))
                .containsExactly(
                        new FileLines(".gitattributes", Optional.of(1L), Optional.of(0L)),
                        new FileLines("a", Optional.of(2L), Optional.of(1L)),
                        new FileLines("bin", Optional.empty(), Optional.empty()),
                        new FileLines("gone", Optional.of(0L), Optional.of(1L)));
    }

    private UnifiedDiff diff() {
        return new UnifiedDiff(fixture.store());
    }
}

package dev.wave.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest(name = "{0} matches {1}: {2}")
    @CsvSource({
        "*.java, A.java, true",
        "*.java, a/b/A.java, true",
        "/*.java, A.java, true",
        "/*.java, a/A.java, false",
        "src, src, true",
        "src, src/a/b, true",
        "src, a/src/b, true",
        "/src, a/src/b, false",
        "src/, src, false",
        "src/, src/a, true",
        "src/*, src/a, true",
        "src/*, src/a/b, false",
        "src/**, src/a/b, true",
        "src/**, src, false",
        "./src/**, src/a, true",
        "docs/api, docs/api/x.md, true",
        "docs/api, x/docs/api, false",
        "**/test/*.txt, test/a.txt, true",
        "**/test/*.txt, a/b/test/a.txt, true",
        "a/**/z, a/z, true",
        "a/**/z, a/b/c/z, true",
        "a/**/z, a/b/c, false",
        "**, any/thing, true",
        "*, any/thing, true",
        "., any/thing, true",
        "?.c, a.c, true",
        "?.c, ab.c, false",
        "?.c, ü.c, true",
        "?.c, 😀.c, true",
        "[a-c]x, bx, true",
        "[!a-c]x, bx, false",
        "[^a-c]x, dx, true",
        "[]]x, ]x, true",
        "[ab, [ab, true",
        "a\\*b, a*b, true",
        "a\\*b, axb, false",
        "a*b*c, a-b-b-c, true",
        "a*b*c, a-b-b, false",
        "build*/, build-x/a, true",
        "build*/, build-x, false",
        "Src, src, false",
        ".*, .env, true",
        "*, .env, true",
        "a**b, axxb, true",
        "a**b, ax/xb, false",
    })
    void means_what_git_users_expect(String pattern, String path, boolean expected) {
        assertThat(Glob.of(pattern).matches(path)).isEqualTo(expected);
    }

    @Test
    void knows_which_folders_lie_wholly_inside() {
        assertThat(Glob.of("src").covers("src")).isTrue();
        assertThat(Glob.of("src").covers("a/src/b")).isTrue();
        assertThat(Glob.of("src/**").covers("src")).isTrue();
        assertThat(Glob.of("**").covers("src")).isTrue();
        assertThat(Glob.of("src/*").covers("src")).isFalse();
        assertThat(Glob.of("src/**/*.c").covers("src")).isFalse();
    }

    @Test
    void knows_which_folders_need_a_look() {
        assertThat(Glob.of("src/*.c").reaches("src")).isTrue();
        assertThat(Glob.of("src/*.c").reaches("src/a")).isFalse();
        assertThat(Glob.of("src/**/*.c").reaches("src/a")).isTrue();
        assertThat(Glob.of("*.c").reaches("anything")).isTrue();
        assertThat(Glob.of("/docs").reaches("src")).isFalse();
    }

    @Test
    void takes_little_time_for_a_pattern_made_to_take_long() {
        var glob = Glob.of("a*".repeat(2_000) + "b");
        var path = "a".repeat(20_000);

        Assertions.assertTimeout(
                Duration.ofSeconds(5), () -> assertThat(glob.matches(path)).isFalse());
    }

    @Test
    void is_the_text_it_was_written_as() {
        assertThat(Glob.of("a/**")).isEqualTo(Glob.of("a/**")).hasToString("a/**");
    }
}

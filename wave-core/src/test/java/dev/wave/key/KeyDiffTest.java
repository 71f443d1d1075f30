package dev.wave.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.key.KeyDiff.Difference;
import dev.wave.model.ArtifactName;
import dev.wave.model.TreeId;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class KeyDiffTest {

    @Test
    void says_nothing_about_equal_keys() {
        assertThat(diff(_ -> {})).isEmpty();
    }

    @Test
    void names_the_component_and_the_way_into_it() {
        assertThat(diff(s -> s.adapterCommand = List.of("agent", "--slow")))
                .containsExactly(new Difference("adapter.command[1]", "\"--fast\"", "\"--slow\""));
        assertThat(diff(s -> s.words = List.of("Review all")))
                .containsExactly(new Difference("task", "\"Review it\"", "\"Review all\""));
        assertThat(diff(s -> s.contents.put(new ArtifactName("analysis"), "sha256:other")))
                .singleElement()
                .satisfies(difference -> assertThat(difference.component()).isEqualTo("inputs.analysis.content"));
    }

    @Test
    void says_what_came_and_what_went() {
        assertThat(diff(s -> {
                    s.env.remove("LANGUAGE");
                    s.env.put("REGION", "eu");
                }))
                .containsExactly(
                        new Difference("env.LANGUAGE", "\"en\"", "absent"),
                        new Difference("env.REGION", "absent", "\"eu\""));
    }

    @Test
    void tells_the_first_difference_in_the_order_of_names() {
        var before = KeySamples.full().keyed();
        var changed = KeySamples.full();
        changed.tree = new TreeId("git-sha1:" + "9".repeat(40));
        changed.prompt = "Other";

        assertThat(KeyDiff.first(before.components(), changed.keyed().components()))
                .hasValueSatisfying(
                        difference -> assertThat(difference.component()).isEqualTo("prompt"));
    }

    @Test
    void shows_long_texts_around_the_first_difference() {
        var words = "x".repeat(5_000);
        var before = KeySamples.full();
        before.words = List.of(words + "a" + words);
        var after = KeySamples.full();
        after.words = List.of(words + "b" + words);

        var difference = KeyDiff.first(
                        before.keyed().components(), after.keyed().components())
                .orElseThrow();

        assertThat(difference.before())
                .hasSizeLessThan(200)
                .contains("xax")
                .startsWith("…")
                .endsWith("…");
        assertThat(difference.after()).hasSizeLessThan(200).contains("xbx");
    }

    private static List<Difference> diff(Consumer<KeySamples> change) {
        var changed = KeySamples.full();
        change.accept(changed);
        return KeyDiff.all(
                KeySamples.full().keyed().components(), changed.keyed().components());
    }
}

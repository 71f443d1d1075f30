package dev.wave.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> FIELDS = List.of("dependencies", "deliverables", "inputs", "task");

    @Test
    void finds_the_name_behind_a_typing_mistake() {
        assertThat(Nearest.of("dependancies", FIELDS)).contains("dependencies");
        assertThat(Nearest.of("tsak", FIELDS)).contains("task");
        assertThat(Nearest.of("Inputs", FIELDS)).contains("inputs");
        assertThat(Nearest.of("input", FIELDS)).contains("inputs");
    }

    @Test
    void finds_nothing_for_a_different_word() {
        assertThat(Nearest.of("volumes", FIELDS)).isEmpty();
        assertThat(Nearest.of("", FIELDS)).isEmpty();
        assertThat(Nearest.of("x".repeat(10_000), FIELDS)).isEmpty();
    }

    @Test
    void asks_in_the_words_of_a_fix() {
        assertThat(Nearest.question("taks", FIELDS)).contains("did you mean 'task'?");
    }
}

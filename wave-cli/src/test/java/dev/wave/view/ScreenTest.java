package dev.wave.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {

    @Test
    void a_terminal_has_colours_unless_somebody_says_no() {
        assertThat(terminal(Map.of("TERM", "xterm")).hasColors()).isTrue();
        assertThat(terminal(Map.of("TERM", "xterm", "NO_COLOR", "")).hasColors())
                .isTrue();
        assertThat(terminal(Map.of("TERM", "xterm", "NO_COLOR", "1")).hasColors())
                .isFalse();
        assertThat(terminal(Map.of("TERM", "dumb")).hasColors()).isFalse();
        assertThat(terminal(Map.of()).hasColors()).isFalse();
        assertThat(terminal(Map.of("TERM", "xterm")).withoutColors().hasColors())
                .isFalse();
    }

    @Test
    void its_width_is_what_the_variable_or_the_terminal_says() {
        assertThat(terminal(Map.of()).width()).isEqualTo(132);
        assertThat(terminal(Map.of("COLUMNS", "40")).width()).isEqualTo(40);
        assertThat(terminal(Map.of("COLUMNS", "many")).width()).isEqualTo(132);
        assertThat(terminal(Map.of("COLUMNS", "0")).width()).isEqualTo(132);
        assertThat(Screen.terminal(Map.of(), () -> 0).width()).isEqualTo(80);
        assertThat(Screen.PIPE.width()).isEqualTo(Integer.MAX_VALUE);
    }

    private static Screen terminal(Map<String, String> environment) {
        return Screen.terminal(environment, () -> 132);
    }
}

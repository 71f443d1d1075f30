package dev.wave.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExitCodeTest {

    @Test
    void numbers_are_the_documented_ones() {
        assertThat(Arrays.stream(ExitCode.values()).map(code -> code + " " + code.code()))
                .containsExactly(
                        "DONE 0",
                        "FAILED 1",
                        "USAGE 2",
                        "INVALID 3",
                        "WOULD_RUN 4",
                        "MISMATCH 5",
                        "WAITING 6",
                        "BUG 70",
                        "CANCELLED 130");
    }
}

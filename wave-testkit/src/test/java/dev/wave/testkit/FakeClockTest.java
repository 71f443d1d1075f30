package dev.wave.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FakeClockTest {

    @Test
    void moves_only_when_told_and_never_back() {
        var clock = new FakeClock(Instant.EPOCH);
        clock.advance(Duration.ofMinutes(2));

        assertThat(clock.instant()).isEqualTo(Instant.EPOCH.plusSeconds(120));
        assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofNanos(-1)));
    }
}

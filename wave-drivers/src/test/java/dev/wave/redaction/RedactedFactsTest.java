package dev.wave.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.run.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactedFactsTest {

    @Test
    void a_verdict_stays_one_that_may_come_out_otherwise() {
        var impure = new Verdict("command", Verdict.Status.HELD, List.of(), "ok").asImpure();

        assertThat(new RedactedFacts(new Vault().redaction()).verdicts(List.of(impure)))
                .containsExactly(impure);
    }
}

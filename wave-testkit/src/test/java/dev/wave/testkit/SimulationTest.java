package dev.wave.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.engine.Engine;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// More worlds with `-Dwave.simulation.seeds=1000000`.
class SimulationTest {
    private static final long SEEDS = Long.getLong("wave.simulation.seeds", 10_000);

    @Test
    void the_engine_keeps_its_promises_in_every_world() {
        var simulation = new Simulation(Decider.of(new Engine()));

        var problem = LongStream.range(0, SEEDS)
                .parallel()
                .mapToObj(simulation::problem)
                .flatMap(Optional::stream)
                .findFirst();

        assertThat(problem).isEmpty();
    }
}

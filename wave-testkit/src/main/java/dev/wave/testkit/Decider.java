package dev.wave.testkit;

import dev.wave.engine.Decision;
import dev.wave.engine.Engine;
import dev.wave.engine.Report;
import dev.wave.engine.RunState;
import dev.wave.plan.Plan;
import dev.wave.run.RunEvent;

/// The engine as a simulated world sees it, so that a test can put a faulty one in its place.
public interface Decider {

    Decision start(Plan plan, RunEvent.RunStarted started);

    Decision decide(RunState state, Report report);

    Decision resume(RunState state);

    static Decider of(Engine engine) {
        return new Decider() {
            @Override
            public Decision start(Plan plan, RunEvent.RunStarted started) {
                return engine.start(plan, started);
            }

            @Override
            public Decision decide(RunState state, Report report) {
                return engine.decide(state, report);
            }

            @Override
            public Decision resume(RunState state) {
                return engine.resume(state);
            }
        };
    }
}

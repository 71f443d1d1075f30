package dev.wave.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.engine.Command;
import dev.wave.engine.Decision;
import dev.wave.engine.Engine;
import dev.wave.engine.Report;
import dev.wave.engine.RunState;
import dev.wave.engine.StepState;
import dev.wave.model.Retry;
import dev.wave.plan.Plan;
import dev.wave.run.Outcome;
import dev.wave.run.RunEvent;
import dev.wave.run.RunStatus;
import dev.wave.run.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// A simulation that finds nothing proves nothing until it has found something.
class PlantedBugTest {

    @Test
    void finds_an_engine_that_forgets_to_skip_dependents() {
        assertFound(new Faulty() {
            @Override
            Decision afterwards(RunState before, Decision right) {
                return without(
                        before,
                        right,
                        fact -> fact instanceof RunEvent.StepSkipped(var _, RunEvent.SkipReason.Needs _));
            }
        });
    }

    @Test
    void finds_an_engine_that_starts_an_attempt_of_a_finished_step() {
        assertFound(new Faulty() {
            @Override
            Decision afterwards(RunState before, Decision right) {
                var failed = right.facts().stream()
                        .filter(fact -> fact instanceof RunEvent.StepFinished(var _, RunEvent.Ending.Failed _))
                        .map(RunEvent.OfStep.class::cast)
                        .findFirst();
                return failed.map(fact -> {
                            var facts = new ArrayList<>(right.facts());
                            facts.add(new RunEvent.AttemptStarted(fact.step(), 99, Retry.From.CLEAN));
                            return new Decision(facts, right.state(), right.commands());
                        })
                        .orElse(right);
            }
        });
    }

    @Test
    void finds_an_engine_that_takes_an_errored_check_for_a_held_one() {
        assertFound(new Faulty() {
            @Override
            public Decision decide(RunState state, Report report) {
                return report instanceof Report.AttemptEnded ended
                                && ended.outcome() instanceof Outcome.Completed completed
                        ? super.decide(state, withErrorsHeld(ended, completed))
                        : super.decide(state, report);
            }
        });
    }

    @Test
    void finds_an_engine_that_drops_a_pending_command_when_it_resumes() {
        assertFound(new Faulty() {
            @Override
            public Decision resume(RunState state) {
                var right = super.resume(state);
                return new Decision(
                        right.facts(),
                        right.state(),
                        right.commands().stream().skip(1).toList());
            }
        });
    }

    @Test
    void finds_an_engine_that_forgets_what_to_repair() {
        assertFound(new Faulty() {
            @Override
            Decision afterwards(RunState before, Decision right) {
                var commands = right.commands().stream()
                        .map(command -> command instanceof Command.StartAttempt start && isAfterLost(right, start)
                                ? new Command.StartAttempt(
                                        start.step(),
                                        start.attempt(),
                                        start.key(),
                                        start.start(),
                                        Optional.empty(),
                                        List.of())
                                : command)
                        .toList();
                return new Decision(right.facts(), right.state(), commands);
            }

            private boolean isAfterLost(Decision right, Command.StartAttempt start) {
                return right.state().step(start.step()) instanceof StepState.Running running
                        && running.tries().lost() > 0;
            }
        });
    }

    @Test
    void finds_an_engine_whose_runs_are_always_green() {
        assertFound(new Faulty() {
            @Override
            Decision afterwards(RunState before, Decision right) {
                var facts = right.facts().stream()
                        .map(fact -> fact instanceof RunEvent.RunFinished(var _, var tree, var _)
                                ? new RunEvent.RunFinished(RunStatus.SUCCEEDED, tree, "")
                                : fact)
                        .toList();
                return refolded(before, facts, right.commands());
            }
        });
    }

    @Test
    void finds_an_engine_that_starts_more_than_it_may() {
        assertFound(new Faulty() {
            @Override
            Decision afterwards(RunState before, Decision right) {
                var state = right.state();
                var ready = state.plan().steps().stream()
                        .filter(step -> state.step(step.id()) instanceof StepState.Ready)
                        .findFirst();
                if (ready.isEmpty()) {
                    return right;
                }
                var facts = new ArrayList<>(right.facts());
                facts.add(new RunEvent.AttemptStarted(ready.get().id(), 50, Retry.From.CLEAN));
                return refolded(before, facts, right.commands());
            }
        });
    }

    @Test
    void finds_an_engine_whose_state_is_not_the_fold_of_its_facts() {
        assertFound(new Faulty() {
            @Override
            Decision afterwards(RunState before, Decision right) {
                return without(before, right, RunEvent.ContractChecked.class::isInstance)
                                .facts()
                                .equals(right.facts())
                        ? right
                        : new Decision(right.facts(), before, right.commands());
            }
        });
    }

    private static void assertFound(Decider faulty) {
        var simulation = new Simulation(faulty);

        assertThat(LongStream.range(0, 1_000)
                        .mapToObj(simulation::problem)
                        .flatMap(Optional::stream)
                        .findFirst())
                .isPresent();
    }

    private static Report withErrorsHeld(Report.AttemptEnded ended, Outcome.Completed completed) {
        var verdicts = completed.verdicts().stream()
                .map(verdict -> verdict.status() == Verdict.Status.ERRORED
                        ? new Verdict(verdict.contract(), Verdict.Status.HELD, List.of(), "")
                        : verdict)
                .toList();
        var outcome = new Outcome.Completed(completed.result(), completed.tree(), completed.artifacts(), verdicts);
        return new Report.AttemptEnded(
                ended.step(), ended.attempt(), outcome, ended.usage(), ended.took(), ended.transcript());
    }

    private static Decision without(RunState before, Decision right, Predicate<RunEvent> unwanted) {
        return refolded(before, right.facts().stream().filter(unwanted.negate()).toList(), right.commands());
    }

    private static Decision refolded(RunState before, List<RunEvent> facts, List<Command> commands) {
        var state = before;
        for (var fact : facts) {
            state = state.after(fact);
        }
        return new Decision(facts, state, commands);
    }

    /// The engine, with one thing wrong.
    private abstract static class Faulty implements Decider {
        private final Engine engine = new Engine();

        @SuppressWarnings("UnusedVariable") // for those who override it
        Decision afterwards(RunState before, Decision right) {
            return right;
        }

        @Override
        public Decision start(Plan plan, RunEvent.RunStarted started) {
            return afterwards(RunState.of(plan, List.of()), engine.start(plan, started));
        }

        @Override
        public Decision decide(RunState state, Report report) {
            return afterwards(state, engine.decide(state, report));
        }

        @Override
        public Decision resume(RunState state) {
            return afterwards(state, engine.resume(state));
        }
    }
}

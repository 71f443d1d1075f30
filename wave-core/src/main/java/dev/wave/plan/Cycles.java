package dev.wave.plan;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/// Finds steps that wait for each other. Walks without recursion: pipelines are longer than stacks.
final class Cycles {

    /// Cycles that are told; a tangle of steps has more of them than anybody wants to read.
    private static final int MOST_TOLD = 10;

    private final List<Mark> marks = new ArrayList<>();
    private final Deque<Visit> path = new ArrayDeque<>();
    private final List<List<StepDraft>> found = new ArrayList<>();

    private Cycles(List<StepDraft> steps) {
        steps.forEach(_ -> marks.add(Mark.NEW));
        for (var step : steps) {
            if (marks.get(step.index) == Mark.NEW) {
                walk(step);
            }
        }
    }

    private enum Mark {
        NEW,
        ON_PATH,
        DONE
    }

    private record Visit(StepDraft step, Iterator<StepDraft> rest) {}

    /// Reports the cycles of declared dependencies and takes out the dependencies that close them, so that
    /// the rest can be checked.
    static void breakDeclared(List<StepDraft> steps, List<Diagnostic> problems) {
        for (var cycle : new Cycles(steps).found) {
            var closing = cycle.get(cycle.size() - 2);
            var closed = cycle.getLast();
            closing.declared.remove(closed);
            closing.cut.add(closed);
            if (problems.stream()
                            .filter(problem -> problem.code() == Code.E_CYCLE)
                            .count()
                    < MOST_TOLD) {
                problems.add(Diagnostic.of(Code.E_CYCLE, placeOf(closing, closed), sentence(cycle)));
            }
        }
    }

    /// Reports the cycles that inputs close; call when declared dependencies alone have none.
    static void reportInferred(List<StepDraft> steps, List<Diagnostic> problems) {
        new Cycles(steps).found.stream().limit(MOST_TOLD).forEach(cycle -> problems.add(ofInput(cycle)));
    }

    private static Diagnostic ofInput(List<StepDraft> cycle) {
        for (var i = 0; i + 1 < cycle.size(); i++) {
            var cause = cycle.get(i).inferred.get(cycle.get(i + 1));
            if (cause != null) {
                return Diagnostic.of(
                        Code.E_CYCLE,
                        cause.place(),
                        sentence(cycle) + "; the input '" + cause.input() + "' makes '" + cycle.get(i) + "' wait for '"
                                + cycle.get(i + 1) + "'");
            }
        }
        throw new IllegalStateException("declared dependencies close a cycle: " + cycle);
    }

    private static String sentence(List<StepDraft> cycle) {
        return "steps wait for each other: "
                + Listing.path(cycle.stream().map(StepDraft::toString).toList());
    }

    private static Place placeOf(StepDraft step, StepDraft dependency) {
        return step.step.dependencies().stream()
                .filter(name -> name.name().equals(dependency.id().value()))
                .findFirst()
                .orElseThrow()
                .place();
    }

    private void walk(StepDraft start) {
        enter(start);
        while (!path.isEmpty()) {
            var visit = path.getLast();
            if (!visit.rest.hasNext()) {
                marks.set(visit.step.index, Mark.DONE);
                path.removeLast();
                continue;
            }
            var next = visit.rest.next();
            switch (marks.get(next.index)) {
                case NEW -> enter(next);
                case ON_PATH -> found.add(cycleTo(next));
                case DONE -> {}
            }
        }
    }

    private void enter(StepDraft step) {
        marks.set(step.index, Mark.ON_PATH);
        path.addLast(new Visit(step, step.dependencies().iterator()));
    }

    private List<StepDraft> cycleTo(StepDraft closed) {
        var cycle = new ArrayList<StepDraft>();
        var inside = false;
        for (var visit : path) {
            inside |= visit.step == closed;
            if (inside) {
                cycle.add(visit.step);
            }
        }
        cycle.add(closed);
        return cycle;
    }
}

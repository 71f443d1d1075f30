package dev.wave.command;

import dev.wave.diagnostic.Checked;
import dev.wave.load.BuiltinPersonas;
import dev.wave.lock.GrantChange;
import dev.wave.lock.Lock;
import dev.wave.lock.Locking;
import dev.wave.model.PipelineName;
import dev.wave.model.Project;
import dev.wave.plan.Outline;
import dev.wave.plan.Pins;
import dev.wave.project.SharedProjectFiles;
import dev.wave.view.FromLock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Compares a pipeline with what `wave.lock` says of it.
final class LockDistance {

    private LockDistance() {}

    /// Empty if there is no lock.
    static Optional<FromLock> of(Tools tools, OpenProject project, Planning planning, PipelineName name) {
        return planning.lock().read().map(locked -> {
            var outlined = outlined(planning, name);
            var agents = tools.surroundings(project).agents();
            var now = new Locking(outlined.project(), new SharedProjectFiles(project.files()), BuiltinPersonas::pin)
                    .of(List.of(outlined.pipeline()), locked, agents::version);
            return new FromLock(
                    GrantChange.of(locked, now, name), planning.lock().differences(about(locked, now), now));
        });
    }

    /// A project and a pipeline of it.
    private record Outlined(Project project, Outline pipeline) {}

    /// The pipeline with nothing pinned, from the files that everybody has; from this machine's where these are not
    /// enough.
    private static Outlined outlined(Planning planning, PipelineName name) {
        var wanted = Optional.of(name.value());
        var shared = planning.everybodys().pinned(Pins.NONE);
        if (shared.checked(wanted) instanceof Checked.Valid<Outline>(var outline, var _)) {
            return new Outlined(shared.project(), outline);
        }
        var here = planning.pinned(Pins.NONE);
        return new Outlined(here.project(), here.outline(wanted));
    }

    /// What a lock says of what another one is about.
    private static Lock about(Lock locked, Lock other) {
        return new Lock(
                locked.keys(),
                other.project(),
                new Pins(
                        only(locked.pins().adapters(), other.pins().adapters()),
                        only(locked.pins().models(), other.pins().models())),
                only(locked.personas(), other.personas()),
                only(locked.schemas(), other.schemas()),
                only(locked.pipelines(), other.pipelines()),
                locked.recordings());
    }

    private static <K, V> SequencedMap<K, V> only(SequencedMap<K, V> entries, SequencedMap<K, V> others) {
        var kept = new LinkedHashMap<>(entries);
        kept.keySet().retainAll(others.keySet());
        return kept;
    }
}

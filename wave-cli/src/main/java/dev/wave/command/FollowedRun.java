package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.journal.ActivityLog;
import dev.wave.journal.ActivityReader;
import dev.wave.live.Board;
import dev.wave.model.RunId;
import dev.wave.run.Recorded;
import dev.wave.run.RunEvent;
import dev.wave.store.StoredResults;
import dev.wave.view.RunText;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// A run that another process works on, shown on this one's terminal.
final class FollowedRun {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Tools tools;
    private final Stores stores;
    private final RunId id;
    private final LiveView view;
    private final Map<Board.Attempt, ActivityReader> readers = new HashMap<>();
    private boolean over;

    private FollowedRun(Tools tools, Stores stores, RunId id, LiveView view) {
        this.tools = tools;
        this.stores = stores;
        this.id = id;
        this.view = view;
    }

    /// The run, if it is going on and there is a terminal to show it on.
    static Optional<FollowedRun> of(Tools tools, OpenProject project, Stores stores, RunId id) {
        return tools.console()
                .terminal()
                .filter(_ -> isGoingOn(stores, id))
                .flatMap(terminal -> LiveView.of(terminal, tools, stores, facts(tools, project, stores, id), List.of()))
                .map(view -> new FollowedRun(tools, stores, id, view));
    }

    private static boolean isGoingOn(Stores stores, RunId id) {
        return stores.leases().holder("run/" + id).isPresent();
    }

    private static RunText.Facts facts(Tools tools, OpenProject project, Stores stores, RunId id) {
        var events = stores.journals().read(id).stream().map(Recorded::event).toList();
        var recorded = new RecordedRun(tools, project, stores, id, events);
        return new RunText.Facts(
                id.value(),
                recorded.plan(),
                Headline.of(recorded.plan(), recorded.started(), _ -> Optional.empty()),
                recorded.started().base(),
                new StoredResults(stores.blobs())::of,
                (from, to) -> stores.trees().changes(from, to).size(),
                _ -> Optional.empty());
    }

    /// Shows it until it is over, its process is gone, or nobody wants to look any more.
    ExitCode toItsEnd(ActivityLog log) throws InterruptedException {
        var asked = new AtomicBoolean();
        var journal = stores.journals().reader(id);
        try (view;
                var _ = tools.signals().whenAsked(() -> asked.set(true), view::abandon)) {
            var last = false;
            while (!asked.get() && !last) {
                last = !isGoingOn(stores, id); // then all it has done is written
                journal.more().forEach(this::seen);
                heard(log);
                if (!last) {
                    Thread.sleep(PAUSE);
                }
            }
        }
        if (asked.get()) {
            return ExitCode.CANCELLED;
        }
        if (!over) {
            tools.console().note("run " + id + " is not going on any more; `wave resume " + id + "` goes on with it");
        }
        return ExitCode.DONE;
    }

    private void seen(Recorded recorded) {
        over = recorded.event() instanceof RunEvent.RunFinished;
        view.accept(recorded);
    }

    private void heard(ActivityLog log) {
        var running = view.running();
        readers.keySet().retainAll(running);
        for (var attempt : running) {
            var reader = readers.computeIfAbsent(attempt, each -> log.read(id, each.step(), each.number()));
            for (var entries = reader.more(); !entries.isEmpty(); entries = reader.more()) {
                entries.forEach(entry -> view.heard(attempt.step(), attempt.number(), entry.activity()));
            }
        }
    }
}

package dev.wave.command;

import dev.wave.git.UnifiedDiff;
import dev.wave.live.Board;
import dev.wave.live.LiveLines;
import dev.wave.live.LiveRun;
import dev.wave.live.Size;
import dev.wave.live.Summary;
import dev.wave.live.Terminal;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.run.Activity;
import dev.wave.run.Recorded;
import dev.wave.run.RunEvent;
import dev.wave.view.RunText;
import java.util.List;
import java.util.Optional;

/// A run on a terminal, from what came before to its summary.
final class LiveView implements RunView {
    private final Summary summary;
    private final RunText text;
    private final LiveRun live;

    private LiveView(Board board, Summary summary, Terminal terminal, Size size, Tools tools, RunText.Facts facts) {
        this.summary = summary;
        this.live = new LiveRun(board, terminal, size, tools.clock());
        this.text = new RunText(facts, true, new LiveLines(facts.plan(), live::width, live::print));
    }

    /// The view, if there is room for it and somebody wants more than results.
    ///
    /// @param before what another process did of the run
    static Optional<LiveView> of(
            Terminal terminal, Tools tools, Stores stores, RunText.Facts facts, List<Recorded> before) {
        if (tools.console().loudness() == Loudness.QUIET) {
            return Optional.empty();
        }
        var size = terminal.size();
        if (!size.isEnough()) {
            return Optional.empty();
        }
        var board = new Board(facts.run(), facts.plan());
        var summary =
                new Summary(facts.run(), facts.plan(), facts.result(), tree -> changes(stores, facts.base(), tree));
        before.forEach(recorded -> {
            board.accept(recorded);
            summary.accept(recorded);
        });
        return Optional.of(new LiveView(board, summary, terminal, size, tools, facts));
    }

    private static Summary.Changes changes(Stores stores, TreeId base, TreeId tree) {
        if (base.equals(tree)) {
            return new Summary.Changes(0, 0, 0);
        }
        var files = new UnifiedDiff(stores.trees()).summary(base, tree);
        var added = files.stream().mapToLong(file -> file.added().orElse(0L)).sum();
        var deleted =
                files.stream().mapToLong(file -> file.deleted().orElse(0L)).sum();
        return new Summary.Changes(files.size(), added, deleted);
    }

    @Override
    public void accept(Recorded recorded) {
        live.accept(recorded);
        summary.accept(recorded);
        text.accept(recorded);
        if (recorded.event() instanceof RunEvent.RunFinished end) {
            summary.lines(end, recorded.time(), live.width()).forEach(live::print);
        }
    }

    @Override
    public void heard(StepId step, int attempt, Activity activity) {
        live.heard(step, activity);
    }

    /// The attempts that are going on.
    List<Board.Attempt> running() {
        return live.running();
    }

    @Override
    public void abandon() {
        live.abandon();
    }

    @Override
    public void close() {
        live.close();
    }
}

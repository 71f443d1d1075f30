package dev.wave.live;

import dev.wave.model.StepId;
import dev.wave.run.Activity;
import dev.wave.run.Recorded;
import dev.wave.view.Line;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Shows a run on a terminal while it goes on. What it is told it only notes down; a thread of its own draws,
/// eight times a second at most, so a slow terminal keeps nobody waiting. For any number of threads.
public final class LiveRun implements Terminal.Drawing, AutoCloseable {
    private static final long FRAME_MILLIS = 125;

    /// How long somebody who must not be kept waiting waits for a frame to end.
    private static final long PATIENCE_MILLIS = 500;

    private final Board board;
    private final Terminal terminal;
    private final Clock clock;
    private final Painter painter;
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock drawing = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private final Terminal.Registration lent;
    private List<Line> staying = new ArrayList<>();
    private volatile boolean resized;
    private volatile Size size;
    private boolean closed;

    /// What went wrong with drawing, for whoever closes this.
    private volatile Optional<RuntimeException> bug = Optional.empty();

    /// Begins to draw.
    ///
    /// @param size of the terminal, large enough
    public LiveRun(Board board, Terminal terminal, Size size, Clock clock) {
        this.board = board;
        this.terminal = terminal;
        this.clock = clock;
        this.size = size;
        this.painter = new Painter(size);
        this.lent = terminal.lend(this);
        Thread.ofPlatform().daemon().name("terminal").start(this::drawUntilClosed);
    }

    /// One more event.
    public void accept(Recorded recorded) {
        lock.lock();
        try {
            board.accept(recorded);
        } finally {
            lock.unlock();
        }
    }

    /// An agent does something.
    public void heard(StepId step, Activity activity) {
        lock.lock();
        try {
            board.heard(step, activity);
        } finally {
            lock.unlock();
        }
    }

    /// The attempts that are going on.
    public List<Board.Attempt> running() {
        lock.lock();
        try {
            return board.running();
        } finally {
            lock.unlock();
        }
    }

    /// A line that stays, above what is drawn.
    public void print(Line line) {
        lock.lock();
        try {
            staying.add(line);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void around(Runnable printing) {
        drawing.lock();
        try {
            terminal.draw(painter.frame(taken(), List.of()));
            printing.run();
        } finally {
            drawing.unlock();
        }
    }

    @Override
    public void resized() {
        resized = true;
    }

    /// Leaves only what stays. Waits for a frame that is being drawn.
    ///
    /// @throws RuntimeException the bug because of which nothing was drawn any more
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
        } finally {
            lock.unlock();
        }
        lent.close();
        drawing.lock();
        try {
            clear();
        } finally {
            drawing.unlock();
        }
        bug.ifPresent(found -> {
            throw found;
        });
    }

    /// The same for whoever ends this process now: on a terminal that takes nothing it gives up.
    public void abandon() {
        try {
            if (drawing.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                clear(); // and keeps the lock, so that nothing is drawn after it
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The width of the terminal, in cells.
    public int width() {
        return size.columns();
    }

    private void clear() {
        terminal.draw(painter.frame(taken(), List.of()));
    }

    private void drawUntilClosed() {
        try {
            while (!isClosedAfterPause()) {
                draw();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // nobody does that; the run goes on unseen
        }
    }

    private boolean isClosedAfterPause() throws InterruptedException {
        lock.lock();
        try {
            var nanos = TimeUnit.MILLISECONDS.toNanos(FRAME_MILLIS);
            while (!closed && nanos > 0) {
                nanos = closing.awaitNanos(nanos);
            }
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void draw() {
        var now = resized ? measured() : size;
        drawing.lock();
        try {
            if (!now.equals(size)) {
                size = now;
                painter.resized(now);
            }
            if (isOpen()) {
                var rows = rows();
                terminal.draw(painter.frame(taken(), rows));
            }
        } finally {
            drawing.unlock();
        }
    }

    private Size measured() {
        resized = false; // before it is measured: what changes meanwhile is measured again
        return terminal.size();
    }

    private boolean isOpen() {
        lock.lock();
        try {
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /// What is to be drawn. None since a bug: the run costs somebody money and goes on, with the lines that stay.
    private List<Line> rows() {
        try {
            return bug.isPresent() ? List.of() : seen();
        } catch (RuntimeException found) {
            bug = Optional.of(found);
            return List.of();
        }
    }

    private List<Line> seen() {
        lock.lock();
        try {
            return Frame.lines(board, clock.instant(), size);
        } finally {
            lock.unlock();
        }
    }

    private List<Line> taken() {
        lock.lock();
        try {
            var taken = staying;
            staying = new ArrayList<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }
}

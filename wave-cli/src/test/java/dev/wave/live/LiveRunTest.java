package dev.wave.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wave.run.RunEvent;
import dev.wave.run.RunStatus;
import dev.wave.view.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is drawn, when, and what is left.
class LiveRunTest {
    private static final Clock NO_TIME = ((InstantSource) () -> {
                throw new IllegalStateException("no time");
            })
            .withZone(ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final Wall wall = new Wall();
    private LiveRun live;
    private Story story;

    @BeforeEach
    void draws() throws IOException {
        var plan = Story.plan(folder, "name: p\nsteps:\n  - {id: work, run: \"true\"}\n");
        live = new LiveRun(
                new Board("7f3a", plan), wall, new Size(80, 24), Clock.fixed(Story.after(3), ZoneOffset.UTC));
        story = new Story(plan, live::accept);
    }

    @Test
    void draws_what_it_is_told_without_being_asked() throws InterruptedException {
        story.begin().works(1, "work");

        assertThat(wall.untilDrawn("1/2")).contains("p", "7f3a", "0/1 steps", "work", "command");
        live.close();
    }

    @Test
    void leaves_what_stays_and_nothing_else() throws InterruptedException {
        story.begin().works(1, "work");
        wall.untilDrawn("work");
        live.print(Line.EMPTY.and("work is over"));

        live.close();

        assertThat(wall.untilDrawn("work is over"))
                .endsWith("work is over\r\n\u001b[?25l\u001b[?7l\u001b[?7h\u001b[?25h");
        assertThat(wall.borrower.get()).isEmpty();
    }

    @Test
    void a_run_that_is_over_at_once_is_never_drawn() throws InterruptedException {
        story.begin();
        story.at(0, new RunEvent.RunFinished(RunStatus.SUCCEEDED, Optional.empty(), ""));
        live.print(Line.EMPTY.and("over"));

        live.close();

        assertThat(wall.untilDrawn("over")).contains("over\r\n");
    }

    @Test
    void makes_room_for_what_others_print() throws InterruptedException {
        story.begin().works(1, "work");
        wall.untilDrawn("work");

        live.around(() -> wall.draw("a note\r\n"));

        var note = wall.untilDrawn("a note");
        assertThat(note).isEqualTo("a note\r\n");
        assertThat(wall.before).contains("\u001b[2A").contains("\u001b[2K").doesNotContain("work");
        assertThat(wall.untilDrawn("work")).contains("0/1 steps");
        live.close();
    }

    @Test
    void asks_for_the_size_only_when_it_may_have_changed() throws InterruptedException {
        story.begin().works(1, "work");
        wall.untilDrawn("0/1 steps");
        assertThat(wall.asked).hasValue(0);

        wall.size = new Size(20, 24);
        live.resized();

        assertThat(wall.untilDrawn("0/1\u001b[2m · ")).doesNotContain("steps");
        live.close();
        assertThat(wall.asked).hasValue(1);
    }

    @Test
    void a_bug_while_it_draws_keeps_no_line_back_and_is_told_at_the_end() throws InterruptedException {
        var plan = story.plan;
        var broken = new LiveRun(new Board("7f3a", plan), wall, new Size(80, 24), NO_TIME);
        broken.print(Line.EMPTY.and("work is over"));
        wall.untilDrawn("work is over");
        broken.print(Line.EMPTY.and("so is the rest"));
        wall.untilDrawn("so is the rest");

        assertThatThrownBy(broken::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no time");

        assertThat(wall.borrower.get()).isEmpty();
        live.close();
    }

    @Test
    void who_ends_the_process_at_once_leaves_the_terminal_clean() throws InterruptedException {
        story.begin().works(1, "work");
        wall.untilDrawn("work");

        live.abandon();

        assertThat(wall.last()).contains("\u001b[2K").doesNotContain("work").endsWith("\u001b[?7h\u001b[?25h");
        assertThat(live.width()).isEqualTo(80);
    }

    /// Keeps what is drawn on it.
    private static final class Wall implements Terminal {
        private final BlockingQueue<String> drawn = new LinkedBlockingQueue<>();
        private final AtomicReference<Optional<Drawing>> borrower = new AtomicReference<>(Optional.empty());
        private volatile Size size = new Size(80, 24);
        private final AtomicInteger asked = new AtomicInteger();
        private String before = "";

        @Override
        public Size size() {
            asked.incrementAndGet();
            return size;
        }

        @Override
        public void draw(String text) {
            if (!text.isEmpty()) {
                drawn.add(text);
            }
        }

        @Override
        public Registration lend(Drawing drawing) {
            borrower.set(Optional.of(drawing));
            return () -> borrower.set(Optional.empty());
        }

        /// The next frame with that text.
        String untilDrawn(String text) throws InterruptedException {
            var frame = "";
            while (!frame.contains(text)) {
                before = frame;
                frame = Optional.ofNullable(drawn.poll(1, TimeUnit.MINUTES)).orElseThrow();
            }
            return frame;
        }

        String last() {
            return List.copyOf(drawn).getLast();
        }
    }
}

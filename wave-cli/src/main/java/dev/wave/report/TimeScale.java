package dev.wave.report;

import dev.wave.story.WorkingTime;
import dev.wave.view.Shown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The run's own time as a width: places are shares of it, so that a strip is as wide as there is room.
final class TimeScale {
    private static final List<Duration> STEPS = List.of(
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(20),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(12),
            Duration.ofDays(1));
    private static final int MARKS = 4;
    private static final int HEIGHT = 18;

    private final WorkingTime time;
    private final Duration length;
    private final List<Duration> marks;

    private TimeScale(WorkingTime time, Duration length, List<Duration> marks) {
        this.time = time;
        this.length = length;
        this.marks = marks;
    }

    static TimeScale of(WorkingTime time) {
        var length = time.length().toMillis() == 0 ? Duration.ofMillis(1) : time.length();
        var step = STEPS.stream()
                .filter(each -> length.dividedBy(each) <= MARKS)
                .findFirst()
                .orElseGet(() -> Duration.ofDays(Math.max(1, length.toDays() / MARKS)));
        var marks = new ArrayList<Duration>();
        for (var mark = Duration.ZERO; mark.compareTo(length) <= 0; mark = mark.plus(step)) {
            marks.add(mark);
        }
        return new TimeScale(time, length, marks);
    }

    Duration at(Instant instant) {
        return time.at(instant);
    }

    /// The marks with their times.
    Html axis() {
        var texts = new ArrayList<Html>();
        for (var mark : marks) {
            if (share(mark) <= 86) { // what begins later would not fit
                texts.add(Html.of("text", Shown.duration(mark))
                        .with("x", percent(share(mark)))
                        .with("y", "13"));
            }
        }
        return svg(texts).as("axis").with("aria-hidden", "true");
    }

    /// One row of bars. Without words, it says nothing that a table does not say elsewhere.
    Html strip(List<Html> bars, Optional<String> words) {
        var all = new ArrayList<Html>();
        words.filter(text -> !text.isEmpty()).ifPresent(text -> all.add(Html.of("title", text)));
        marks.forEach(mark -> all.add(line(mark, "grid")));
        time.resumes().forEach(resume -> all.add(line(resume, "resume")));
        all.addAll(bars);
        var strip = svg(all).as("strip");
        return words.filter(text -> !text.isEmpty())
                .map(text -> strip.with("role", "img").with("aria-label", Html.shortened(text)))
                .orElseGet(() -> strip.with("aria-hidden", "true"));
    }

    Html bar(Duration from, Duration to, String word) {
        return Html.of("rect")
                .with("x", percent(share(from)))
                .with("width", percent(Math.max(0.4, share(to) - share(from))))
                .with("y", "4")
                .with("height", "10")
                .with("rx", "2")
                .as("bar " + word);
    }

    /// Something that took no time.
    Html mark(Duration at, String word) {
        return Html.of("rect")
                .with("x", percent(Math.min(99.4, share(at))))
                .with("width", "4")
                .with("y", "3")
                .with("height", "12")
                .as("bar " + word);
    }

    private Html line(Duration at, String styleClass) {
        return Html.of("line")
                .with("x1", percent(share(at)))
                .with("x2", percent(share(at)))
                .with("y1", "0")
                .with("y2", Integer.toString(HEIGHT))
                .as(styleClass);
    }

    private static Html.Element svg(List<Html> content) {
        return Html.of("svg", content).with("width", "100%").with("height", Integer.toString(HEIGHT));
    }

    private double share(Duration at) {
        return 100.0 * at.toNanos() / length.toNanos();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", Math.clamp(share, 0, 100));
    }
}

package dev.wave.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A run's own time: it stands still while nobody works on the run, between an end and a resume.
///
/// @param spans in which somebody does, not empty, each after the one before
record WorkingTime(List<Span> spans) {
    WorkingTime {
        spans = List.copyOf(spans);
    }

    /// From one instant to another. A clock that was set back makes no negative time.
    record Span(Instant from, Instant to) {
        Duration length() {
            return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
        }
    }

    /// How long it is in all.
    Duration length() {
        return spans.stream().map(Span::length).reduce(Duration.ZERO, Duration::plus);
    }

    /// How much of it has gone by at that instant.
    Duration at(Instant instant) {
        var gone = Duration.ZERO;
        for (var span : spans) {
            if (!instant.isAfter(span.to())) {
                return instant.isBefore(span.from()) ? gone : gone.plus(Duration.between(span.from(), instant));
            }
            gone = gone.plus(span.length());
        }
        return gone;
    }

    /// When somebody went on.
    List<Duration> resumes() {
        return spans.stream().skip(1).map(span -> at(span.from())).toList();
    }
}

package dev.wave.plan;

import static dev.wave.plan.PlanText.printable;

import dev.wave.model.CacheMode;
import dev.wave.model.Limits;
import dev.wave.model.Retry;
import dev.wave.model.SandboxMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The bounds of steps in a plan's words.
final class LimitsText {

    private LimitsText() {}

    /// What of a step is not as the defaults below say.
    static String differences(PlannedStep step) {
        var found = new ArrayList<String>();
        if (!step.limits().timeout().equals(Limits.DEFAULT.timeout())) {
            found.add("timeout " + duration(step.limits().timeout()));
        }
        if (!step.limits().idle().equals(Limits.DEFAULT.idle())) {
            found.add("idle " + duration(step.limits().idle()));
        }
        if (step.limits().outputBytes() != Limits.DEFAULT.outputBytes()) {
            found.add("output " + step.limits().outputBytes() + " bytes");
        }
        step.limits().resources().memoryBytes().ifPresent(bytes -> found.add("at most " + size(bytes) + " of memory"));
        if (!step.retry().equals(Retry.DEFAULT)) {
            found.add(step.retry().max()
                    + (step.retry().max() == 1 ? " retry from a " : " retries from a ")
                    + step.retry().from().name().toLowerCase(Locale.ROOT) + " tree");
        }
        if (step.sandbox() == SandboxMode.REQUIRED) {
            found.add("sandbox required");
        }
        switch (step.cache()) {
            case CacheMode.Ttl(var age) -> found.add("reused for " + duration(age));
            case CacheMode.Samples(var count) -> found.add(count + (count == 1 ? " sample" : " samples"));
            case CacheMode.Auto _, CacheMode.Never _ -> {}
        }
        if (step.optional()) {
            found.add("optional");
        }
        if (step.workspace().empty()) {
            found.add("empty workspace");
        }
        if (step.workspace().history()) {
            found.add("sees the history, so runs again with each new commit");
        }
        if (!step.sources().isEmpty()) {
            found.add("sees " + printable(String.join(" ", step.sources())));
        }
        return String.join(", ", found);
    }

    static String defaults() {
        return "defaults: timeout " + duration(Limits.DEFAULT.timeout()) + ", idle "
                + duration(Limits.DEFAULT.idle()) + ", output " + Limits.DEFAULT.outputBytes() / (1024 * 1024) + " MB, "
                + Retry.DEFAULT.max() + " retry after a failure, sandbox auto, no budget";
    }

    private static String duration(Duration duration) {
        if (duration.toDays() > 0 && duration.equals(Duration.ofDays(duration.toDays()))) {
            return duration.toDays() + "d";
        }
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    /// In the largest unit that needs no fraction.
    private static String size(long bytes) {
        var units = List.of("bytes", "KB", "MB", "GB");
        var unit = 0;
        var number = bytes;
        while (unit < units.size() - 1 && number % 1024 == 0) {
            number /= 1024;
            unit++;
        }
        return number + " " + units.get(unit);
    }
}

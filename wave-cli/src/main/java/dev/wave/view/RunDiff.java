package dev.wave.view;

import dev.wave.model.ObjectWriter;
import dev.wave.model.StepId;
import dev.wave.model.Value;
import dev.wave.run.Content;
import dev.wave.run.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;

/// How two runs differ, step by step and in their files. Written below each other, so that a narrow terminal holds
/// it.
///
/// @param from the earlier run, for people: its name
/// @param steps by name, of both runs
/// @param files what differs between the files that the runs ended with; absent if one of them ended with none
public record RunDiff(
        String from,
        String to,
        SequencedMap<StepId, StepDiff> steps,
        Optional<List<Value.Obj>> files,
        List<String> fileLines) {

    /// How one step went in both runs.
    ///
    /// @param before absent if the first run has no such step
    /// @param after absent if the second has none
    /// @param keys in what its key differs
    /// @param artifacts the hunks in which artifacts differ, by name
    public record StepDiff(
            Optional<StepRecord> before,
            Optional<StepRecord> after,
            List<KeyChange> keys,
            SequencedMap<String, String> artifacts) {

        /// Whether both made the same of the same; what it cost does not count.
        boolean isSame() {
            return keys.isEmpty()
                    && artifacts.isEmpty()
                    && before.flatMap(StepRecord::result).isPresent()
                    && after.flatMap(StepRecord::result).isPresent()
                    && before.flatMap(StepRecord::result)
                            .get()
                            .tree()
                            .equals(after.flatMap(StepRecord::result).get().tree());
        }
    }

    /// What of the artifacts of two records is not the same content: by name, what is where.
    public static SequencedMap<String, Pair> artifacts(Optional<StepRecord> before, Optional<StepRecord> after) {
        var all = new LinkedHashMap<String, Pair>();
        var old = before.map(StepRecord::artifacts).orElseGet(LinkedHashMap::new);
        var now = after.map(StepRecord::artifacts).orElseGet(LinkedHashMap::new);
        var names = new TreeSet<String>(old.keySet());
        names.addAll(now.keySet());
        for (var name : names) {
            var pair = new Pair(
                    Optional.ofNullable(old.get(name)).map(artifact -> artifact.content()),
                    Optional.ofNullable(now.get(name)).map(artifact -> artifact.content()));
            if (!pair.before().equals(pair.after())) {
                all.put(name, pair);
            }
        }
        return all;
    }

    /// Two contents, of which one may be missing.
    public record Pair(Optional<Content> before, Optional<Content> after) {}

    /// For people.
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("run " + from + " → run " + to);
        steps.forEach((id, step) -> add(lines, id, step));
        if (files.isEmpty()) {
            lines.add("files  one of the runs ended without any");
        } else if (files.get().isEmpty()) {
            lines.add("files  the same");
        } else {
            lines.add("files  " + Shown.plural(files.get().size(), "file") + " not the same");
            lines.addAll(fileLines);
        }
        return lines;
    }

    private static void add(List<String> lines, StepId id, StepDiff step) {
        if (step.before().isEmpty() || step.after().isEmpty()) {
            lines.add(id + "  only in the " + (step.after().isEmpty() ? "first" : "second") + " run");
            return;
        }
        var before = step.before().get();
        var after = step.after().get();
        lines.add(id + "  " + (step.isSame() ? "the same result" : "not the same"));
        row(lines, "status", before.status(), after.status());
        row(lines, "attempts", Integer.toString(before.attempts()), Integer.toString(after.attempts()));
        row(lines, "usage", usage(before.usage()), usage(after.usage()));
        if (before.attempts() > 0 && after.attempts() > 0) {
            row(lines, "took", Shown.duration(before.took()), Shown.duration(after.took()));
        }
        row(lines, "verdicts", before.judged(), after.judged());
        step.keys().forEach(change -> indented(lines, "key ", change.lines()));
        step.artifacts().forEach((name, hunks) -> {
            lines.add("  artifact " + name);
            KeyChange.clipped(hunks).forEach(line -> lines.add("    " + line));
        });
    }

    private static void row(List<String> lines, String what, String before, String after) {
        if (!before.equals(after)) {
            lines.add("  " + what + "  " + Printable.line(before) + " → " + Printable.line(after));
        }
    }

    private static void indented(List<String> lines, String first, List<String> texts) {
        lines.add("  " + first + texts.getFirst());
        texts.stream().skip(1).forEach(text -> lines.add("  " + text));
    }

    private static String usage(Usage usage) {
        return Shown.usage(usage).orElse(usage.equals(Usage.UNKNOWN) ? "unknown" : "none");
    }

    /// For programs.
    public Value json() {
        var json = new ObjectWriter()
                .number("v", 1)
                .text("from", from)
                .text("to", to)
                .list("steps", List.copyOf(steps.entrySet()), each -> json(each.getKey(), each.getValue()));
        files.ifPresent(differing -> json.list("files", differing, file -> file));
        return json.done();
    }

    private static Value json(StepId id, StepDiff step) {
        var json = new ObjectWriter().text("step", id).truth("same", step.isSame());
        step.before().ifPresent(record -> json.value("from", json(record)));
        step.after().ifPresent(record -> json.value("to", json(record)));
        return json.list("key", step.keys(), KeyChange::json)
                .entries("artifacts", step.artifacts(), Value::of)
                .done();
    }

    private static Value json(StepRecord record) {
        var json = new ObjectWriter()
                .text("status", record.status())
                .number("attempts", record.attempts())
                .number("tokens", record.usage().tokens());
        record.usage().cost().ifPresent(cost -> json.text("cost", cost.toPlainString()));
        return json.millis("millis", record.took())
                .list(
                        "verdicts",
                        record.verdicts(),
                        verdict -> new ObjectWriter()
                                .text("contract", verdict.contract())
                                .word("status", verdict.status())
                                .done())
                .done();
    }
}

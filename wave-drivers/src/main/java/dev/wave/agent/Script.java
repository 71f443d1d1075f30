package dev.wave.agent;

import dev.wave.run.Failure;
import dev.wave.run.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// What a `scripted` agent does, by step and attempt.
///
/// ```yaml
/// steps:
///   analyze:                      # a step's id; for_each instances as `id[key]`
///     - say: I read everything.   # the first attempt
///       outputs: {scan.md: "# What I found\n"}
///     - say: Now it is right.     # the second, and every later one
///   implement:                    # a step with one kind of attempt needs no list
///     delay: 200ms
///     tools: [Read, {name: Bash, summary: npm test, ok: false}]
///     delete: [old.txt]
///     write: {src/a.js: "export {}\n", bin/run: {text: "#!/bin/sh\n", executable: true}}
///     append: {CHANGELOG.md: "- a\n"}
///     outputs: {summary.md: "text"}         # file names below .wave/out
///     paths: {implementation: [src/a.js]}   # deliverables by reference
///     errors: "a warning\n"                 # printed on standard error
///     say: done                             # printed: the final message
///     usage: {input: 1200, cached: 300, output: 90, calls: 2, cost: 0.01}
///     exit: 1                               # or hang: true, transient: overloaded, fail: gave up
/// default:                        # any other step
///   say: done
/// ```
///
/// Paths are relative to the workspace and stay in it. The order of the fields above is the order in which
/// things happen. Unknown fields are problems, not ignored.
final class Script {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final int LARGEST = 4 * 1024 * 1024;

    private final SequencedMap<String, List<Turn>> turns;
    private final List<Turn> others;

    private Script(SequencedMap<String, List<Turn>> turns, List<Turn> others) {
        this.turns = turns;
        this.others = others;
    }

    /// @throws ScriptProblem if the text is no script
    static Script parse(String text) {
        var settings = LoadSettings.builder()
                .setCodePointLimit(LARGEST)
                .setBufferSize(Math.max(1024, text.length())) // the reader's time grows with pieces squared
                .build();
        Fields file;
        try {
            file = new Fields(
                    "the script",
                    Optional.ofNullable(new Load(settings).loadFromString(text))
                            .orElseThrow(() -> new ScriptProblem("the script is empty")));
        } catch (YamlEngineException e) {
            throw new ScriptProblem(String.valueOf(e.getMessage()).replace('\n', ' '));
        }
        var turns = new LinkedHashMap<String, List<Turn>>();
        file.map("steps").each((step, value) -> turns.put(step, turns("step " + step, value)));
        var others = file.take("default").map(value -> turns("default", value)).orElse(List.of());
        file.end();
        return new Script(turns, others);
    }

    /// What happens in that attempt, counted from 1; the last turn stands for all later ones.
    Optional<Turn> turn(String step, int attempt) {
        var found = turns.getOrDefault(step, others);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(Math.clamp(attempt, 1, found.size()) - 1));
    }

    private static List<Turn> turns(String where, Object value) {
        if (!(value instanceof List<?> list)) {
            return List.of(turn(new Fields(where, value)));
        }
        var turns = new ArrayList<Turn>();
        for (var item : list) {
            turns.add(turn(new Fields(where + ", attempt " + (turns.size() + 1), item)));
        }
        return turns;
    }

    private static Turn turn(Fields fields) {
        var files = new LinkedHashMap<String, Turn.File>();
        fields.map("write").each((path, file) -> files.put(path(path), file(path, file)));
        fields.map("outputs").each((name, file) -> files.put(path(".wave/out/" + name), file(name, file)));
        fields.map("paths")
                .each((name, list) -> files.put(
                        path(".wave/out/" + name + ".paths"),
                        new Turn.File(String.join("\n", Fields.texts(list)) + "\n", false)));
        var append = new LinkedHashMap<String, String>();
        fields.map("append").each((path, text) -> append.put(path(path), Fields.text(path, text)));
        var turn = new Turn(
                fields.text("delay").map(Script::duration).orElse(Duration.ZERO),
                fields.list("tools").stream().map(Script::tool).toList(),
                fields.list("delete").stream()
                        .map(path -> path(Fields.text("delete", path)))
                        .toList(),
                files,
                append,
                fields.text("errors").orElse(""),
                fields.text("say").orElse(""),
                usage(fields.map("usage")),
                fields.flag("hang", false),
                (int) fields.number("exit"),
                failure(fields));
        fields.end();
        return turn;
    }

    private static Optional<Failure> failure(Fields fields) {
        var gaveUp = fields.text("fail").<Failure>map(Failure.AgentFailed::new);
        var passing =
                fields.text("transient").<Failure>map(message -> new Failure.Transient(message, Optional.empty()));
        return gaveUp.or(() -> passing);
    }

    private static Turn.Tool tool(Object value) {
        if (value instanceof String name) {
            return new Turn.Tool(name, "", true);
        }
        var fields = new Fields("tools", value);
        var tool = new Turn.Tool(
                fields.text("name").orElseThrow(() -> new ScriptProblem("a tool has no name")),
                fields.text("summary").orElse(""),
                fields.flag("ok", true));
        fields.end();
        return tool;
    }

    private static Turn.File file(String path, Object value) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return new Turn.File(Fields.text(path, value), false);
        }
        var fields = new Fields(path, value);
        var file = new Turn.File(fields.text("text").orElse(""), fields.flag("executable", false));
        fields.end();
        return file;
    }

    private static Usage usage(Fields fields) {
        var usage = new Usage(
                fields.number("input"),
                fields.number("cached"),
                fields.number("output"),
                (int) fields.number("calls"),
                Optional.of(fields.text("cost").map(Script::money).orElse(BigDecimal.ZERO)));
        fields.end();
        return usage;
    }

    private static BigDecimal money(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new ScriptProblem("'" + text + "' is no amount of money");
        }
    }

    private static Duration duration(String text) {
        var found = DURATION.matcher(text);
        if (!found.matches()) {
            throw new ScriptProblem("'" + text + "' is no duration such as 200ms, 5s or 1m");
        }
        var number = Long.parseLong(found.group(1));
        return switch (found.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    private static String path(String path) {
        for (var name : path.split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                throw new ScriptProblem("'" + path + "' is no path within the workspace");
            }
        }
        return path;
    }
}

package dev.wave.run;

import dev.wave.model.CanonicalJson;
import dev.wave.model.Decoded;
import dev.wave.model.ObjectReader;
import dev.wave.model.RunId;
import dev.wave.model.Value;
import java.util.LinkedHashMap;

/// How events are written: one JSON object each, in the journal, its export, and `--format ndjson`.
///
/// `type` and all fields are snake_case, what is absent has no field, times are ISO 8601 in UTC, durations
/// are whole milliseconds in fields that end in `_ms`, money is US dollars. Reading is strict: what is not
/// understood completely is not understood.
public final class RunEventJson {
    private static final int VERSION = 1;

    private RunEventJson() {}

    /// A recorded event with the run it belongs to: one line of an export.
    public record Line(RunId run, Recorded recorded) {}

    /// The event alone: `type` and its fields, in a fixed order. The same event, the same bytes.
    public static String write(RunEvent event) {
        return CanonicalJson.inOrder(RunEventWriter.write(event));
    }

    /// The event of such a text.
    public static Decoded<RunEvent> read(String text) {
        return ObjectReader.decode(text, RunEventReader::read);
    }

    /// One line of an export, without its end: `v`, `seq`, `time`, `run`, the event, `chain`.
    public static String writeLine(RunId run, Recorded recorded) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("v", Value.of(VERSION));
        fields.put("seq", Value.of(recorded.seq()));
        fields.put("time", Value.of(recorded.time().toString()));
        fields.put("run", Value.of(run.value()));
        fields.putAll(RunEventWriter.write(recorded.event()).fields());
        fields.put("chain", Value.of(recorded.chain()));
        return CanonicalJson.inOrder(new Value.Obj(fields));
    }

    /// What such a line says. Whether the chain holds is the journal's to check.
    public static Decoded<Line> readLine(String line) {
        return ObjectReader.decode(line, json -> {
            expectVersion(json, VERSION);
            var run = json.as("run", RunId::new);
            var seq = json.number("seq");
            var time = json.time("time");
            var chain = json.text("chain");
            return new Line(run, new Recorded(seq, time, RunEventReader.read(json), chain));
        });
    }

    static void expectVersion(ObjectReader json, int version) {
        var found = json.number("v");
        if (found != version) {
            throw new ObjectReader.Malformed("version " + found + " is not known to this Wave");
        }
    }
}

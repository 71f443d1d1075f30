package dev.wave.schema;

import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import java.util.List;

/// The file with the answers of an adapter `type: scripted`.
final class ScriptSchema {
    private static final List<String> ANSWER = List.of(
            "say",
            "outputs",
            "write",
            "append",
            "delete",
            "paths",
            "tools",
            "delay",
            "usage",
            "errors",
            "exit",
            "fail",
            "transient",
            "hang");

    private ScriptSchema() {}

    static ObjectWriter body() {
        var answer = definition("answer");
        var turns = Shape.either(answer, Shape.list(answer));
        return new Table()
                .field(
                        "steps",
                        Shape.mapping(turns),
                        "What happens, by the step's id: one answer, or one for each attempt.")
                .field("default", turns, "What happens in every other step.")
                .object(List.of("steps", "default"));
    }

    static Value.Obj definitions() {
        return new ObjectWriter().value("answer", answer()).done();
    }

    private static Value.Obj definition(String name) {
        return new ObjectWriter().text("$ref", "#/definitions/" + name).done();
    }

    private static Value.Obj answer() {
        var text = ProjectTables.scalar();
        var file = new Table()
                .field("text", text, "What is in the file.")
                .field("executable", Shape.truth(), "Whether it is a program.")
                .object(List.of("text", "executable"))
                .done();
        var files = Shape.mapping(Shape.either(text, file));
        return new Table()
                .field("say", text, "Is printed: the final message.")
                .field("outputs", files, "Files below `.wave/out`: the step's outputs, by their names.")
                .field("write", files, "Files of the workspace, by their paths.")
                .field("append", Shape.mapping(text), "Text that is added to files, by their paths.")
                .field("delete", Shape.list(text), "Files or folders of the workspace that are removed.")
                .field("paths", Shape.mapping(Shape.list(text)), "Outputs that are files of the workspace.")
                .field("tools", Shape.list(Shape.either(Shape.text(), tool())), "Tools that seem to be used.")
                .field("delay", Shape.pattern("^\\d{1,9}(ms|s|m|h)$"), "How long it waits.")
                .field("usage", usage(), "What it reports to have used.")
                .field("errors", text, "Is printed on standard error.")
                .field("exit", Shape.integer(0, 255), "The exit code; 0 if nothing is said.")
                .field("fail", text, "It ends without having done its work, with this message.")
                .field("transient", text, "It ends with something that passes, with this message.")
                .field("hang", Shape.truth(), "It never ends by itself.")
                .object(ANSWER)
                .done();
    }

    private static Value.Obj tool() {
        return new Table()
                .required("name")
                .field("name", Shape.textOrNumber(), "The tool.")
                .field("summary", ProjectTables.scalar(), "What it was used for.")
                .field("ok", Shape.truth(), "Whether it worked.")
                .object(List.of("name", "summary", "ok"))
                .done();
    }

    private static Value.Obj usage() {
        var count = Shape.integer(0, Integer.MAX_VALUE);
        return new Table()
                .field("input", count, "Tokens given.")
                .field("cached", count, "Of these, tokens that were cached.")
                .field("output", count, "Tokens made.")
                .field("calls", count, "Calls of the model.")
                .field("cost", Shape.textOrNumber(), "US dollars.")
                .object(List.of("input", "cached", "output", "calls", "cost"))
                .done();
    }
}

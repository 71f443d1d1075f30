package dev.wave.deliverable;

import dev.wave.model.ArtifactName;
import dev.wave.model.Format;
import dev.wave.model.JsonText;
import dev.wave.model.Value;
import dev.wave.plan.PlannedOutput;
import dev.wave.run.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What an agent hands over in one call, as far as its arguments make sense.
sealed interface Submission {

    /// A file's whole text, and the extension it gets.
    record Content(PlannedOutput output, String extension, String text) implements Submission {
        byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /// Files of the workspace that the agent changed.
    record Paths(PlannedOutput output, List<String> paths) implements Submission {
        public Paths {
            paths = List.copyOf(paths);
        }
    }

    /// Arguments that do not make sense.
    record Unclear(String about, Violation violation) implements Submission {}

    /// What the arguments say about one of the outputs.
    static Submission of(Value.Obj arguments, List<PlannedOutput> outputs) {
        var found = output(arguments, outputs);
        if (found.isEmpty()) {
            var names = outputs.stream()
                    .map(PlannedOutput::name)
                    .map(ArtifactName::value)
                    .collect(Collectors.joining(", "));
            return new Unclear(
                    "it", new Violation("/name", "expected " + (outputs.size() == 1 ? "" : "one of ") + names));
        }
        var output = found.get();
        var content = given(arguments, "content");
        var paths = given(arguments, "paths");
        if (content.isPresent() == paths.isPresent()) {
            return unclear(output, "", "expected either `content` or `paths`");
        }
        return content.isPresent() ? content(output, content.get()) : paths(output, paths.orElseThrow());
    }

    private static Optional<PlannedOutput> output(Value.Obj arguments, List<PlannedOutput> outputs) {
        var name = given(arguments, "name");
        if (name.isEmpty()) {
            return outputs.size() == 1 ? Optional.of(outputs.getFirst()) : Optional.empty();
        }
        return outputs.stream()
                .filter(output -> name.get().equals(Value.of(output.name().value())))
                .findFirst();
    }

    private static Optional<Value> given(Value.Obj arguments, String name) {
        return Optional.ofNullable(arguments.fields().get(name)).filter(value -> !(value instanceof Value.Null));
    }

    private static Submission content(PlannedOutput output, Value content) {
        return switch (output.format()) {
            case DIRECTORY -> unclear(output, "/content", "expected `paths`, since it is a folder");
            case BINARY -> unclear(output, "/content", "expected `paths`, since it is no text");
            case JSON -> json(output, content, Format.JSON.extension());
            case ANY ->
                content instanceof Value.Str(var text)
                        ? text(output, text)
                        : json(output, content, Format.JSON.extension());
            case YAML, CSV, MARKDOWN, TEXT, HTML, DIFF, CODE ->
                content instanceof Value.Str(var text)
                        ? text(output, text)
                        : unclear(output, "/content", "expected a text, found something else");
        };
    }

    private static Submission text(PlannedOutput output, String text) {
        return new Content(output, output.format().extension(), text);
    }

    /// A text that holds an object or a list is what an agent means that was not told of objects: it is taken
    /// as it is.
    private static Submission json(PlannedOutput output, Value content, String extension) {
        var text = content instanceof Value.Str(var said) && isDocument(said) ? said : JsonDocument.text(content);
        return new Content(output, extension, text);
    }

    private static boolean isDocument(String text) {
        return JsonText.read(text) instanceof JsonText.Read.Parsed(var value)
                && (value instanceof Value.Obj || value instanceof Value.Seq);
    }

    private static Submission paths(PlannedOutput output, Value value) {
        var paths = new ArrayList<String>();
        if (!(value instanceof Value.Seq(var items))) {
            return unclear(output, "/paths", "expected a list of paths");
        }
        for (var item : items) {
            if (!(item instanceof Value.Str(var path))) {
                return unclear(output, "/paths", "expected a list of paths");
            }
            paths.add(path);
        }
        return paths.isEmpty() ? unclear(output, "/paths", "expected at least one path") : new Paths(output, paths);
    }

    private static Unclear unclear(PlannedOutput output, String where, String message) {
        return new Unclear(output.name().value(), new Violation(where, message));
    }
}

package dev.wave.load;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Place;
import dev.wave.model.JsonText;
import dev.wave.model.Schema;
import dev.wave.model.Value;
import dev.wave.spi.ProjectFiles;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.regex.Pattern;

/// Reads JSON Schemas and the files they refer to. Files are looked for in the project and nowhere else.
final class Schemas {
    private static final String CONTRACTS = ".wave/contracts";
    private static final Pattern PLACE_IN_MESSAGE = Pattern.compile(" at line (\\d+) column (\\d+)( path .*)?$");

    private final ProjectFiles files;
    private final Problems problems;
    private final SequencedMap<String, String> texts = new LinkedHashMap<>();
    private final SequencedSet<String> seen = new LinkedHashSet<>();

    Schemas(ProjectFiles files, Problems problems) {
        this.files = files;
        this.problems = problems;
    }

    /// The texts of all schemas read so far, by path.
    SequencedMap<String, String> texts() {
        return texts;
    }

    /// Reads every schema that lies directly in `.wave/contracts`.
    void readContracts() {
        for (var name : files.list(CONTRACTS)) {
            if (name.endsWith(".json")) {
                var path = CONTRACTS + "/" + name;
                readFile(path, Place.startOf(path));
            }
        }
    }

    /// The schema a field names or holds.
    Optional<Schema> read(Node node) {
        return switch (node) {
            case Node.Scalar scalar when scalar.kind() == Node.Kind.STRING -> file(scalar);
            case Node.Mapping mapping -> {
                var value = mapping.value();
                check(value, mapping.place(), "");
                yield Optional.of(new Schema.Inline(value, mapping.place()));
            }
            case Node.Scalar _, Node.Items _ -> {
                problems.add(
                        Code.E_TYPE,
                        node.place(),
                        "a schema is the path of a JSON Schema file or a mapping, found " + node.shown());
                yield Optional.empty();
            }
        };
    }

    private Optional<Schema> file(Node.Scalar scalar) {
        if (isAddress(scalar.text())) {
            reportAddress(scalar.place(), "the schema " + scalar.shown());
            return Optional.empty();
        }
        var path = ProjectPaths.inProject(scalar.text());
        if (path.isEmpty()) {
            problems.add(
                    Code.E_SCHEMA,
                    scalar.place(),
                    "the schema " + scalar.shown() + " is not a path in the project",
                    "write it relative to the project's root, for example .wave/contracts/NAME.schema.json");
            return Optional.empty();
        }
        readFile(path.get(), scalar.place());
        return Optional.of(new Schema.File(path.get(), scalar.place()));
    }

    private void readFile(String path, Place wantedBy) {
        if (!seen.add(path)) {
            return;
        }
        switch (files.read(path)) {
            case ProjectFiles.Found.Text(var text) -> {
                texts.put(path, text);
                parse(path, text);
            }
            case ProjectFiles.Found.Missing _ ->
                problems.add(Code.E_SCHEMA, wantedBy, "the schema file '" + path + "' does not exist", "create it");
            case ProjectFiles.Found.Unusable(var reason) ->
                problems.add(Code.E_SCHEMA, wantedBy, "the schema file '" + path + "' cannot be used: " + reason);
        }
    }

    private void parse(String path, String text) {
        switch (JsonText.read(text)) {
            case JsonText.Read.Parsed(var value) -> check(value, Place.startOf(path), ProjectPaths.folderOf(path));
            case JsonText.Read.Malformed(var message) -> {
                var found = PLACE_IN_MESSAGE.matcher(message);
                var place = found.find()
                        ? new Place(path, Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)))
                        : Place.startOf(path);
                var detail = found.reset().replaceFirst("");
                problems.add(
                        Code.E_SCHEMA, place, detail.equals("Malformed JSON") ? "not JSON" : "not JSON: " + detail);
            }
        }
    }

    private void check(Value schema, Place place, String folder) {
        for (var problem : SchemaCheck.problems(schema)) {
            problems.add(Code.E_SCHEMA, place, problem);
        }
        for (var reference : SchemaReferences.in(schema)) {
            follow(reference, place, folder);
        }
    }

    private void follow(String reference, Place place, String folder) {
        if (isAddress(reference)) {
            reportAddress(place, "'$ref' to '" + reference + "'");
            return;
        }
        ProjectPaths.resolve(folder, reference)
                .ifPresentOrElse(
                        path -> readFile(path, place),
                        () -> problems.add(
                                Code.E_SCHEMA, place, "'$ref' to '" + reference + "' leads out of the project"));
    }

    private static boolean isAddress(String reference) {
        return reference.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
    }

    private void reportAddress(Place place, String what) {
        problems.add(
                Code.E_SCHEMA,
                place,
                what + " is an address, and schemas are never fetched",
                "copy the schema into the project and name the file");
    }
}

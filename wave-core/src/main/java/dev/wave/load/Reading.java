package dev.wave.load;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Place;
import dev.wave.expression.Expressions;
import dev.wave.expression.Templates;
import dev.wave.model.Text;
import dev.wave.spi.ProjectFiles;
import java.util.Optional;

/// What every section's reader needs: the files, where problems go, and the schemas met so far.
record Reading(ProjectFiles files, Problems problems, Schemas schemas) {

    /// The text of a file of the project that a field names; empty, and reported, if there is none.
    ///
    /// @param what what the file is, for sentences
    Optional<Text> text(Node.Scalar field, String what) {
        var path = ProjectPaths.inProject(field.text());
        if (path.isEmpty()) {
            problems.add(
                    Code.E_FILE,
                    field.place(),
                    field.shown() + " is not a path in the project",
                    "write it relative to the project's root");
            return Optional.empty();
        }
        return switch (files.read(path.get())) {
            case ProjectFiles.Found.Text(var text) ->
                Optional.of(new Text(text, Place.startOf(path.get()), new Text.Layout.Block(1, 0)));
            case ProjectFiles.Found.Missing _ -> {
                problems.add(
                        Code.E_FILE,
                        field.place(),
                        "the " + what + " '" + path.get() + "' does not exist",
                        "create it");
                yield Optional.empty();
            }
            case ProjectFiles.Found.Unusable(var reason) -> {
                problems.add(
                        Code.E_FILE, field.place(), "the " + what + " '" + path.get() + "' cannot be used: " + reason);
                yield Optional.empty();
            }
        };
    }

    /// The text, with what is wrong with its expressions reported.
    Text template(Text text) {
        problems.addAll(Templates.parse(text, _ -> true).diagnostics());
        return text;
    }

    /// The text of a condition, with what is wrong with it reported.
    Text condition(Text text) {
        problems.addAll(Expressions.parse(text).diagnostics());
        return text;
    }
}

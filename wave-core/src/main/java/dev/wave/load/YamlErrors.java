package dev.wave.load;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Place;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Says what the YAML parser stumbled over in words that help somebody who writes YAML twice a year.
final class YamlErrors {

    private YamlErrors() {}

    static Diagnostic diagnostic(YamlEngineException e, SourceText source) {
        if (e instanceof ReaderException unprintable) {
            var shown = String.format("U+%04X", unprintable.getCodePoint());
            return Diagnostic.of(
                    Code.E_YAML,
                    source.placeOfCodePoint(unprintable.getPosition()),
                    "the control character " + shown + " is not allowed in YAML",
                    "remove it");
        }
        if (e instanceof MarkedYamlEngineException marked) {
            var place = marked.getProblemMark()
                    .or(marked::getContextMark)
                    .map(source::place)
                    .orElseGet(() -> Place.startOf(source.file()));
            var problem = Optional.ofNullable(marked.getProblem()).orElse("cannot be read");
            var context = Optional.ofNullable(marked.getContext())
                    .map(text -> " " + text)
                    .orElse("");
            return new Diagnostic(
                    Code.E_YAML, place, "not YAML: " + problem.strip() + context, fix(problem, source, place));
        }
        return Diagnostic.of(Code.E_YAML, Place.startOf(source.file()), "not YAML: " + e.getMessage());
    }

    private static Optional<String> fix(String problem, SourceText source, Place place) {
        if (problem.contains("TAB") || source.line(place.line()).startsWith("\t")) {
            return Optional.of("YAML is indented with spaces, never with tabs");
        }
        if (problem.contains("mapping values are not allowed")) {
            return Optional.of("put a text that holds ': ' in quotes, and check the indentation");
        }
        if (problem.contains("cannot start any token")) {
            return Optional.of("put the text in quotes");
        }
        var line = source.line(place.line());
        if (line.matches(".*: *[{\\[].*")) {
            return Optional.of("put a text that starts with '{' or '[' in quotes");
        }
        if (problem.contains("expected <block end>")) {
            return Optional.of("check that the fields of one mapping start in the same column");
        }
        if (problem.contains("unexpected end of stream")) {
            return Optional.of("close the quote or bracket");
        }
        return Optional.empty();
    }
}

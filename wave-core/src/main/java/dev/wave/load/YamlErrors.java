package dev.wave.load;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Place;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/// Says what the YAML parser stumbled over in words that help somebody who writes YAML twice a year.
final class YamlErrors {

    /// A frequent mistake.
    ///
    /// @param sign what the parser's message has in it
    private record Known(String sign, String message, String fix) {}

    private static final Pattern UNSTARTABLE = Pattern.compile("found character '(.)'");

    private static final List<Known> KNOWN = List.of(
            new Known("TAB", "a tab where YAML wants spaces", "indent with spaces, never with tabs"),
            new Known("cannot start any token", "a text cannot start with '?'", "put the text in quotes"),
            new Known(
                    "mapping values are not allowed",
                    "a ': ' where no field can start",
                    "put a text that holds ': ' in quotes, and check the indentation"),
            new Known("unexpected end of stream", "what is opened here is never closed", "close the quote or bracket"),
            new Known(
                    "but found '<scalar>'",
                    "there is text after the value",
                    "put a text that starts with '{', '[' or a quote wholly in quotes, and check the indentation"),
            new Known(
                    "expected ',' or",
                    "a ',' or a closing bracket is missing here",
                    "close the bracket; put a text that holds ',', ': ' or a bracket in quotes"),
            new Known(
                    "expected <block end>",
                    "the indentation does not fit the lines before",
                    "start the fields of one mapping in the same column"));

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
        if (e instanceof YamlVersionException) {
            return Diagnostic.of(
                    Code.E_YAML,
                    Place.startOf(source.file()),
                    "the file asks for a version of YAML that is not 1.2",
                    "remove the line that starts with '%YAML'");
        }
        if (e instanceof MarkedYamlEngineException marked) {
            return marked(marked, source);
        }
        return Diagnostic.of(Code.E_YAML, Place.startOf(source.file()), "not YAML: " + e.getMessage());
    }

    private static Diagnostic marked(MarkedYamlEngineException e, SourceText source) {
        var problem = Optional.ofNullable(e.getProblem()).orElse("it cannot be read");
        var isUnclosed = problem.contains("unexpected end of stream");
        var mark = isUnclosed
                ? e.getContextMark().or(e::getProblemMark)
                : e.getProblemMark().or(e::getContextMark);
        var place = mark.map(source::place).orElseGet(() -> Place.startOf(source.file()));
        for (var known : KNOWN) {
            if (problem.contains(known.sign())) {
                var what = UNSTARTABLE.matcher(problem);
                var shown = what.find() ? known.message().replace("?", what.group(1)) : known.message();
                return Diagnostic.of(Code.E_YAML, place, shown, known.fix());
            }
        }
        return Diagnostic.of(Code.E_YAML, place, "not YAML: " + problem.strip());
    }
}

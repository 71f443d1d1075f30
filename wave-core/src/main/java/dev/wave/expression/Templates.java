package dev.wave.expression;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Place;
import dev.wave.model.ParamName;
import dev.wave.model.Text;
import dev.wave.model.TextPlaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Reads templates: `{name}` is a parameter, `{{ expression }}` an expression; a backslash before either
/// makes it text. `${…}` and braces around anything but a bare name are text.
public final class Templates {

    /// `\{name}`, `\{{`, `${…`, `{{` or `{name}`: all that means anything in a template.
    private static final Pattern MARK = Pattern.compile(
            "\\\\(?:\\{\\{|\\{[A-Za-z][A-Za-z0-9_-]*+\\})|\\$\\{\\{?+|\\{\\{|\\{([A-Za-z][A-Za-z0-9_-]*+)\\}");

    private final String source;
    private final TextPlaces places;
    private final Predicate<ParamName> isParam;
    private final List<Template.Part> parts = new ArrayList<>();
    private final List<Placeholder> placeholders = new ArrayList<>();
    private final List<Diagnostic> problems = new ArrayList<>();

    private Templates(Text text, Predicate<ParamName> isParam) {
        this.source = text.source();
        this.places = new TextPlaces(text);
        this.isParam = isParam;
    }

    /// A `{name}` in a text, whether or not a parameter of that name exists.
    ///
    /// @param place where its brace stands
    public record Placeholder(ParamName name, Place place) {}

    /// The template of a text. A `{name}` that is no parameter is text.
    public static Checked<Template> parse(Text text, Predicate<ParamName> isParam) {
        var reader = new Templates(text, isParam);
        reader.read();
        return Checked.of(new Template(Template.joined(reader.parts)), reader.problems);
    }

    /// Every `{name}` in a text, in its order, repetitions included. Broken expressions are passed over.
    public static List<Placeholder> placeholders(Text text) {
        var reader = new Templates(text, _ -> true);
        reader.read();
        return List.copyOf(reader.placeholders);
    }

    private void read() {
        var marks = MARK.matcher(source);
        var at = 0;
        while (marks.find(at)) {
            parts.add(new Template.Part.Literal(source.substring(at, marks.start())));
            var mark = marks.group();
            var name = Optional.ofNullable(marks.group(1));
            if (name.isPresent()) {
                parts.add(placeholder(new ParamName(name.get()), mark, marks.start()));
                at = marks.end();
            } else if (mark.equals("{{")) {
                at = expression(marks.start());
            } else {
                warnOfGitHubSpelling(mark, marks.start());
                parts.add(new Template.Part.Literal(mark.startsWith("\\") ? mark.substring(1) : mark));
                at = marks.end();
            }
        }
        parts.add(new Template.Part.Literal(source.substring(at)));
    }

    private Template.Part placeholder(ParamName name, String mark, int offset) {
        var place = places.at(offset);
        placeholders.add(new Placeholder(name, place));
        return isParam.test(name)
                ? new Template.Part.Hole(new Expression.Reference(List.of("params", name.value())), place)
                : new Template.Part.Literal(mark);
    }

    /// Reads the expression that opens there; answers where the text goes on.
    private int expression(int start) {
        try {
            var tokens = new Lexer(source, start + 2).tokens();
            var end = (Token.End) tokens.getLast();
            if (end.length() == 0) {
                throw new SyntaxError(start, "'{{' has no '}}'");
            }
            parts.add(new Template.Part.Hole(new Parser(tokens).whole(), places.at(start)));
            return end.offset() + end.length();
        } catch (SyntaxError e) {
            problems.add(Diagnostic.of(
                    Code.E_EXPRESSION, places.at(e.offset()), e.sentence(), "for a literal '{{' write '\\{{'"));
            var close = source.indexOf("}}", start);
            return close < 0 ? source.length() : close + 2;
        }
    }

    private void warnOfGitHubSpelling(String mark, int offset) {
        if (mark.equals("${{")) {
            problems.add(Diagnostic.of(
                    Code.W_SUSPICIOUS,
                    places.at(offset),
                    "'${{ … }}' is plain text in Wave",
                    "for an expression write '{{ … }}', without the dollar sign"));
        }
    }
}

package dev.wave.view;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Place;
import dev.wave.diagnostic.Severity;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.function.UnaryOperator;

/// Diagnostics as a SARIF 2.1.0 log of one run, for code scanning services. The rules are the codes that were found;
/// no rule has an address. Format: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.
public final class SarifReport {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    /// What SARIF calls the folder that relative paths start from.
    private static final String ROOT = "%SRCROOT%";

    private final String version;
    private final UnaryOperator<String> paths;

    /// @param version of Wave
    /// @param paths from a file's path in the project to its path in the repository
    public SarifReport(String version, UnaryOperator<String> paths) {
        this.version = version;
        this.paths = paths;
    }

    /// The log.
    public Value of(List<Diagnostic> diagnostics) {
        var codes =
                diagnostics.stream().map(Diagnostic::code).distinct().sorted().toList();
        var driver = new ObjectWriter()
                .text("name", "Wave")
                .text("version", version)
                .list("rules", codes, SarifReport::rule)
                .done();
        var run = new ObjectWriter()
                .value("tool", new ObjectWriter().value("driver", driver).done())
                .text("columnKind", "utf16CodeUnits")
                .list("results", diagnostics, diagnostic -> result(diagnostic, codes))
                .done();
        return new ObjectWriter()
                .text("$schema", SCHEMA)
                .text("version", "2.1.0")
                .value("runs", new Value.Seq(List.of(run)))
                .done();
    }

    private static Value rule(Code code) {
        return new ObjectWriter()
                .text("id", code.text())
                .value("shortDescription", message(CodeTitles.of(code)))
                .value(
                        "defaultConfiguration",
                        new ObjectWriter().text("level", level(code.severity())).done())
                .done();
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "note";
        };
    }

    private Value result(Diagnostic diagnostic, List<Code> codes) {
        return new ObjectWriter()
                .text("ruleId", diagnostic.code().text())
                .number("ruleIndex", codes.indexOf(diagnostic.code()))
                .text("level", level(diagnostic.severity()))
                .value(
                        "message",
                        message(diagnostic.message()
                                + diagnostic.fix().map(fix -> "\nfix: " + fix).orElse("")))
                .list("locations", List.of(diagnostic.place()), this::location)
                .done();
    }

    private static Value message(String text) {
        return new ObjectWriter().text("text", text).done();
    }

    private Value location(Place place) {
        var physical = new ObjectWriter()
                .value(
                        "artifactLocation",
                        new ObjectWriter()
                                .text("uri", uri(paths.apply(place.file())))
                                .text("uriBaseId", ROOT)
                                .done())
                .value(
                        "region",
                        new ObjectWriter()
                                .number("startLine", place.line())
                                .number("startColumn", place.column())
                                .done())
                .done();
        return new ObjectWriter().value("physicalLocation", physical).done();
    }

    /// A relative reference: in its first part a colon would end a scheme.
    private static String uri(String path) {
        try {
            return new URI(null, null, "/" + path, null)
                    .toASCIIString()
                    .substring(1)
                    .replace(":", "%3A");
        } catch (URISyntaxException impossible) { // a path that starts with '/' is always one
            throw new IllegalStateException(impossible);
        }
    }
}

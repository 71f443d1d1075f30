package dev.wave.command;

import com.google.gson.stream.JsonWriter;
import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.DiagnosticText;
import dev.wave.diagnostic.ExitCode;
import dev.wave.diagnostic.Severity;
import dev.wave.model.Project;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `wave validate`: reports everything that is wrong with a project's text. Starts nothing.
@Command(
        name = "validate",
        description = "Check the project's files and report everything that is wrong at once. Starts nothing.",
        sortOptions = false)
final class ValidateCommand implements WaveCommand {
    @Mixin
    CommonOptions common = new CommonOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "PIPELINE", description = "Only this pipeline.")
    @Nullable
    String pipeline;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json.")
    String format = "text";

    private final Tools tools;

    ValidateCommand(Tools tools) {
        this.tools = tools;
    }

    @Override
    public ExitCode run() {
        if (!List.of("text", "json").contains(format)) {
            throw CommandProblem.usage("--format takes text or json, not '" + format + "'");
        }
        var project = OpenProject.find(tools, common.directory);
        var findings = findings(project);
        if (format.equals("json")) {
            tools.console().print(json(findings));
        } else {
            text(project, findings);
        }
        return findings.stream().anyMatch(ValidateCommand::isError) ? ExitCode.INVALID : ExitCode.DONE;
    }

    private List<Diagnostic> findings(OpenProject project) {
        var read = project.read();
        var findings = new ArrayList<>(read.diagnostics());
        if (read instanceof Checked.Valid<Project>(var model, var _)) {
            var planning = new Planning(tools, project);
            if (pipeline != null || model.pipelines().isEmpty()) {
                findings.addAll(planning.checked(Optional.ofNullable(pipeline)).diagnostics());
            } else {
                model.pipelines()
                        .values()
                        .forEach(each ->
                                findings.addAll(planning.resolve(model, each).diagnostics()));
            }
        }
        return findings.stream().distinct().sorted(Diagnostic.BY_PLACE).toList();
    }

    private static boolean isError(Diagnostic finding) {
        return finding.severity() == Severity.ERROR;
    }

    private void text(OpenProject project, List<Diagnostic> findings) {
        findings.forEach(finding -> tools.console()
                .print(DiagnosticText.of(finding, project.text(finding.place().file()))));
        var errors = findings.stream().filter(ValidateCommand::isError).count();
        if (errors > 0) {
            tools.console().print(errors == 1 ? "1 error" : errors + " errors");
        } else if (!common.quiet) {
            tools.console().print("the project is valid");
        }
    }

    private static String json(List<Diagnostic> findings) {
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.setIndent("  ");
            json.beginObject().name("v").value(1).name("diagnostics").beginArray();
            for (var finding : findings) {
                json.beginObject();
                json.name("code").value(finding.code().text());
                json.name("severity").value(finding.severity().name().toLowerCase(Locale.ROOT));
                json.name("file").value(finding.place().file());
                json.name("line").value(finding.place().line());
                json.name("column").value(finding.place().column());
                json.name("message").value(finding.message());
                if (finding.fix().isPresent()) {
                    json.name("fix").value(finding.fix().get());
                }
                json.endObject();
            }
            json.endArray().endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}

package dev.wave.command;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.ExitCode;
import dev.wave.diagnostic.Severity;
import dev.wave.model.CanonicalJson;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Project;
import dev.wave.model.Value;
import dev.wave.option.Syntax;
import dev.wave.view.GitHubAnnotations;
import dev.wave.view.SarifReport;
import dev.wave.view.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// `wave validate`: reports everything that is wrong with a project's text. Starts nothing.
final class ValidateCommand extends WaveCommand {
    /// What code scanning services take.
    private static final String SARIF = "sarif";

    /// What GitHub Actions shows at the lines of a change.
    private static final String GITHUB = "github";

    PipelineArgument pipeline = new PipelineArgument();

    ValidateCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        syntax.purpose("Check the project's files and report everything that is wrong at once. Starts nothing.");
        pipeline.declare(syntax);
    }

    @Override
    List<OutputFormat> formats() {
        return LIST;
    }

    @Override
    List<String> formatNames() {
        return Stream.concat(super.formatNames().stream(), Stream.of(SARIF, GITHUB))
                .toList();
    }

    @Override
    ExitCode run() {
        var project = openProject();
        var findings = findings(project);
        switch (common.format) {
            case SARIF ->
                console()
                        .json(CanonicalJson.inOrder(
                                new SarifReport(tools().version(), project::inRepository).of(findings)));
            case GITHUB ->
                findings.forEach(finding -> console().print(GitHubAnnotations.of(finding, project::inRepository)));
            default -> answer(() -> lines(project, findings), "diagnostics", findings, ValidateCommand::json);
        }
        return findings.stream().anyMatch(ValidateCommand::isError) ? ExitCode.INVALID : ExitCode.DONE;
    }

    private List<Diagnostic> findings(OpenProject project) {
        var read = project.read();
        var findings = new ArrayList<>(read.diagnostics());
        if (read instanceof Checked.Valid<Project>(var model, var _)) {
            var planning = new Planning(tools(), project);
            if (pipeline.given().isPresent() || model.pipelines().isEmpty()) {
                findings.addAll(planning.checked(pipeline.given()).diagnostics());
            } else {
                for (var each : model.pipelines().values()) {
                    console()
                            .more("pipeline " + each.name() + ", "
                                    + Shown.plural(each.steps().size(), "step"));
                    findings.addAll(planning.resolve(each).diagnostics());
                }
            }
        }
        return findings.stream().distinct().sorted(Diagnostic.BY_PLACE).toList();
    }

    private static boolean isError(Diagnostic finding) {
        return finding.severity() == Severity.ERROR;
    }

    private List<String> lines(OpenProject project, List<Diagnostic> findings) {
        var lines = new ArrayList<>(project.told(findings, console()));
        var errors = findings.stream().filter(ValidateCommand::isError).count();
        if (errors > 0) {
            lines.add(Shown.plural(errors, "error"));
        } else if (console().loudness() != Loudness.QUIET) {
            lines.add("the project is valid");
        }
        return lines;
    }

    private static Value json(Diagnostic finding) {
        return new ObjectWriter()
                .text("code", finding.code().text())
                .word("severity", finding.severity())
                .text("file", finding.place().file())
                .number("line", finding.place().line())
                .number("column", finding.place().column())
                .text("message", finding.message())
                .text("fix", finding.fix())
                .done();
    }
}

package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Project;
import dev.wave.model.RunId;
import dev.wave.model.SecretSource;
import dev.wave.model.Value;
import dev.wave.option.Syntax;
import dev.wave.redaction.KeyPatterns;
import dev.wave.redaction.Redaction;
import dev.wave.report.RunPage;
import dev.wave.run.Recorded;
import dev.wave.view.Printable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `wave report`: one run as a page of HTML that needs nothing else.
final class ReportCommand extends WaveCommand {
    RunArgument run = new RunArgument();

    @Nullable
    String output;

    boolean transcripts;

    ReportCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        syntax.purpose(
                "Write one page of HTML about a run: graph, timeline, costs, verdicts, deliverables, changes.",
                "The page loads nothing and runs nothing. A report of Wave's is overwritten, nothing else is.");
        run.declare(syntax);
        syntax.option(
                "-o, --output FILE",
                "Write it there; '-' is standard output. Default: .wave/reports/wave-report-RUN.html",
                word -> output = word);
        syntax.flag("--transcripts", "Also show what agents and commands printed.", () -> transcripts = true);
    }

    @Override
    ExitCode run() throws InterruptedException {
        var project = openProject();
        try (var stores = tools().stores(project)) {
            var id = run.in(stores);
            var page = page(project, stores, id);
            warnOfKeys(page);
            if ("-".equals(output)) {
                write(page);
                return ExitCode.DONE;
            }
            var file = output == null
                    ? ReportFile.ofProject(project.root(), id)
                    : new ReportFile(tools().workingDirectory().resolve(Path.of(output)));
            file.write(page);
            answer(
                    () -> List.of(Printable.line(file.path().toString()).text()),
                    () -> json(id, file.path(), page.getBytes(StandardCharsets.UTF_8).length));
            return ExitCode.DONE;
        }
    }

    @Override
    void refuseContradictions(List<String> options) {
        if ("-".equals(output) && format() != OutputFormat.TEXT) {
            throw CommandProblem.usage("--output - and --format both want standard output; leave one out");
        }
    }

    private String page(OpenProject project, Stores stores, RunId id) throws InterruptedException {
        var records = stores.journals().read(id);
        var recorded = new RecordedRun(
                tools(),
                project,
                stores,
                id,
                records.stream().map(Recorded::event).toList());
        var hidden = secrets(project, recorded.project());
        var evidence = new ReportEvidence(
                stores, id, recorded.plan(), hidden, transcripts ? List.of(tools().activities(stores)) : List.of());
        var goingOn = stores.leases().holder("run/" + id).isPresent();
        return RunPage.of(
                id, recorded.plan(), records, recorded.surroundings(transcripts, goingOn), evidence, hidden::text);
    }

    /// What is known here of the secrets. What was recorded does not hold them anyway; commands that print them are
    /// not run for it.
    private Redaction secrets(OpenProject project, Project model) throws InterruptedException {
        var declared = model.secrets().values().stream()
                .filter(secret -> !(secret.source() instanceof SecretSource.Command))
                .toList();
        return tools().secrets(project, declared, unknown -> console().more(unknown))
                .redaction();
    }

    private void warnOfKeys(String page) {
        try (var bytes = new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8))) {
            KeyPatterns.in(bytes)
                    .ifPresent(kind -> console()
                            .note("the page holds what looks like " + kind
                                    + "; look at it before you give it to anybody"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As it is: every text in it is printable already.
    private void write(String page) {
        var bytes = page.getBytes(StandardCharsets.UTF_8);
        console().out().write(bytes, 0, bytes.length);
        console().out().flush();
    }

    private static Value json(RunId run, Path file, int bytes) {
        return new ObjectWriter()
                .number("v", 1)
                .text("run", run)
                .text("wrote", file)
                .number("bytes", bytes)
                .done();
    }
}

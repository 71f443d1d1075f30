package dev.wave.command;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.ExitCode;
import dev.wave.doctor.Check;
import dev.wave.model.AdapterSettings;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Project;
import dev.wave.model.Value;
import dev.wave.option.Syntax;
import dev.wave.view.Printable;
import dev.wave.view.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// `wave doctor`: looks whether this machine, and the project if there is one, can run pipelines. Changes
/// nothing, and shows no value that is secret.
final class DoctorCommand extends WaveCommand {
    boolean probe;

    DoctorCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        syntax.purpose("Look whether runs can work here: programs, sandbox, agents, disk, project. Changes nothing.");
        syntax.flag(
                "--probe", "Also send one small request through the default adapter; it may cost.", () -> probe = true);
    }

    @Override
    List<OutputFormat> formats() {
        return LIST;
    }

    @Override
    ExitCode run() throws InterruptedException {
        var checks = new ArrayList<Check>();
        checks.add(Check.ok("wave", tools().version()));
        var project = OpenProject.near(tools(), common.directory);
        checks.addAll(tools().examination().machine(tools().sandbox().enforcement(), adapters(project)));
        checks.addAll(new ProjectChecks(tools(), project).all());
        checks.add(terminal());
        if (probe) {
            checks.add(new LiveProbe(tools(), project).check());
        }
        answer(() -> lines(checks), "checks", checks, DoctorCommand::json);
        return checks.stream().anyMatch(check -> check.status() == Check.Status.PROBLEM)
                ? ExitCode.FAILED
                : ExitCode.DONE;
    }

    /// Those of the project, if it can be read.
    private static Collection<AdapterSettings> adapters(Optional<OpenProject> project) {
        return project.isPresent() && project.get().read() instanceof Checked.Valid<Project>(var model, var _)
                ? model.adapters().values()
                : List.of();
    }

    private Check terminal() {
        return console().keyboard().isPresent()
                ? Check.ok("terminal", "there is one: questions are asked")
                : Check.ok("terminal", "none: nobody is asked, and what would need a yes is refused");
    }

    private List<String> lines(List<Check> checks) {
        var table = new Table("", "WHAT", "FOUND");
        var shown = checks.stream()
                .filter(check -> console().loudness() != Loudness.QUIET || check.status() == Check.Status.PROBLEM)
                .toList();
        for (var check : shown) {
            table.row(
                    switch (check.status()) {
                        case OK -> "ok";
                        case NOTE -> "note";
                        case PROBLEM -> "PROBLEM";
                    },
                    check.what(),
                    Printable.line(check.says()).text());
        }
        var lines = new ArrayList<>(table.folded(console().screen()));
        if (shown.isEmpty()) {
            lines.clear();
        }
        var fixes = new LinkedHashMap<String, List<String>>();
        shown.stream()
                .filter(check -> !check.fix().isEmpty())
                .forEach(check -> fixes.computeIfAbsent(check.fix(), _ -> new ArrayList<>())
                        .add(check.what()));
        fixes.forEach((fix, whats) -> lines.addAll(console()
                .fitted(List.of(
                        String.join(", ", whats) + ": " + Printable.line(fix).text()))));
        var problems = checks.stream()
                .filter(check -> check.status() == Check.Status.PROBLEM)
                .count();
        lines.add(problems == 0 ? "runs can work here" : "runs cannot work here until the problems are solved");
        return lines;
    }

    private static Value json(Check check) {
        return new ObjectWriter()
                .text("what", check.what())
                .word("status", check.status())
                .text("says", check.says())
                .text("fix", Optional.of(check.fix()).filter(fix -> !fix.isEmpty()))
                .done();
    }
}

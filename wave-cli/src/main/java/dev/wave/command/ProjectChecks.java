package dev.wave.command;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Severity;
import dev.wave.doctor.Check;
import dev.wave.doctor.Examination;
import dev.wave.model.Project;
import dev.wave.model.SandboxMode;
import dev.wave.plan.AgentCheck;
import dev.wave.plan.Outline;
import dev.wave.project.GitPlace;
import dev.wave.sandbox.Enforcement;
import dev.wave.sandbox.Enforcement.Guard;
import dev.wave.store.StateDir;
import dev.wave.view.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether a project is in a state to be run. Reads its files and starts nothing.
final class ProjectChecks {
    private final Tools tools;
    private final Optional<OpenProject> project;

    /// @param project empty where there is none
    ProjectChecks(Tools tools, Optional<OpenProject> project) {
        this.tools = tools;
        this.project = project;
    }

    List<Check> all() {
        return project.map(this::of)
                .orElseGet(() -> List.of(Check.note("project", "none here", "`wave init` writes a small one")));
    }

    private List<Check> of(OpenProject found) {
        var checks = new ArrayList<Check>();
        checks.add(Check.ok("project", found.root().toString()));
        checks.add(repository(found.git()));
        checks.add(Examination.room(
                "state folder",
                found.git()
                        .map(git -> StateDir.ofGit(git.commonDir()))
                        .orElseGet(() -> StateDir.ofFolder(found.root()))
                        .root()));
        var read = found.read();
        var outlines = new ArrayList<Outline>();
        var findings = new ArrayList<Diagnostic>(read.diagnostics());
        if (read instanceof Checked.Valid<Project>(var model, var _)) {
            var planning = new Planning(tools, found);
            for (var pipeline : model.pipelines().values()) {
                var resolved = planning.resolve(pipeline);
                findings.addAll(resolved.diagnostics());
                if (resolved instanceof Checked.Valid<Outline>(var outline, var _)) {
                    outlines.add(outline);
                }
            }
            checks.add(validity(findings));
            checks.addAll(agents(found, model, outlines));
            checks.addAll(personas(outlines));
            checks.add(new TrustGate(tools, found).check(model));
        } else {
            checks.add(validity(findings));
        }
        return checks;
    }

    private static Check repository(Optional<GitPlace> git) {
        return git.map(place -> Check.ok("repository", place.top().toString()))
                .orElseGet(() -> Check.note(
                        "repository",
                        "the project is in no git repository: its state is kept in .wave/state",
                        "`git init`, if changes should be applied to branches"));
    }

    private static Check validity(List<Diagnostic> findings) {
        var errors = findings.stream()
                .distinct()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .count();
        return errors == 0
                ? Check.ok("project files", "valid")
                : Check.problem("project files", Shown.plural(errors, "error"), "`wave validate` shows them");
    }

    /// What each of them may do, and what keeps it here.
    private List<Check> personas(List<Outline> outlines) {
        var enforcement = tools.sandbox().enforcement();
        var keepers = new Keepers(enforcement);
        return outlines.stream()
                .flatMap(outline -> keepers.of(outline.steps()).stream())
                .distinct()
                .map(kept -> kept.isOpen()
                        ? Check.note(kept.what(), kept.says(), fix(kept.mode(), enforcement))
                        : Check.ok(kept.what(), kept.says()))
                .distinct()
                .toList();
    }

    private static String fix(SandboxMode mode, Enforcement enforcement) {
        return mode != SandboxMode.NONE && enforcement.files() instanceof Guard.NotKept(var _, var fix)
                ? fix
                : "leave `sandbox: none` away";
    }

    private List<Check> agents(OpenProject found, Project model, List<Outline> outlines) {
        var surroundings = tools.surroundings(found);
        return outlines.stream()
                .flatMap(outline ->
                        new AgentCheck(model, outline.pipeline(), surroundings).missing(outline.steps()).stream())
                .distinct()
                .map(missing -> Check.problem(
                        "agents of the project",
                        missing.message(),
                        missing.fix().orElse("`wave help agents` tells how to get one")))
                .toList();
    }
}

package dev.wave.command;

import dev.wave.doctor.Check;
import dev.wave.model.Project;
import dev.wave.trust.ProjectCommands;
import dev.wave.trust.TrustRequest;
import dev.wave.view.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/// Lets a project's commands run only after a person approved exactly these. There is no sandbox in this
/// version, so every command of a project counts.
final class TrustGate {
    private final Tools tools;
    private final OpenProject project;

    TrustGate(Tools tools, OpenProject project) {
        this.tools = tools;
        this.project = project;
    }

    /// Returns if the commands may run; ends the command if not.
    ///
    /// @param once whether the person said so on the command line, for this run
    void pass(Project model, boolean once) {
        var request = ProjectCommands.of(model);
        if (once || request.isEmpty() || "1".equals(tools.environment().get("WAVE_TRUST"))) {
            return;
        }
        if (tools.trust().trusted(identity(project.root()), request.digest())) {
            return;
        }
        show(request);
        var answer = tools.console().confirm("run these with your rights, now and later?");
        if (answer.isEmpty() || !answer.get()) {
            throw CommandProblem.usage(
                    "nothing was run: this project's commands are not approved"
                            + "\nlook at them, then: `wave trust` approves them for good, `--trust` for one run, WAVE_TRUST=1 in CI");
        }
        tools.trust().approve(identity(project.root()), request.digest());
    }

    /// Whether a run would have to ask.
    Check check(Project model) {
        var request = ProjectCommands.of(model);
        if (request.isEmpty()) {
            return Check.ok("trust", "nothing to approve");
        }
        return tools.trust().trusted(identity(project.root()), request.digest())
                ? Check.ok("trust", "what it runs is approved")
                : Check.note("trust", "what it runs is not approved", "`wave trust` shows and approves it");
    }

    private void show(TrustRequest request) {
        tools.console().note("these commands of the project would run on your machine, outside any sandbox:");
        lines(request).forEach(line -> tools.console().detail("  " + line));
    }

    /// The commands for a person to read.
    static List<String> lines(TrustRequest request) {
        return request.items().stream()
                .map(item -> Printable.line(item.where() + "  " + item.what() + ": " + item.text())
                        .text())
                .toList();
    }

    /// A project is the real path of its root: a copy elsewhere is another one.
    static String identity(Path root) {
        try {
            return root.toRealPath().toString();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot find the folder " + root, e);
        }
    }
}

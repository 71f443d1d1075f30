package dev.wave.command;

import dev.wave.doctor.Check;
import dev.wave.model.Project;
import dev.wave.model.SandboxMode;
import dev.wave.run.Level;
import dev.wave.sandbox.Enforcement.Guard;
import dev.wave.trust.ProjectCommands;
import dev.wave.trust.SandboxHere;
import dev.wave.trust.TrustRequest;
import dev.wave.view.Folded;
import dev.wave.view.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Lets what no sandbox holds back happen only after a person approved exactly that.
final class TrustGate {
    private final Tools tools;
    private final OpenProject project;

    TrustGate(Tools tools, OpenProject project) {
        this.tools = tools;
        this.project = project;
    }

    /// Returns if the project may run; ends the command if not.
    ///
    /// @param mode what the person said of the sandbox, for this run
    /// @param once whether the person approved on the command line, for this run
    void pass(Project model, Optional<SandboxMode> mode, boolean once) {
        if (once || "1".equals(tools.environment().get("WAVE_TRUST")) || isHarmless(model)) {
            return;
        }
        var request = request(model, mode);
        if (isApproved(model, request)) {
            return;
        }
        show(request);
        var answer = tools.console().confirm("let this happen with your rights, now and later?");
        if (answer.isEmpty() || !answer.get()) {
            throw CommandProblem.usage(
                    "nothing was run: this project's commands are not approved"
                            + "\nlook at them, then: `wave trust` approves them for good, `--trust` for one run, WAVE_TRUST=1 in CI");
        }
        approve(request);
    }

    /// What has to be approved on this machine.
    ///
    /// @param mode what the person said of the sandbox
    TrustRequest request(Project model, Optional<SandboxMode> mode) {
        return ProjectCommands.of(model, new SandboxHere(whyNoSandbox(), mode));
    }

    private Optional<String> whyNoSandbox() {
        var enforcement = tools.sandbox().enforcement();
        if (enforcement.level() != Level.OPEN) {
            return Optional.empty();
        }
        return Optional.of(
                enforcement.files() instanceof Guard.NotKept(var why, var _) ? why : "it does not keep enough");
    }

    /// Whether there is nothing to approve on any machine.
    private static boolean isHarmless(Project model) {
        return ProjectCommands.of(model, SandboxHere.NONE).isEmpty();
    }

    /// Approves it for good.
    void approve(TrustRequest request) {
        tools.trust().approve(identity(project.root()), request.digest());
    }

    /// Who approved what happens without any sandbox approved what happens with one.
    private boolean isApproved(Project model, TrustRequest request) {
        var identity = identity(project.root());
        return request.isEmpty()
                || tools.trust().trusted(identity, request.digest())
                || tools.trust()
                        .trusted(
                                identity,
                                ProjectCommands.of(model, SandboxHere.NONE).digest());
    }

    /// Whether a run would have to ask.
    Check check(Project model) {
        var request = request(model, Optional.empty());
        if (request.isEmpty()) {
            return Check.ok("trust", "nothing to approve");
        }
        return isApproved(model, request)
                ? Check.ok("trust", "what it runs is approved")
                : Check.note("trust", "what it runs is not approved", "`wave trust` shows and approves it");
    }

    private void show(TrustRequest request) {
        tools.console().error("this project's files would do on your machine what no sandbox holds back:");
        lines(request, tools.console().screen().width())
                .forEach(line -> tools.console().detail("  " + line));
    }

    /// What a request asks for, by the reason why, for a person to read.
    ///
    /// @param width of the lines, two cells less for whoever shifts them
    static List<String> lines(TrustRequest request, int width) {
        var byReason = request.items().stream()
                .collect(Collectors.groupingBy(TrustRequest.Item::why, LinkedHashMap::new, Collectors.toList()));
        var lines = new ArrayList<String>();
        byReason.forEach((why, items) -> {
            lines.add(Printable.line(why).text());
            for (var item : items) {
                var text = Printable.line(item.where() + "  " + item.what() + ": " + item.text());
                var parts = Folded.exactly(text.text(), width - 6);
                lines.add("  " + parts.removeFirst());
                parts.forEach(part -> lines.add("    " + part));
            }
        });
        return lines;
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

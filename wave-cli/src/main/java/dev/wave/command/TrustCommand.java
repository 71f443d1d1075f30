package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import dev.wave.option.Syntax;
import dev.wave.trust.TrustRequest;
import dev.wave.view.Shown;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `wave trust`: approves what a project's files run on this machine; any change to them asks again.
final class TrustCommand extends WaveCommand {
    boolean list;
    boolean revoke;
    boolean state;

    TrustCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        syntax.purpose("Approve the commands of this project, after showing them. A changed command asks again.");
        syntax.flag("--list", "List the approvals you have given.", () -> list = true);
        syntax.flag("--revoke", "Take back every approval of this project.", () -> revoke = true);
        syntax.flag(
                "--state",
                "Take over Wave's state in this project, which another person or machine made.",
                () -> state = true);
    }

    @Override
    List<OutputFormat> formats() {
        return list ? LIST : List.of(OutputFormat.TEXT, OutputFormat.JSON);
    }

    @Override
    ExitCode run() {
        if (list) {
            return list();
        }
        var project = openProject();
        if (state) {
            return adopt(project);
        }
        var identity = TrustGate.identity(project.root());
        if (revoke) {
            return revoke(identity);
        }
        var gate = new TrustGate(tools(), project);
        var request = gate.request(project.orStop(project.read(), console()), Optional.empty());
        if (!request.isEmpty()) {
            gate.approve(request);
        }
        console().more("approval " + request.digest());
        answer(
                () -> lines(project, request),
                () -> new ObjectWriter()
                        .number("v", 1)
                        .text("project", identity)
                        .text("request", request.digest())
                        .list("approved", request.items(), TrustCommand::json)
                        .done());
        return ExitCode.DONE;
    }

    private List<String> lines(OpenProject project, TrustRequest request) {
        if (request.isEmpty()) {
            return List.of("this project does nothing that a sandbox does not hold back; there is nothing to approve");
        }
        var lines = TrustGate.lines(request, console().screen().width());
        lines.add("approved: " + Shown.plural(request.items().size(), "command") + " of " + project.root());
        return lines;
    }

    private static Value json(TrustRequest.Item item) {
        return new ObjectWriter()
                .text("what", item.what())
                .text("where", item.where())
                .text("why", item.why())
                .text("text", item.text())
                .done();
    }

    private ExitCode adopt(OpenProject project) {
        var folder = tools().adoptState(project).orElseThrow(() -> CommandProblem.failed("this project has no state"));
        answer(
                () -> List.of("taken over: " + folder),
                () -> new ObjectWriter()
                        .number("v", 1)
                        .text("project", TrustGate.identity(project.root()))
                        .text("state", folder)
                        .done());
        return ExitCode.DONE;
    }

    private ExitCode revoke(String identity) {
        var revoked = tools().trust().revoke(identity);
        answer(
                () -> List.of("took back " + Shown.plural(revoked, "approval")),
                () -> new ObjectWriter()
                        .number("v", 1)
                        .text("project", identity)
                        .number("revoked", revoked)
                        .done());
        return ExitCode.DONE;
    }

    private ExitCode list() {
        var approvals = tools().trust().list();
        if (approvals.isEmpty()) {
            console().note("no approvals");
        }
        var now = tools().clock().instant();
        answer(
                () -> approvals.stream()
                        .map(approval -> approval.project() + "  "
                                + approval.request().hex().substring(0, 12) + "  "
                                + Shown.ago(Duration.between(approval.given(), now)))
                        .toList(),
                "approvals",
                approvals,
                approval -> new ObjectWriter()
                        .text("project", approval.project())
                        .text("request", approval.request())
                        .text("given", approval.given())
                        .done());
        return ExitCode.DONE;
    }
}

package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.trust.ProjectCommands;
import dev.wave.view.Shown;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `wave trust`: approves what a project's files run on this machine; any change to them asks again.
@Command(
        name = "trust",
        description = "Approve the commands of this project, after showing them. A changed command asks again.",
        sortOptions = false)
final class TrustCommand implements WaveCommand {
    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(names = "--list", description = "List the approvals you have given.")
    boolean list;

    @Option(names = "--revoke", description = "Take back every approval of this project.")
    boolean revoke;

    private final Tools tools;

    TrustCommand(Tools tools) {
        this.tools = tools;
    }

    @Override
    public ExitCode run() {
        if (list) {
            return list();
        }
        var project = OpenProject.find(tools, common.directory);
        var identity = TrustGate.identity(project.root());
        if (revoke) {
            tools.console().print("took back " + Shown.plural(tools.trust().revoke(identity), "approval"));
            return ExitCode.DONE;
        }
        var request = ProjectCommands.of(project.orStop(project.read(), tools.console()));
        if (request.isEmpty()) {
            tools.console().print("this project runs no commands; there is nothing to approve");
            return ExitCode.DONE;
        }
        TrustGate.lines(request).forEach(tools.console()::print);
        tools.trust().approve(identity, request.digest());
        tools.console().print("approved: " + Shown.plural(request.items().size(), "command") + " of " + project.root());
        return ExitCode.DONE;
    }

    private ExitCode list() {
        var approvals = tools.trust().list();
        if (approvals.isEmpty()) {
            tools.console().print("no approvals");
        }
        var now = tools.clock().instant();
        approvals.forEach(approval -> tools.console()
                .print(approval.project() + "  " + approval.request().hex().substring(0, 12) + "  "
                        + Shown.ago(Duration.between(approval.given(), now))));
        return ExitCode.DONE;
    }
}

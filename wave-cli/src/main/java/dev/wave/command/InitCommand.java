package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import dev.wave.option.Syntax;
import dev.wave.project.GitPlace;
import dev.wave.trust.ProjectCommands;
import dev.wave.trust.SandboxHere;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `wave init`: writes a small project that runs at once. Never overwrites a file.
final class InitCommand extends WaveCommand {
    boolean yes;

    InitCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        syntax.purpose("Write a small, commented project that runs at once; never overwrites a file.");
        syntax.flag(
                "-y, --yes",
                "Ask nothing: the tests as they are found, and a stand-in for the agent.",
                () -> yes = true);
    }

    @Override
    ExitCode run() {
        var root = tools().workingDirectory().resolve(common.directory).normalize();
        var found = TestCommand.of(root);
        var agent = InitAgent.find(tools().examination().agents());
        new InitFiles(root, agent, false, Optional.empty()).refuseToOverwrite(); // before anybody is asked
        var files = new InitFiles(root, agent, agent.here() && isWanted(agent), tests(found));
        var written = files.write();
        trustOwn(root);
        answer(() -> console().fitted(lines(files, written, found)), () -> json(files, written, found));
        return ExitCode.DONE;
    }

    private boolean isWanted(InitAgent agent) {
        return !yes
                && console()
                        .confirm("Claude Code is installed. Let it do the work, " + agent.how()
                                + "? It may cost; no: a stand-in that costs nothing")
                        .orElse(false);
    }

    private Optional<String> tests(Optional<TestCommand> found) {
        var usual = found.map(TestCommand::command);
        if (yes) {
            return usual;
        }
        return console()
                .ask("Which command tests this project?", usual.orElse("none"))
                .filter(answer -> !answer.equals("none"))
                .or(() -> console().keyboard().isPresent() ? Optional.empty() : usual);
    }

    private List<String> lines(InitFiles files, List<String> written, Optional<TestCommand> found) {
        var lines = new ArrayList<String>();
        lines.add("wrote " + String.join(", ", written));
        lines.add(
                repository(files.root()).isPresent()
                        ? "in a git repository: runs start with its files, and `wave apply` merges into them"
                        : "no git repository; runs work all the same, and `git init` lets you look at what they"
                                + " change");
        files.tests()
                .ifPresent(command ->
                        lines.add(found.filter(each -> each.command().equals(command))
                                        .map(TestCommand::language)
                                        .map(language -> language + " project, ")
                                        .orElse("")
                                + "tested by `" + command + "`: a contract in wave.yaml, commented out"));
        lines.add(agent(files));
        if (console().loudness() != Loudness.QUIET) {
            lines.add("next: wave plan · wave run --topic=readme · then put your own steps into wave.yaml");
        }
        return lines;
    }

    private static String agent(InitFiles files) {
        if (files.isUsed()) {
            return "agent: Claude Code, " + files.agent().how();
        }
        return "agent: demo, a stand-in that costs nothing; "
                + (files.agent().here()
                        ? "`default_adapter: claude` lets Claude Code do the work"
                        : "`wave help agents` says how to use a real one");
    }

    private static Optional<GitPlace> repository(Path root) {
        return GitPlace.of(root);
    }

    private static Value json(InitFiles files, List<String> written, Optional<TestCommand> found) {
        return new ObjectWriter()
                .number("v", 1)
                .text("project", files.root())
                .texts("wrote", written)
                .text("language", found.map(TestCommand::language))
                .text("test_command", files.tests())
                .text(
                        "repository",
                        repository(files.root()).map(place -> place.top().toString()))
                .text("agent", files.isUsed() ? "claude" : "demo")
                .done();
    }

    /// Who writes a project here has read what it runs.
    private void trustOwn(Path root) {
        var project = OpenProject.find(tools(), root);
        var model = project.orStop(project.read(), console());
        new TrustGate(tools(), project).approve(ProjectCommands.of(model, SandboxHere.NONE));
    }
}

package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import dev.wave.trust.ProjectCommands;
import dev.wave.trust.SandboxHere;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `wave init`: writes a small project that runs at once. Never overwrites a file.
@Command(
        name = "init",
        description = "Write a small, commented project that runs at once; never overwrites a file.",
        sortOptions = false)
final class InitCommand extends WaveCommand {
    @Option(
            names = {"-y", "--yes"},
            description = "Ask nothing; take what is found.")
    boolean yes;

    InitCommand(Tools tools) {
        super(tools);
    }

    @Override
    ExitCode run() {
        var root = tools().workingDirectory().resolve(common.directory).normalize();
        var tests = TestCommand.of(root);
        var files = files(root, tests);
        refuseToOverwrite(root, files);
        files.forEach((path, text) -> write(root.resolve(path), text));
        trustOwn(root);
        answer(() -> lines(files, tests), () -> json(root, files, tests));
        return ExitCode.DONE;
    }

    private List<String> lines(SequencedMap<String, String> files, Optional<TestCommand> tests) {
        var lines = new ArrayList<String>();
        lines.add("wrote " + String.join(", ", files.keySet()));
        tests.ifPresent(found -> lines.add(found.language() + " project, tested by `" + found.command() + "`"));
        if (console().loudness() != Loudness.QUIET) {
            lines.add("next: wave plan · wave run --topic=readme · then put your own steps into wave.yaml");
        }
        return lines;
    }

    private static Value json(Path root, SequencedMap<String, String> files, Optional<TestCommand> tests) {
        return new ObjectWriter()
                .number("v", 1)
                .text("project", root)
                .texts("wrote", List.copyOf(files.keySet()))
                .text("language", tests.map(TestCommand::language))
                .text("test_command", tests.map(TestCommand::command))
                .done();
    }

    /// Who writes a project here has read what it runs.
    private void trustOwn(Path root) {
        var project = OpenProject.find(tools(), root);
        var model = project.orStop(project.read(), console());
        new TrustGate(tools(), project).approve(ProjectCommands.of(model, SandboxHere.NONE));
    }

    private static void refuseToOverwrite(Path root, SequencedMap<String, String> files) {
        var existing = files.keySet().stream()
                .filter(path -> Files.exists(root.resolve(path)))
                .toList();
        if (!existing.isEmpty()) {
            throw CommandProblem.failed("there is a project already: " + String.join(", ", existing)
                    + "\nnothing was written; `wave plan` shows what it does");
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw CommandProblem.failed("cannot write " + file + ": " + e.getMessage());
        }
    }

    private static SequencedMap<String, String> files(Path root, Optional<TestCommand> tests) {
        var files = new LinkedHashMap<String, String>();
        files.put("wave.yaml", project(name(root), tests));
        files.put(".wave/demo-agent.yaml", resource("init-demo-agent.yaml"));
        files.put(".wave/contracts/findings.schema.json", resource("init-findings.schema.json"));
        if (!Files.exists(root.resolve(".wave/.gitignore"))) {
            files.put(".wave/.gitignore", "# this machine's own settings and state\nlocal.yaml\nstate/\n");
        }
        return files;
    }

    private static String project(String name, Optional<TestCommand> tests) {
        var contract = tests.map(found -> """
                      handover:
                        contract:
                          type: test_suite      # %s: found in this folder
                          command: %s
                """.formatted(found.language(), found.command()))
                .orElse("""
                      # handover:
                      #   contract: {type: test_suite, command: "your test command"}
                """);
        return resource("init-wave.yaml").replace("NAME", name).replace("      # CONTRACT\n", contract.indent(0));
    }

    private static String name(Path root) {
        var folder = root.getFileName() == null ? "project" : root.getFileName().toString();
        var name = folder.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return name.isEmpty() ? "project" : name;
    }

    private static String resource(String name) {
        try (var stream = InitCommand.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("not packaged: " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("not readable: " + name, e);
        }
    }
}

package dev.wave.command;

import dev.wave.store.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/// The files of a new project.
///
/// @param agent Claude Code on this machine
/// @param isUsed whether it does the work, and not the stand-in
/// @param tests how the code base is tested, if that is known
record InitFiles(Path root, InitAgent agent, boolean isUsed, Optional<String> tests) {

    /// Texts by path.
    private SequencedMap<String, String> all() {
        var files = new LinkedHashMap<String, String>();
        files.put("wave.yaml", project());
        files.put(".wave/demo-agent.yaml", resource("init-demo-agent.yaml"));
        files.put(".wave/contracts/findings.schema.json", resource("init-findings.schema.json"));
        if (!Files.exists(root.resolve(".wave/.gitignore"))) {
            files.put(".wave/.gitignore", "# this machine's own settings and state\nlocal.yaml\nstate/\n");
        }
        return files;
    }

    /// Writes all of them, or none. Never overwrites. The paths of what it wrote.
    List<String> write() {
        refuseToOverwrite();
        var files = all();
        var written = new ArrayList<Path>();
        for (var each : files.entrySet()) {
            var file = root.resolve(each.getKey());
            try {
                Files.createDirectories(file.getParent());
                Files.writeString(file, each.getValue(), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
                written.add(file);
            } catch (IOException e) {
                written.forEach(InitFiles::remove);
                throw CommandProblem.failed("cannot write " + file + ": " + DurableFiles.reason(e)
                        + "\nnothing was written; `wave init -C DIR` writes it into a folder of yours");
            }
        }
        return List.copyOf(files.keySet());
    }

    /// Ends the command if one of them is there.
    void refuseToOverwrite() {
        var existing = all().keySet().stream()
                .filter(path -> Files.exists(root.resolve(path)))
                .toList();
        if (!existing.isEmpty()) {
            throw CommandProblem.failed("there is a project already: " + String.join(", ", existing)
                    + "\nnothing was written; `wave plan` shows what it does");
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file + ", which is half a project", e);
        }
    }

    private String project() {
        return resource("init-wave.yaml")
                .replace("NAME", name())
                .replace("# ADAPTERS\n", adapters())
                .replace("      # CONTRACT\n", contract());
    }

    private String adapters() {
        var demo = "  demo: {type: scripted, script: .wave/demo-agent.yaml}\n";
        if (isUsed) {
            return """
                    # Claude Code does the work, %s. `demo` in its place answers from .wave/demo-agent.yaml and costs nothing.
                    default_adapter: claude
                    adapters:
                    """.formatted(agent.how()) + agent.settings() + demo;
        }
        var other = agent.here()
                ? "# Claude Code is installed here: `default_adapter: claude` lets it do the work, " + agent.how()
                        + ".\n"
                : "# For a real one, install Claude Code and write `default_adapter: claude`; `wave doctor` says what it lacks.\n";
        var settings = agent.settings().isEmpty() || !agent.here() ? "" : agent.settings();
        return """
                # `demo` stands in for an agent, so that the first run needs no key and costs nothing: it answers from a file.
                """ + other + """
                # A program of your own gets the task on standard input and works in the current folder:
                #   mine: {type: command, command: [my-agent, --print]}
                default_adapter: demo
                adapters:
                """ + settings + demo;
    }

    /// Not in force at first: tests that need a network, or files that git ignores, do not run in a workspace yet.
    private String contract() {
        return """
                      # With this the step is done only if the tests pass. They run in a copy of the project, without a network;
                      # docs/how-to/tests-in-workspaces.md says how to give them what they need.
                      # handover:
                      #   contract: {type: test_suite, command: "%s"}
                """.formatted(
                        tests.orElse("your test command").replace("\\", "\\\\").replace("\"", "\\\""));
    }

    private String name() {
        var folder = root.getFileName() == null ? "project" : root.getFileName().toString();
        var name = folder.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return name.isEmpty() ? "project" : name;
    }

    private static String resource(String name) {
        try (var stream = InitFiles.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("not packaged: " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("not readable: " + name, e);
        }
    }
}

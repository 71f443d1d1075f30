package dev.wave.command;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.DiagnosticText;
import dev.wave.diagnostic.ExitCode;
import dev.wave.diagnostic.Severity;
import dev.wave.load.ProjectReader;
import dev.wave.model.Project;
import dev.wave.project.DiskProjectFiles;
import dev.wave.project.GitPlace;
import dev.wave.project.ProjectFinder;
import dev.wave.project.RecordingProjectFiles;
import dev.wave.project.SharedProjectFiles;
import dev.wave.spi.ProjectFiles;
import dev.wave.view.Shown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A project as a command finds it on the disk.
///
/// @param files remembers what is read, so that a run can be planned from the same again
/// @param told what its texts have been said to be wrong with, so that a text that is read again says it once
public record OpenProject(Path root, Optional<GitPlace> git, RecordingProjectFiles files, Set<Diagnostic> told) {

    /// A project of whose texts nothing has been said yet.
    OpenProject(Path root, Optional<GitPlace> git) {
        this(root, git, new RecordingProjectFiles(new DiskProjectFiles(root)), new HashSet<>());
    }

    /// The project the folder is in; without one the command ends.
    static OpenProject find(Tools tools, Path directory) {
        return near(tools, directory)
                .orElseThrow(() -> new CommandProblem(
                        ExitCode.INVALID,
                        "no project here: neither " + folder(tools, directory)
                                + " nor a folder above it has a wave.yaml or a .wave folder"
                                + "\n`wave init` writes a small one; `-C DIR` looks elsewhere"));
    }

    /// The project the folder is in, if it is in one.
    static Optional<OpenProject> near(Tools tools, Path directory) {
        var home = Optional.ofNullable(tools.environment().get("HOME"))
                .filter(text -> !text.isBlank())
                .map(Path::of);
        return new ProjectFinder(home)
                .find(folder(tools, directory))
                .map(root -> new OpenProject(root, GitPlace.of(root)));
    }

    private static Path folder(Tools tools, Path directory) {
        var folder = tools.workingDirectory().resolve(directory).normalize();
        if (!Files.isDirectory(folder)) {
            throw CommandProblem.usage("there is no folder " + folder + ", which -C names");
        }
        return folder;
    }

    /// The project's name where its text says none: the one that the lock keeps, else the folder's.
    String name() {
        return LockFile.keptName(root)
                .orElseGet(() -> root.getFileName() == null
                        ? "project"
                        : root.getFileName().toString());
    }

    /// The path of one of its files from the top of the repository: as services that know only that call it.
    String inRepository(String path) {
        return git.map(place -> place.top().relativize(root.resolve(path)).toString())
                .orElse(path);
    }

    /// Reads the project's text.
    Checked<Project> read() {
        return ProjectReader.read(files, name());
    }

    /// Reads the project's text as everybody has it, without this machine's overrides.
    Checked<Project> readShared() {
        return ProjectReader.read(new SharedProjectFiles(files), name());
    }

    /// Whether this machine overrides anything.
    boolean isOverridden() {
        return !(files.read(ProjectReader.LOCAL_YAML) instanceof ProjectFiles.Found.Missing);
    }

    /// What a file holds, for showing a diagnostic's line.
    String text(String path) {
        return files.read(path) instanceof ProjectFiles.Found.Text(var text) ? text : "";
    }

    /// Diagnostics with the lines they are about.
    List<String> told(List<Diagnostic> diagnostics, Console console) {
        if (diagnostics.isEmpty()) {
            return List.of();
        }
        var width = console.screen().width();
        return console.fitted(diagnostics.stream()
                .map(each -> DiagnosticText.of(each, text(each.place().file()), width))
                .toList());
    }

    /// The value, or the end of the command with everything that is wrong. Warnings are shown
    /// once and do not end it.
    <T> T orStop(Checked<T> checked, Console console) {
        var fresh = checked.diagnostics().stream().filter(told::add).toList();
        told(fresh, console).forEach(console::detail);
        return switch (checked) {
            case Checked.Valid<T>(var value, var _) -> value;
            case Checked.Invalid<T>(var problems) ->
                throw new CommandProblem(
                        ExitCode.INVALID,
                        Shown.plural(
                                        problems.stream()
                                                .filter(problem -> problem.severity() == Severity.ERROR)
                                                .count(),
                                        "error")
                                + "; nothing was run");
        };
    }
}

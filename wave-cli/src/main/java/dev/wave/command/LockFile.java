package dev.wave.command;

import dev.wave.diagnostic.Checked;
import dev.wave.load.BuiltinPersonas;
import dev.wave.lock.Lock;
import dev.wave.lock.LockCheck;
import dev.wave.lock.LockCheck.Difference;
import dev.wave.lock.LockText;
import dev.wave.lock.Locking;
import dev.wave.model.AdapterSettings;
import dev.wave.plan.Outline;
import dev.wave.plan.Pins;
import dev.wave.project.DiskProjectFiles;
import dev.wave.project.SharedProjectFiles;
import dev.wave.spi.ProjectFiles.Found;
import dev.wave.store.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A project's `wave.lock`. It is none of the files that a run is planned from: of it, a run keeps the pins.
final class LockFile {
    private final Tools tools;
    private final OpenProject project;

    LockFile(Tools tools, OpenProject project) {
        this.tools = tools;
        this.project = project;
    }

    /// Its text, if there is one.
    Optional<String> text() {
        return switch (new DiskProjectFiles(project.root()).read(LockText.FILE)) {
            case Found.Text(var text) -> Optional.of(text);
            case Found.Missing() -> Optional.empty();
            case Found.Unusable(var reason) ->
                throw CommandProblem.failed(LockText.FILE + " cannot be used: " + reason + "\n`git checkout "
                        + LockText.FILE + "` brings back the committed one");
        };
    }

    /// The name of the project that the lock in the folder keeps.
    static Optional<String> keptName(Path root) {
        return new DiskProjectFiles(root).read(LockText.FILE) instanceof Found.Text(var text)
                ? LockText.project(text)
                : Optional.empty();
    }

    /// What it says. A file that is no lock ends the command.
    Optional<Lock> read() {
        return text().map(text -> orStop(LockText.read(text)));
    }

    /// What it pins; nothing, if there is none.
    Checked<Pins> pins() {
        return text().map(LockText::pins).orElseGet(() -> Checked.valid(Pins.NONE));
    }

    /// The value, or the end of the command with what is wrong with the lock.
    <T> T orStop(Checked<T> checked) {
        return project.orStop(checked, tools.console());
    }

    /// What it would say now, with the recordings of the one before.
    ///
    /// @param planning with the pins that stay
    /// @param versions the version to pin of an adapter's program that has no pin
    Lock now(Planning planning, Lock before, Function<AdapterSettings, Optional<String>> versions) {
        var outlines = new ArrayList<Outline>();
        for (var pipeline : planning.project().pipelines().values()) {
            outlines.add(orStop(planning.resolve(pipeline)));
        }
        return new Locking(planning.project(), new SharedProjectFiles(project.files()), BuiltinPersonas::pin)
                .of(outlines, before, versions);
    }

    /// What of one lock is not as in a later one, with what was edited meanwhile as far as git can tell.
    List<Difference> differences(Lock before, Lock now) {
        return LockCheck.compare(before, now, new EditsInGit(tools, project, before.pins()));
    }

    /// Replaces the file; a reader sees the old one or the new one, and so does a machine that crashes.
    void write(Lock lock) {
        try {
            DurableFiles.replace(path(), LockText.write(lock).getBytes(StandardCharsets.UTF_8), DurableFiles.SHARED);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path() + ": " + DurableFiles.reason(e), e);
        }
    }

    private Path path() {
        return project.root().resolve(LockText.FILE);
    }
}

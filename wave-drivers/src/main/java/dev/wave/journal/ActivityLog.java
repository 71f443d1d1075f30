package dev.wave.journal;

import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.store.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What agents were doing, in a file per attempt: `RUN/STEP.ATTEMPT.ndjson`. Nothing depends on it: it may be
/// cut, lossy or missing. The digest of a finished file is in the journal, so that a changed one is noticed.
public final class ActivityLog {

    /// An attempt's file does not grow beyond this; what comes later is dropped, and the file says so.
    public static final long LIMIT = 64L << 20;

    private static final Pattern NAME = Pattern.compile("(.+)\\.(\\d{1,9})\\.ndjson");

    private final Path folder;
    private final Clock clock;

    /// @param folder of all runs
    public ActivityLog(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /// One attempt.
    public record Attempt(StepId step, int number) {}

    /// Begins an attempt's file.
    public ActivityWriter write(RunId run, StepId step, int attempt) {
        return write(run, step, attempt, LIMIT);
    }

    ActivityWriter write(RunId run, StepId step, int attempt, long limit) {
        try {
            Files.createDirectories(folder.resolve(run.value()));
            return new ActivityWriter(file(run, step, attempt), clock, limit);
        } catch (IOException e) {
            throw DurableFiles.failed("cannot write what the agent does", folder, e);
        }
    }

    /// Follows an attempt's file, which may not be there yet.
    public ActivityReader read(RunId run, StepId step, int attempt) {
        return new ActivityReader(file(run, step, attempt));
    }

    /// The attempts of a run that have a file, by step and number.
    public List<Attempt> attempts(RunId run) {
        try (var files = Files.list(folder.resolve(run.value()))) {
            return files.flatMap(file -> attempt(file.getFileName().toString()).stream())
                    .sorted(Comparator.comparing(Attempt::step).thenComparingInt(Attempt::number))
                    .toList();
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            throw DurableFiles.failed("cannot list the attempts of run " + run, folder, e);
        }
    }

    /// The length of all files of a run.
    public long size(RunId run) {
        return files(run).stream().mapToLong(file -> file.toFile().length()).sum();
    }

    /// Deletes all files of a run.
    public void remove(RunId run) {
        try {
            for (var file : files(run)) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder.resolve(run.value()));
        } catch (IOException e) {
            throw DurableFiles.failed("cannot remove what the agents of run " + run + " did", folder, e);
        }
    }

    private List<Path> files(RunId run) {
        try (var files = Files.list(folder.resolve(run.value()))) {
            return files.toList();
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            throw DurableFiles.failed("cannot list the attempts of run " + run, folder, e);
        }
    }

    private static Optional<Attempt> attempt(String name) {
        var match = NAME.matcher(name);
        return match.matches() && StepId.isValid(match.group(1))
                ? Optional.of(new Attempt(new StepId(match.group(1)), Integer.parseInt(match.group(2))))
                : Optional.empty();
    }

    private Path file(RunId run, StepId step, int attempt) {
        return folder.resolve(run.value()).resolve(step.value() + "." + attempt + ".ndjson");
    }
}

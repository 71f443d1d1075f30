package dev.wave.journal;

import dev.wave.model.Digest;
import dev.wave.run.Activity;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Writes one attempt's activities, each at once so that others can follow. For any number of threads.
///
/// An attempt never fails because of it: after a failed write the rest is dropped, and [#problem] says why.
public final class ActivityWriter implements Consumer<Activity>, AutoCloseable {
    private final FileOutputStream out;
    private final Clock clock;
    private final long limit;
    private final ReentrantLock writing = new ReentrantLock();
    private final MessageDigest sha256 = Digest.sha256();
    private long written;
    private boolean over;
    private Optional<String> problem = Optional.empty();
    private Optional<Digest> digest = Optional.empty();

    ActivityWriter(Path file, Clock clock, long limit) throws IOException {
        this.out = new FileOutputStream(file.toFile());
        this.clock = clock;
        this.limit = limit;
    }

    @Override
    public void accept(Activity activity) {
        writing.lock();
        try {
            if (over) {
                return;
            }
            var line = line(activity);
            if (written + line.length > limit) {
                over = true;
                line = line(new Activity.Notice("the log ends here: the attempt did more than it may hold"));
            }
            out.write(line);
            sha256.update(line);
            written += line.length;
        } catch (IOException e) {
            over = true;
            problem = Optional.of("what the agent does is no longer logged: " + e.getMessage());
        } finally {
            writing.unlock();
        }
    }

    /// Ends the file; the digest of what was written. What still comes is dropped.
    public Digest finish() {
        close();
        return digest.orElseThrow();
    }

    /// Why something is missing, for people.
    public Optional<String> problem() {
        writing.lock();
        try {
            return problem;
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() {
        writing.lock();
        try {
            over = true;
            if (digest.isEmpty()) {
                digest = Optional.of(Digest.ofFinished(sha256.digest()));
                out.close();
            }
        } catch (IOException e) {
            problem = Optional.of("what the agent did may not be logged completely: " + e.getMessage());
        } finally {
            writing.unlock();
        }
    }

    private byte[] line(Activity activity) {
        var entry = new ActivityJson.Entry(clock.instant(), activity);
        return (ActivityJson.write(entry) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}

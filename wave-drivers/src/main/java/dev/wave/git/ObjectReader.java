package dev.wave.git;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Reads objects through one long-lived `git cat-file --batch-command`, which finds loose and packed ones and
/// those written after its start. Every object's id is computed again from its bytes: what is handed out is
/// what was asked for. If the process dies it is started again, once a request.
final class ObjectReader implements AutoCloseable {
    private final GitProgram git;
    private final Path gitDir;
    private final ObjectFormat format;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Session session;
    private boolean closed;

    ObjectReader(GitProgram git, Path gitDir, ObjectFormat format) {
        this.git = git;
        this.gitDir = gitDir;
        this.format = format;
    }

    /// The kind and length of an object.
    record Info(String type, long size) {}

    /// What is known of the object; empty if the repository does not have it.
    Optional<Info> info(ObjectId id) {
        return ask(id, session -> session.info(id));
    }

    /// The bytes of an object that must be there and of that type.
    byte[] read(ObjectId id, String type) {
        var bytes = new ByteArrayOutputStream();
        copy(id, type, bytes);
        return bytes.toByteArray();
    }

    /// Writes the object's bytes to `out`, without keeping them in memory. If it fails, what was written is
    /// not to be used. After a failure of `out` itself the reader goes on to work.
    void copy(ObjectId id, String type, OutputStream out) {
        var info = ask(id, session -> session.copy(id, out));
        if (info.isEmpty()) {
            throw new GitFailed("object " + id + " is missing from " + gitDir
                    + ": the repository it came from no longer has it, or the store was damaged");
        }
        if (!info.get().type().equals(type)) {
            throw new GitFailed("object " + id + " is a " + info.get().type() + ", not a " + type);
        }
    }

    private Optional<Info> ask(ObjectId id, Question question) {
        lock.lock();
        try {
            if (closed) {
                throw new GitFailed("the repository " + gitDir + " was closed");
            }
            var asked = session;
            if (asked == null || !asked.process.isAlive()) {
                asked = open();
            }
            try {
                return question.put(asked);
            } catch (SessionEnded first) {
                // killed from outside, for example by Ctrl-C on the terminal; or the object kills it
                if (first.started) {
                    end();
                    throw broken(id, asked, first);
                }
                asked = open();
                try {
                    return question.put(asked);
                } catch (SessionEnded second) {
                    end();
                    throw broken(id, asked, second);
                }
            }
        } catch (IOException e) {
            end();
            throw GitFailed.at("reading object " + id, e);
        } finally {
            lock.unlock();
        }
    }

    private GitFailed broken(ObjectId id, Session asked, IOException cause) {
        return new GitFailed("object " + id + " of " + gitDir + " cannot be read; git says: " + asked.error(), cause);
    }

    private Session open() {
        end();
        var opened =
                new Session(git.neutral(gitDir, "cat-file", "--batch-command").start());
        session = opened;
        return opened;
    }

    private void end() {
        var open = session;
        session = null;
        if (open != null) {
            open.end();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            end();
        } finally {
            lock.unlock();
        }
    }

    private interface Question {
        Optional<Info> put(Session session) throws IOException;
    }

    /// The process went away before it answered.
    private static final class SessionEnded extends EOFException {
        private static final long serialVersionUID = 1;

        /// Some bytes of the answer were handed on already: asking again would hand them on twice.
        private final boolean started;

        SessionEnded(boolean started) {
            this.started = started;
        }
    }

    private final class Session {
        private final Process process;
        private final OutputStream to;
        private final BufferedInputStream from;
        private final ByteArrayOutputStream error = new ByteArrayOutputStream();
        private final Thread drain;

        Session(Process process) {
            this.process = process;
            this.to = process.getOutputStream();
            this.from = new BufferedInputStream(process.getInputStream(), 64 * 1024);
            this.drain = Thread.ofPlatform()
                    .daemon()
                    .name("git-err")
                    .start(() -> GitCommand.keepStart(process.getErrorStream(), error));
        }

        Optional<Info> info(ObjectId id) throws IOException {
            return request("info ", id);
        }

        Optional<Info> copy(ObjectId id, OutputStream out) throws IOException {
            var info = request("contents ", id);
            if (info.isPresent()) {
                var digest = format.digest();
                var type = info.get().type();
                var size = info.get().size();
                digest.update((type + " " + size + "\0").getBytes(StandardCharsets.US_ASCII));
                var buffer = new byte[(int) Math.min(64 * 1024, Math.max(size, 1))];
                for (var left = size; left > 0; ) {
                    var n = from.read(buffer, 0, (int) Math.min(buffer.length, left));
                    if (n < 0) {
                        throw new SessionEnded(left < size);
                    }
                    digest.update(buffer, 0, n);
                    out.write(buffer, 0, n);
                    left -= n;
                }
                if (from.read() != '\n') {
                    throw new SessionEnded(true);
                }
                if (!ObjectId.of(digest.digest()).equals(id)) {
                    throw new GitFailed("object " + id + " of " + gitDir + " is corrupt: its bytes have another name");
                }
            }
            return info;
        }

        private Optional<Info> request(String command, ObjectId id) throws IOException {
            try {
                to.write((command + id + "\n").getBytes(StandardCharsets.US_ASCII));
                to.flush();
            } catch (IOException e) {
                throw new SessionEnded(false);
            }
            var words = line().split(" ", -1);
            if (words.length == 2 && words[1].equals("missing")) {
                return Optional.empty();
            }
            if (words.length != 3 || !words[0].equals(id.hex())) {
                throw new IOException("git cat-file answered: " + String.join(" ", words));
            }
            return Optional.of(new Info(words[1], Long.parseLong(words[2])));
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (var c = from.read(); c != '\n'; c = from.read()) {
                if (c < 0) {
                    throw new SessionEnded(false);
                }
                line.append((char) c);
            }
            return line.toString();
        }

        String error() {
            try {
                process.waitFor(1, TimeUnit.SECONDS);
                drain.join(1000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            var text = error.toString(StandardCharsets.UTF_8).strip();
            return text.isEmpty() ? "nothing" : text;
        }

        void end() {
            try {
                to.close();
            } catch (IOException e) {
                // it is gone already
            }
            process.destroyForcibly();
        }
    }
}

package dev.wave.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;

/// Finds and kills processes by the mark they carry in their environment, wherever they have gone: into a
/// session of their own, to another parent, or past the death of the Wave that started them.
///
/// Of an environment it looks at the mark only, and keeps nothing. Where there is no `/proc`, it finds
/// nothing. A process that threw its environment away *and* left its session is not found either: only a
/// sandbox holds that one.
public final class Sweeper {

    /// The variable that holds the mark: tags, separated by spaces, the outermost Wave's first.
    public static final String VARIABLE = "WAVE_TAG";

    private static final Path PROC = Path.of("/proc");
    private static final byte[] ASSIGNMENT = (VARIABLE + "=").getBytes(StandardCharsets.US_ASCII);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(2);

    private Sweeper() {}

    /// Kills all that carry the tag, at once and for good.
    ///
    /// @return how many it found
    public static int sweep(String tag) {
        return sweep(pid -> carries(pid, tag));
    }

    /// The same, with all that is in the session.
    static int sweep(String tag, long session) {
        return sweep(pid -> carries(pid, tag) || isIn(pid, session));
    }

    static boolean isAlive(String tag, long session) {
        return !found(pid -> carries(pid, tag) || isIn(pid, session)).isEmpty();
    }

    /// Two looks in a row must find nothing: a process may start another and end between being listed and
    /// being looked at.
    private static int sweep(LongPredicate marked) {
        var killed = new ArrayList<Long>();
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int clean = 0; clean < 2 && System.nanoTime() < end; ) {
            var found = found(marked);
            if (found.isEmpty()) {
                clean++;
                continue;
            }
            clean = 0;
            found.forEach(process -> kill(process, marked));
            found.stream()
                    .map(ProcessHandle::pid)
                    .filter(pid -> !killed.contains(pid))
                    .forEach(killed::add);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return killed.size();
    }

    /// A handle knows when its process started, so what is killed is what was looked at, not who has its
    /// number now.
    private static void kill(ProcessHandle process, LongPredicate marked) {
        if (marked.test(process.pid())) {
            process.destroyForcibly();
        }
    }

    private static List<ProcessHandle> found(LongPredicate marked) {
        var own = ProcessHandle.current().pid();
        var found = new ArrayList<ProcessHandle>();
        try (var entries = Files.newDirectoryStream(PROC, "[1-9]*")) {
            for (var entry : entries) {
                long pid = Long.parseLong(entry.getFileName().toString());
                if (pid != own && marked.test(pid)) {
                    ProcessHandle.of(pid).ifPresent(found::add);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return List.of(); // no /proc
        }
        return found;
    }

    private static boolean carries(long pid, String tag) {
        var environment = read(pid, "environ");
        int from = valueOf(environment);
        if (from < 0) {
            return false;
        }
        int to = from;
        while (to < environment.length && environment[to] != 0) {
            to++;
        }
        var value = new String(environment, from, to - from, StandardCharsets.UTF_8);
        return Arrays.asList(value.split(" ", -1)).contains(tag);
    }

    private static int valueOf(byte[] environment) {
        for (int i = 0; i + ASSIGNMENT.length <= environment.length; i++) {
            if ((i == 0 || environment[i - 1] == 0)
                    && Arrays.equals(environment, i, i + ASSIGNMENT.length, ASSIGNMENT, 0, ASSIGNMENT.length)) {
                return i + ASSIGNMENT.length;
            }
        }
        return -1;
    }

    /// Whether the process lives in the session: the fourth field after its name, which may hold anything.
    private static boolean isIn(long pid, long session) {
        if (session < 0) {
            return false;
        }
        var stat = new String(read(pid, "stat"), StandardCharsets.ISO_8859_1);
        var fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ", -1);
        return fields.length > 3 && !fields[0].equals("Z") && fields[3].equals(Long.toString(session));
    }

    /// Not through a channel: those refuse a thread that is being interrupted, and a cancelled step is
    /// exactly when this matters.
    private static byte[] read(long pid, String file) {
        try (var in = new FileInputStream(
                PROC.resolve(Long.toString(pid)).resolve(file).toString())) {
            return in.readAllBytes();
        } catch (IOException e) {
            return new byte[0]; // it is gone, or another user's
        }
    }
}

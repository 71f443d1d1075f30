package dev.wave.sandbox;

import dev.wave.process.Errand;
import dev.wave.process.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A process namespace around bubblewrap, which is the first process in it.
///
/// Bubblewrap ends a moment before all that was in it. The kernel, however, tells nobody that the first process
/// of a namespace has ended before all others in it are dead: who hears of a program's end then knows that
/// nothing of it is alive, whatever it did to hide.
///
/// Since Linux 6.14 such a namespace has a limit of its own, `kernel.pid_max`. It counts for the namespaces in
/// it, too, which cannot reach it, and it costs nothing, whereas a process is moved to a control group only
/// after all processors have come to rest once.
///
/// @param words what a command line begins with; empty if there is no such namespace
/// @param isLimited whether it has a limit
record Enclosure(List<String> words, boolean isLimited) {
    private static final Enclosure NONE = new Enclosure(List.of(), false);
    private static final int TERM = 15;

    /// Prints which signals are ignored; then, as what it starts sees it, which are blocked and ignored around it,
    /// and ignored in it.
    private static final String SIGNALS = """
            sed -n 's/^SigIgn:[[:space:]]*//p' /proc/$$/status
            exec "$1" --fork --kill-child=KILL -- /bin/sh -c '
              sed -n "s/^Sig\\(Blk\\|Ign\\):[[:space:]]*//p" /proc/$PPID/status
              sed -n "s/^SigIgn:[[:space:]]*//p" /proc/$$/status'
            """;

    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

    Enclosure {
        words = List.copyOf(words);
    }

    /// What may work here, the best first; the last is none at all. Which does shows when it is tried.
    ///
    /// @param path where programs are looked for
    /// @param kernel the version of the system
    static List<Enclosure> candidates(InsideUser user, String path, String kernel) {
        var unshare = Programs.find("unshare", path, Path.of("/"));
        if (unshare.isEmpty()) {
            return List.of(NONE);
        }
        var words = words(unshare.get(), user);
        var candidates = new ArrayList<Enclosure>();
        if (user.isRootOutside() && hasLimits(kernel)) {
            candidates.add(new Enclosure(words, true));
        }
        candidates.add(new Enclosure(words, false));
        candidates.add(NONE);
        return List.copyOf(candidates);
    }

    /// Root needs no further user namespace, and no other user may set the limit, but the system holds him to one.
    private static List<String> words(Path unshare, InsideUser user) {
        var words = new ArrayList<>(List.of(unshare.toString()));
        if (!user.isRootOutside()) {
            words.addAll(List.of("--user", "--map-current-user"));
        }
        words.addAll(List.of("--pid", "--fork", "--kill-child=KILL", "--"));
        return words;
    }

    /// Not found out by trying: an older kernel would set the limit of the whole machine.
    private static boolean hasLimits(String kernel) {
        var version = VERSION.matcher(kernel);
        if (!version.matches()) {
            return false;
        }
        int major = Integer.parseInt(version.group(1));
        return major > 6 || (major == 6 && Integer.parseInt(version.group(2)) >= 14);
    }

    /// Whether a program in it is asked to end as it would be without. Until 2.35 of util-linux, `unshare` ends at
    /// once when it is asked to, and so ends all in it; 2.36 and 2.37 let what they start ignore such signals.
    boolean passesSignals() throws IOException {
        if (words.isEmpty()) {
            return true;
        }
        var ran = Errand.run(List.of("/bin/sh", "-c", SIGNALS, "sh", words.getFirst()));
        var masks = ran.output().lines().toList();
        return masks.size() == 4
                && masks.getFirst().equals(masks.getLast())
                && (holdsTerm(masks.get(1)) || holdsTerm(masks.get(2)));
    }

    private static boolean holdsTerm(String mask) {
        return (Long.parseUnsignedLong(mask, 16) >>> (TERM - 1) & 1) == 1;
    }

    /// The file that takes the limit, as who is in the namespace finds it; empty if there is none.
    String limit() {
        return isLimited ? "/proc/sys/kernel/pid_max" : "";
    }
}

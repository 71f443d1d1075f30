package dev.wave.sandbox;

import dev.wave.process.Programs;
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

    /// The file that takes the limit, as who is in the namespace finds it; empty if there is none.
    String limit() {
        return isLimited ? "/proc/sys/kernel/pid_max" : "";
    }
}

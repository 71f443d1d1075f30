package dev.wave.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The words with which bubblewrap is started, from its first to the program's own.
///
/// What is always so: namespaces of its own for processes, network, names of the host, System V objects and
/// users; no capability; an end with the process that started it; a root that cannot be written, so that what
/// is not shown cannot be put there either. It is started in a session of its own already, without a terminal;
/// so it needs no further one, and a request to end reaches what runs in it.
///
/// @param program the program `bwrap`, 0.8 or later for root
/// @param enclosure what it is started in
record Bubblewrap(Path program, InsideUser user, Enclosure enclosure) {

    List<String> words(List<View> system, List<View> toolchains, Cell cell) {
        var words = new ArrayList<>(List.of(
                program.toString(),
                "--unshare-user",
                "--uid",
                Integer.toString(user.user()),
                "--gid",
                Integer.toString(user.group()),
                "--unshare-pid",
                "--unshare-ipc",
                "--unshare-uts",
                "--unshare-net",
                "--unshare-cgroup-try",
                "--hostname",
                "wave",
                "--die-with-parent",
                "--cap-drop",
                "ALL"));
        if (user.isRootOutside()) {
            words.add("--disable-userns"); // in namespaces of their own they could mount what root may write
        }
        words.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--tmpfs", "/dev/shm", "--remount-ro", "/dev"));
        system.forEach(view -> words.addAll(view.words()));
        toolchains.forEach(view -> words.addAll(view.words()));
        words.addAll(new View.Writable(cell.tmp(), "/tmp").words());
        words.addAll(new View.Writable(cell.home(), InsideUser.HOME).words());
        cell.workspace().forEach(view -> words.addAll(view.words()));
        cell.needs()
                .readable()
                .forEach(path -> words.addAll(View.Shown.here(path).words()));
        cell.needs().files().forEach((at, source) -> words.addAll(new View.Shown(source, at).words()));
        words.addAll(List.of("--remount-ro", "/"));
        words.addAll(List.of("--setenv", "HOME", InsideUser.HOME, "--setenv", "TMPDIR", "/tmp"));
        cell.variables().forEach((name, value) -> words.addAll(List.of("--setenv", name, value)));
        words.addAll(List.of("--chdir", "/", "--"));
        return words;
    }
}

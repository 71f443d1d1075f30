package dev.wave.sandbox;

import dev.wave.model.SandboxMode;
import dev.wave.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The sandbox of this machine: whether there is one, what it keeps, and how a program is started in it.
///
/// Many threads may use one. Making one runs `bwrap` once after each start of the machine, to see that it
/// works; what does not work is tried again each time, since a setting may have been changed.
public final class Sandbox {
    /// Where a workspace is seen inside.
    public static final String WORKSPACE = "/workspace";

    /// What a command line exits with if its folder is not in the workspace, or its limit cannot be set.
    private static final int CANNOT_START = 125;

    /// Most processes and threads of a program. More than builds need, and less than stops a machine. Kernels
    /// before 5.14 count all of the user's. No kernel holds root to it: for root the [Enclosure] does, or a
    /// control group.
    static final int MOST_PROCESSES = 8192;

    /// Started inside: goes to its folder, and says in the usual exit codes if there is no such program.
    private static final String INSIDE = """
            cd -- "%s/$1" 2>/dev/null || { echo "wave: no folder $1 in the workspace" >&2; exit %d; }
            shift
            ulimit -u %d 2>/dev/null || ulimit -p %3$d 2>/dev/null
            exec "$@"
            """.formatted(WORKSPACE, CANNOT_START, MOST_PROCESSES);

    /// Started outside: bubblewrap itself must outlive a request to end, or all in it would be killed at once.
    private static final String OUTSIDE = """
            limit() { echo "$1" > "$2" || { echo "wave: a limit cannot be set: $2" >&2; exit %d; }; }
            test -z "$1" || limit %d "$1"
            shift
            while test -n "$1"; do
              limit $$ "$1/cgroup.procs"
              shift
            done
            shift
            trap '' TERM
            exec "$@"
            """.formatted(CANNOT_START, MOST_PROCESSES);

    private final Optional<Bubblewrap> bubblewrap;
    private final Enforcement enforcement;
    private final Limits limits;
    private final List<View> system;
    private final Toolchains toolchains;

    private Sandbox(
            Optional<Bubblewrap> bubblewrap,
            Enforcement enforcement,
            Limits limits,
            List<View> system,
            Toolchains toolchains) {
        this.bubblewrap = bubblewrap;
        this.enforcement = enforcement;
        this.limits = limits;
        this.system = List.copyOf(system);
        this.toolchains = toolchains;
    }

    /// Finds out about this machine.
    ///
    /// @param cache Wave's cache folder; made if it is not there
    /// @param environment Wave's own: `PATH`, `HOME`, and variables that name toolchains
    /// @param hidden folders that are not shown, whatever is found in them: the project, its state
    /// @throws UncheckedIOException if the cache folder cannot be used
    public static Sandbox find(Path cache, Map<String, String> environment, List<Path> hidden) {
        try {
            var path = environment.getOrDefault("PATH", "");
            var program = Programs.find("bwrap", path, Path.of("/"));
            if (program.isEmpty()) {
                return without(
                        "bwrap is not on the PATH", "install bubblewrap, for example: apt-get install bubblewrap");
            }
            var user = InsideUser.current();
            var system = new ArrayList<>(SystemViews.all(Files.createDirectories(cache.resolve("sandbox")), user));
            if (user.isRootOutside()) {
                system.addAll(SystemViews.covers());
            }
            return of(program.get().toRealPath(), user, system, Toolchains.of(environment, hidden), cache, path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for a sandbox: " + e.getMessage(), e);
        }
    }

    /// The best that works.
    private static Sandbox of(
            Path program, InsideUser user, List<View> system, Toolchains toolchains, Path cache, String path)
            throws IOException {
        var probe = new SandboxProbe(cache, program, user);
        var refusal = "";
        for (var enclosure : probe.worthTrying(Enclosure.candidates(user, path, System.getProperty("os.version")))) {
            var limits = Limits.find(user, enclosure);
            var bubblewrap = new Bubblewrap(program, user, enclosure);
            var sandbox = new Sandbox(Optional.of(bubblewrap), probe.works(limits), limits, system, toolchains);
            var refused = probe.refusal(sandbox, enclosure);
            if (refused.isEmpty()) {
                return sandbox;
            }
            refusal = refused.get();
        }
        return without(refusal, SandboxProbe.fix(refusal));
    }

    private static Sandbox without(String why, String fix) {
        var guard = new Enforcement.Guard.NotKept(why, fix);
        return new Sandbox(
                Optional.empty(),
                new Enforcement(guard, guard, guard, guard, guard),
                new Limits(Optional.empty(), Optional.empty(), guard),
                List.of(),
                Toolchains.NONE);
    }

    /// The same for a program whose groups nobody would remove: it is held in none.
    public Sandbox withoutGroups() {
        return new Sandbox(bubblewrap, enforcement, limits.withoutGroups(), system, toolchains);
    }

    /// What this machine keeps.
    public Enforcement enforcement() {
        return enforcement;
    }

    /// The control groups that hold programs to their limits together; none where there are none to be had.
    ///
    /// @param name unique on this machine
    /// @param memoryBytes most memory; empty if there is no limit
    public List<Path> groups(String name, Optional<Long> memoryBytes) throws IOException {
        return limits.groups(name, memoryBytes);
    }

    /// Removes the groups of this name that there are. Nothing that was in them may be alive.
    public void release(String name) {
        limits.release(name);
    }

    /// Whether programs of such a step are started in it.
    public boolean holds(SandboxMode mode) {
        return bubblewrap.isPresent() && mode != SandboxMode.NONE;
    }

    /// The command line that runs the command inside, in the folder `dir` of the workspace.
    ///
    /// @throws IllegalStateException if there is no sandbox here
    public List<String> line(Cell cell, String dir, List<String> command) {
        var wrap = bubblewrap.orElseThrow(() -> new IllegalStateException("there is no sandbox here"));
        var enclosure = wrap.enclosure();
        var words = new ArrayList<>(enclosure.words());
        words.addAll(List.of("/bin/sh", "-c", OUTSIDE, "wave", enclosure.limit()));
        cell.groups().forEach(group -> words.add(group.toString()));
        words.add("");
        words.addAll(wrap.words(system, toolchains.views(), cell));
        words.addAll(
                List.of("/usr/bin/env", "--default-signal=TERM", "/bin/sh", "-c", defaults() + INSIDE, "wave", dir));
        words.addAll(command);
        return words;
    }

    /// Sets what was not set otherwise.
    private String defaults() {
        var script = new StringBuilder();
        toolchains
                .variables()
                .forEach((name, value) -> script.append("test -n \"${%1$s+set}\" || export %1$s='%2$s'\n"
                        .formatted(name, value.replace("'", "'\\''"))));
        return script.toString();
    }
}

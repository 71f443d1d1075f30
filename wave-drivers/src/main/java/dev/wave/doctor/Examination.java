package dev.wave.doctor;

import dev.wave.doctor.Versions.Answer;
import dev.wave.model.AdapterName;
import dev.wave.model.AdapterSettings;
import dev.wave.plan.AgentFinder;
import dev.wave.plan.DefaultAdapter;
import dev.wave.process.Programs;
import dev.wave.sandbox.Enforcement;
import dev.wave.sandbox.Enforcement.Guard;
import dev.wave.store.Space;
import dev.wave.workspace.WayHere;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks at a machine: programs, sandbox, workspaces, agents, disk.
///
/// @param environment Wave's own
/// @param cache Wave's cache folder
/// @param adapterTypes the `type:`s of adapters this Wave can drive
/// @param agents finds them as planning does
public record Examination(Map<String, String> environment, Path cache, List<String> adapterTypes, AgentFinder agents) {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)");
    private static final Pattern FULL_VERSION = Pattern.compile("\\d+\\.\\d+[0-9A-Za-z.+-]*");
    private static final int OLDEST_JAVA = 25;
    private static final String ANOTHER_FOLDER =
            "make it yours, or choose another folder: XDG_CACHE_HOME says where the cache folder is";

    /// Everything that is the same for every project.
    ///
    /// @param enforcement what was found out about the sandbox
    /// @param own adapters as the project has them, in the place of the usual ones
    public List<Check> machine(Enforcement enforcement, Collection<AdapterSettings> own) throws InterruptedException {
        var names = new LinkedHashSet<>(List.of("git", "bwrap"));
        KnownAgent.ALL.stream().map(KnownAgent::program).forEach(names::add);
        var versions = Versions.ask(List.copyOf(names), environment);
        var checks = new ArrayList<Check>();
        checks.add(java());
        checks.add(git(versions.of("git")));
        checks.add(bubblewrap(versions.of("bwrap")));
        checks.addAll(sandbox(enforcement));
        checks.add(workspaces());
        checks.add(sessions());
        for (var agent : KnownAgent.ALL) {
            if (adapterTypes.contains(agent.type())) {
                checks.add(agent.check(versions, agents, settings(agent, own)));
            } else {
                agent.undrivable(versions).ifPresent(checks::add);
            }
        }
        checks.add(room("cache folder", cache));
        return checks;
    }

    /// Whether the agents of an adapter type are a program.
    public boolean isProgram(String adapterType) {
        return program(adapterType).isPresent();
    }

    /// The version that the program of an adapter type answers with, if it is on the `PATH` and answers in time.
    public Optional<String> version(String adapterType) throws InterruptedException {
        var name = program(adapterType);
        return name.isEmpty()
                ? Optional.empty()
                : Versions.ask(List.of(name.get()), environment)
                        .of(name.get())
                        .flatMap(Answer::version)
                        .map(FULL_VERSION::matcher)
                        .filter(Matcher::find)
                        .map(Matcher::group);
    }

    private static Optional<String> program(String adapterType) {
        return KnownAgent.ALL.stream()
                .filter(agent -> agent.type().equals(adapterType))
                .map(KnownAgent::program)
                .findFirst();
    }

    private static AdapterSettings settings(KnownAgent agent, Collection<AdapterSettings> own) {
        return own.stream()
                .filter(adapter -> adapter.type().equals(agent.type()))
                .findFirst()
                .orElseGet(() -> DefaultAdapter.builtIn(new AdapterName(agent.type())));
    }

    private static Check java() {
        var says = Runtime.version() + ", " + System.getProperty("java.vendor") + ", at "
                + System.getProperty("java.home");
        return Runtime.version().feature() >= OLDEST_JAVA
                ? Check.ok("java", says)
                : Check.problem("java", says, "install a JDK " + OLDEST_JAVA + ", or name one in WAVE_JAVA");
    }

    private static Check git(Optional<Answer> answer) {
        var fix = "install git 2.38 or newer";
        if (answer.isEmpty()) {
            return Check.problem("git", "not on the PATH", fix);
        }
        var version = answer.get().version().orElse("gives no version");
        var number = VERSION.matcher(version);
        var isNew = number.find() && isAtLeast(number.group(1), number.group(2));
        return isNew ? Check.ok("git", version) : Check.problem("git", version, fix);
    }

    private static boolean isAtLeast(String major, String minor) {
        return Integer.parseInt(major) > 2 || (major.equals("2") && Integer.parseInt(minor) >= 38);
    }

    private static Check bubblewrap(Optional<Answer> answer) {
        return answer.map(found -> Check.ok("bubblewrap", found.version().orElse("gives no version")))
                .orElseGet(() -> Check.note(
                        "bubblewrap",
                        "bwrap is not on the PATH",
                        "install bubblewrap, for example: apt-get install bubblewrap"));
    }

    private static List<Check> sandbox(Enforcement enforcement) {
        return enforcement.all().entrySet().stream()
                .map(each -> switch (each.getValue()) {
                    case Guard.Kept(var by) -> Check.ok("sandbox: " + each.getKey(), "kept by " + by);
                    case Guard.NotKept(var why, var fix) ->
                        Check.note("sandbox: " + each.getKey(), "not kept: " + why, fix);
                })
                .toList();
    }

    private Check workspaces() {
        try {
            var here = WayHere.find(cache, environment);
            return here.isOverlay()
                    ? Check.ok("workspaces", "overlays over shared checkouts")
                    : Check.note(
                            "workspaces",
                            "a checkout for each attempt, which is slower: " + here.why(),
                            "overlays need unshare, mount and flock (util-linux) and user namespaces");
        } catch (UncheckedIOException e) {
            return Check.problem("workspaces", String.valueOf(e.getMessage()), ANOTHER_FOLDER);
        }
    }

    private Check sessions() {
        return Programs.find("setsid", environment.getOrDefault("PATH", ""), Path.of("/"))
                .map(program -> Check.ok("setsid", program.toString()))
                .orElseGet(() -> Check.note(
                        "setsid",
                        "not on the PATH: a Ctrl-C reaches the programs of steps as well",
                        "install util-linux"));
    }

    /// Whether the folder, or the one it will be made in, can be written and has room.
    public static Check room(String what, Path folder) {
        var there = folder;
        while (!Files.isDirectory(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isWritable(there)) {
            return Check.problem(what, there + " cannot be written", ANOTHER_FOLDER);
        }
        try {
            var free = Files.getFileStore(there).getUsableSpace();
            var says = folder + ", " + free / 1_000_000 + " MB free";
            return free >= Space.LEAST
                    ? Check.ok(what, says)
                    : Check.problem(
                            what,
                            says,
                            "make room: no attempt starts with less than " + Space.LEAST / 1_000_000 + " MB");
        } catch (IOException e) {
            return Check.problem(what, there + ": " + e.getMessage(), ANOTHER_FOLDER);
        }
    }
}

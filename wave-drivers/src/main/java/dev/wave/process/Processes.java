package dev.wave.process;

import dev.wave.redaction.Vault;
import dev.wave.spi.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;

/// Starts programs and answers for all that comes of them.
///
/// A program gets exactly this environment: `PATH` as this machine has it, a `HOME` and a `TMPDIR` of its own
/// that are empty and vanish with it, `LC_ALL=C.UTF-8`, `TZ=UTC`, what its [Start] lists (which wins over
/// these), and the mark [Sweeper#VARIABLE]. A site that shows its processes other paths sets its own `HOME`
/// and `TMPDIR` in its command line.
///
/// A program runs in a session and process group of its own, by the program `setsid`; where there is none it
/// stays in Wave's group, so a Ctrl-C on the terminal reaches it too, and it is ended process by process. It
/// dies with Wave, also by `kill -9`, as far as [Leash] can make it so.
public final class Processes {
    private static final AtomicLong STARTED = new AtomicLong();

    private final Path scratch;
    private final Duration grace;
    private final String path;
    private final Optional<String> outerTags;
    private final Optional<Path> setsid;
    private final Leash leash;
    private final Vault vault;
    private final Reserve reserve;

    /// Of programs that know no secrets.
    ///
    /// @param scratch folder for what programs need for as long as they run
    /// @param grace how long a program that has to end may take for it
    /// @param machine the environment of this process
    public Processes(Path scratch, Duration grace, Map<String, String> machine) {
        this(scratch, grace, machine, new Vault());
    }

    /// @param scratch folder for what programs need for as long as they run
    /// @param grace how long a program that has to end may take for it
    /// @param machine the environment of this process
    /// @param vault the secrets that nobody hears of who hears what programs print
    public Processes(Path scratch, Duration grace, Map<String, String> machine, Vault vault) {
        this(scratch, grace, machine, vault, new Reserve(scratch.toAbsolutePath(), Reserve.LEAST));
    }

    /// @param reserve of the disk that programs write to
    Processes(Path scratch, Duration grace, Map<String, String> machine, Vault vault, Reserve reserve) {
        this.vault = vault;
        this.reserve = reserve;
        this.scratch = scratch.toAbsolutePath();
        this.grace = grace;
        path = machine.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        outerTags = Optional.ofNullable(machine.get(Sweeper.VARIABLE));
        setsid = Programs.find("setsid", path, Path.of("/"));
        leash = Leash.find(path);
    }

    /// Runs the program to its end, or to where a limit or an interrupt ends it. When this returns, nothing
    /// that it started is alive, and the listener is not called any more.
    ///
    /// Interrupting the thread ends the program: it is asked to, and killed after the grace; a second
    /// interrupt kills it at once. The answer is then [Exit.Cancelled] and the thread is no longer
    /// interrupted, so that what is left to do can be done.
    public Ran run(Start start, Listener listener) {
        if (Thread.interrupted()) {
            return Ran.not(new Exit.Cancelled());
        }
        var mark = start.tag() + "#" + ProcessHandle.current().pid() + "." + STARTED.incrementAndGet();
        try (var place = Scratch.in(scratch)) {
            var env = environment(start, mark, place);
            var problem = problem(start.launch(), env);
            if (problem.isPresent()) {
                return Ran.not(new Exit.NotStarted(problem.get()));
            }
            var builder = new ProcessBuilder(words(start.launch()))
                    .directory(start.launch().directory().toFile());
            builder.environment().clear();
            builder.environment().putAll(env);
            return new Running(builder, start, listener, mark, setsid.isPresent(), place, reserve, vault.redaction())
                    .toTheEnd(grace);
        } catch (IOException e) {
            return Ran.not(
                    new Exit.NotStarted(start.launch().argv().getFirst() + " cannot be started: " + e.getMessage()));
        }
    }

    /// Kills every process that carries the tag: what a Wave that was killed has left.
    ///
    /// @return how many there were
    public int sweep(String tag) {
        return Sweeper.sweep(tag);
    }

    private SequencedMap<String, String> environment(Start start, String mark, Scratch place) {
        var env = new LinkedHashMap<String, String>();
        env.put("PATH", path);
        env.put("HOME", place.home().toString());
        env.put("TMPDIR", place.tmp().toString());
        env.put("LC_ALL", "C.UTF-8");
        env.put("TZ", "UTC");
        env.putAll(start.env());
        env.put(Sweeper.VARIABLE, outerTags.map(outer -> outer + " ").orElse("") + start.tag() + " " + mark);
        return env;
    }

    private List<String> words(Site.Launch launch) {
        var words = new ArrayList<String>();
        setsid.ifPresent(program -> words.add(program.toString()));
        words.addAll(leash.words());
        words.addAll(launch.argv());
        return words;
    }

    /// What `setsid` or the system would only say in its own words, or not at all.
    private static Optional<String> problem(Site.Launch launch, SequencedMap<String, String> env) {
        if (launch.argv().isEmpty()) {
            return Optional.of("there is no program to start");
        }
        var program = launch.argv().getFirst();
        if (launch.argv().stream().anyMatch(word -> word.indexOf(0) >= 0)) {
            return Optional.of("an argument of " + printable(program) + " holds a NUL character");
        }
        for (var variable : env.entrySet()) {
            if (variable.getValue().indexOf(0) >= 0) {
                return Optional.of("the variable " + printable(variable.getKey()) + " holds a NUL character");
            }
            if (variable.getKey().isEmpty()
                    || variable.getKey().indexOf('=') >= 0
                    || variable.getKey().indexOf(0) >= 0) {
                return Optional.of("'" + printable(variable.getKey()) + "' is no name for a variable");
            }
        }
        if (!Files.isDirectory(launch.directory())) {
            return Optional.of("the folder to run " + program + " in does not exist: " + launch.directory());
        }
        if (Programs.find(program, env.getOrDefault("PATH", ""), launch.directory())
                .isEmpty()) {
            return Optional.of(
                    program.contains("/")
                            ? program + " does not exist or is not executable"
                            : "the program '" + program + "' is not on the PATH");
        }
        return Optional.empty();
    }

    private static String printable(String text) {
        return text.replace('\0', '\uFFFD');
    }
}

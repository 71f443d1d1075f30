package dev.wave.cli;

import dev.wave.agent.AgentFinders;
import dev.wave.agent.AgentProgram;
import dev.wave.agent.Agents;
import dev.wave.agent.CommandAdapter;
import dev.wave.agent.ScriptedAdapter;
import dev.wave.agent.claude.ClaudeAdapter;
import dev.wave.agent.claude.ClaudeFinder;
import dev.wave.collect.Collector;
import dev.wave.command.CommandProblem;
import dev.wave.command.Commands;
import dev.wave.command.Console;
import dev.wave.command.OpenProject;
import dev.wave.command.OpenStage;
import dev.wave.command.Program;
import dev.wave.command.Signals;
import dev.wave.command.Stores;
import dev.wave.command.Tools;
import dev.wave.contract.ContractChecks;
import dev.wave.diagnostic.ExitCode;
import dev.wave.doctor.Examination;
import dev.wave.gateway.HostProxies;
import dev.wave.gateway.ModelGateway;
import dev.wave.gateway.Uplinks;
import dev.wave.git.GitProgram;
import dev.wave.git.GitStore;
import dev.wave.git.UserRepository;
import dev.wave.journal.ActivityLog;
import dev.wave.journal.ActivityWriter;
import dev.wave.journal.Journals;
import dev.wave.journal.RunIds;
import dev.wave.key.Platform;
import dev.wave.load.BuiltinPersonas;
import dev.wave.local.Stage;
import dev.wave.local.TreeFolder;
import dev.wave.local.Watch;
import dev.wave.model.Digest;
import dev.wave.model.RunId;
import dev.wave.model.Secret;
import dev.wave.model.SecretName;
import dev.wave.plan.AgentFinder;
import dev.wave.plan.Surroundings;
import dev.wave.process.Processes;
import dev.wave.process.Sweeper;
import dev.wave.redaction.Vault;
import dev.wave.sandbox.Sandbox;
import dev.wave.secret.SecretCommands;
import dev.wave.secret.SecretFiles;
import dev.wave.secret.SecretMissing;
import dev.wave.secret.Secrets;
import dev.wave.store.FileBlobs;
import dev.wave.store.KnownStates;
import dev.wave.store.Leases;
import dev.wave.store.Migrations;
import dev.wave.store.Space;
import dev.wave.store.SqliteDatabase;
import dev.wave.store.SqliteDatabase.Durability;
import dev.wave.store.SqliteResults;
import dev.wave.store.StateDir;
import dev.wave.trust.TrustStore;
import dev.wave.upkeep.Remains;
import dev.wave.workspace.LocalWorkspaces;
import dev.wave.workspace.SetupLayers;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Builds the program. The only place that knows every implementation.
public final class Wiring implements Tools {
    private static final String DATABASE = "state.db";
    private static final String BLOBS = "blobs";
    private static final List<String> ADAPTERS = List.of("claude", "command", "scripted");
    private static final Duration GRACE = Duration.ofSeconds(5);

    /// Variables that hold a secret, by the habits of those who name them.
    private static final Pattern SECRET = Pattern.compile("(?i).*(?:_KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?)");

    /// Characters; shorter values of such variables are switches and numbers.
    private static final int SHORTEST_SECRET = 8;

    private final Console console;
    private final Map<String, String> environment;
    private final Path workingDirectory;
    private final Clock clock;
    private final Signals signals;

    private Wiring(
            Console console, Map<String, String> environment, Path workingDirectory, Clock clock, Signals signals) {
        this.console = console;
        this.environment = environment;
        this.workingDirectory = workingDirectory;
        this.clock = clock;
        this.signals = signals;
    }

    /// The program, for one call of it.
    ///
    /// @param environment the variables of the process; nothing else is asked for them
    public static Program program(
            Console console, Map<String, String> environment, Path workingDirectory, Clock clock, Signals signals) {
        return new Program(Commands.TABLE, new Wiring(console, environment, workingDirectory, clock, signals));
    }

    @Override
    public Console console() {
        return console;
    }

    @Override
    public Tools speaking(Console other) {
        return new Wiring(other, environment, workingDirectory, clock, signals);
    }

    @Override
    public Path workingDirectory() {
        return workingDirectory;
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Signals signals() {
        return signals;
    }

    @Override
    public String version() {
        return Main.version();
    }

    @Override
    public Sandbox sandbox() {
        return Sandbox.find(cache(), environment, List.of());
    }

    @Override
    public Examination examination() {
        return new Examination(environment, cache(), ADAPTERS, agents(workingDirectory));
    }

    @Override
    public Path cache() {
        return folder("XDG_CACHE_HOME", ".cache");
    }

    @Override
    public Platform platform() {
        return new Platform(System.getProperty("os.name").toLowerCase(Locale.ROOT), System.getProperty("os.arch"));
    }

    @Override
    public Surroundings surroundings(OpenProject project) {
        return Surroundings.of(ADAPTERS, agents(project.root()), BuiltinPersonas.all(), Commands.FLAGS);
    }

    private AgentFinder agents(Path project) {
        var finders = new LinkedHashMap<String, AgentFinder>();
        finders.put("claude", new ClaudeFinder(project, environment));
        return new AgentFinders(finders);
    }

    @Override
    public Stores stores(OpenProject project) {
        var git = GitProgram.find(environment, cache());
        var user = UserRepository.find(git, project.root());
        var state = known(project, user).root();
        var name = user.map(UserRepository::prefix).orElse("");
        var file = state.resolve(DATABASE);
        if (file.toFile().length() == 0 && Files.isDirectory(state.resolve(BLOBS))) {
            console.note(file + " is gone: earlier runs are not known any more, and their results are not reused");
        }
        var database = SqliteDatabase.open(file, Migrations.STATE, Durability.MACHINE_CRASH, cache());
        return new Stores(
                state,
                name,
                database,
                new Journals(database, clock, name, console::error),
                new FileBlobs(state.resolve(BLOBS), console::error),
                new SqliteResults(database, clock, name),
                Leases.open(state.resolve("leases"), clock, cache()),
                GitStore.open(git, state, user),
                user);
    }

    @Override
    public Remains remains(OpenProject project) {
        var git = GitProgram.find(environment, cache());
        var user = UserRepository.find(git, project.root());
        var state = known(project, user).root();
        return new Remains(
                state.resolve(DATABASE),
                new FileBlobs(state.resolve(BLOBS), console::error),
                GitStore.open(git, state, user));
    }

    /// The project's state, if it is one of the user's own.
    private StateDir known(OpenProject project, Optional<UserRepository> user) {
        var dir = state(project, user);
        if (!knownStates().open(dir) && !"1".equals(environment.get("WAVE_TRUST"))) {
            throw new CommandProblem(
                    ExitCode.USAGE,
                    "Wave's state in %s was not made by a Wave of yours: its results could be anybody's"
                                    .formatted(dir.root())
                            + "\n`wave trust --state` takes it over, if you know where it is from; else remove that folder");
        }
        return dir;
    }

    private static StateDir state(OpenProject project, Optional<UserRepository> user) {
        return user.map(repository -> StateDir.ofGit(repository.commonDir()))
                .orElseGet(() -> StateDir.ofFolder(project.root()));
    }

    private KnownStates knownStates() {
        return new KnownStates(folder("XDG_CONFIG_HOME", ".config").resolve("states"));
    }

    @Override
    public Optional<Path> adoptState(OpenProject project) {
        var dir = state(project, UserRepository.find(GitProgram.find(environment), project.root()));
        if (!dir.exists()) {
            return Optional.empty();
        }
        knownStates().adopt(dir);
        return Optional.of(dir.root());
    }

    @Override
    public RunId freshRunId(Stores stores) {
        return new RunIds(stores.database(), new SecureRandom(), clock, stores.project()).fresh();
    }

    @Override
    public ActivityLog activities(Stores stores) {
        return new ActivityLog(stores.state().resolve("activity"), clock);
    }

    @Override
    public OpenStage stage(OpenProject project, Stores stores, RunId run) {
        var tag = tag(stores, run);
        var scratch = cache().resolve("scratch");
        var vault = new Vault();
        var processes = new Processes(scratch, GRACE, marked(tag), vault);
        var workspaces = LocalWorkspaces.at(cache(), project.root(), stores.trees(), environment, vault);
        var programs = new AgentProgram(processes, stores.blobs(), scratch);
        var log = activities(stores);
        var activities = new ConcurrentHashMap<String, ActivityWriter>();
        var listeners = new CopyOnWriteArrayList<Watch>();
        var uplinks = Uplinks.of(environment);
        var proxies = new HostProxies(scratch, uplinks);
        var stage = new Stage(
                project.root(),
                tag,
                workspaces,
                new SetupLayers(workspaces),
                new TreeFolder(stores.trees()),
                processes,
                programs,
                new Agents(List.of(
                        new ClaudeAdapter(
                                programs,
                                new ModelGateway(scratch, uplinks),
                                environment,
                                ClaudeAdapter.FAREWELL,
                                vault),
                        new CommandAdapter(programs),
                        new ScriptedAdapter(programs))),
                new Collector(stores.blobs(), stores.trees(), scratch),
                new ContractChecks(stores.blobs(), processes, proxies),
                new Space(stores.state()),
                scratch,
                proxies,
                (step, attempt, activity) -> {
                    activities
                            .computeIfAbsent(step + "." + attempt, _ -> log.write(run, step, attempt))
                            .accept(activity);
                    listeners.forEach(listener -> listener.heard(step, attempt, activity));
                },
                secrets(project, tag, vault),
                vault);
        return new OpenStage(
                run.value(),
                stage,
                workspaces,
                listeners,
                () -> activities.values().forEach(ActivityWriter::close));
    }

    private Secrets secrets(OpenProject project, String tag, Vault vault) {
        var unhidden = new Processes(cache().resolve("scratch"), GRACE, marked(tag)); // its output is the value
        return new Secrets(
                environment,
                Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")),
                new SecretFiles(project.root(), home()),
                new SecretCommands(unhidden, environment, project.root(), tag),
                vault);
    }

    @Override
    public Vault secrets(OpenProject project, Collection<Secret> declared, Consumer<String> unknown)
            throws InterruptedException {
        var vault = new Vault();
        environment.forEach((name, value) -> {
            if (SECRET.matcher(name).matches() && SecretName.isValid(name) && value.length() >= SHORTEST_SECRET) {
                vault.add(new SecretName(name), value);
            }
        });
        var lookup = secrets(project, "wave:push", vault);
        for (var secret : declared) {
            try {
                lookup.look(List.of(secret), _ -> false);
            } catch (SecretMissing missing) {
                unknown.accept(String.valueOf(missing.getMessage()));
            }
        }
        return vault;
    }

    /// Marks the processes of a run; unique among all projects of this machine.
    @Override
    public String tag(Stores stores, RunId run) {
        return "wave:" + Digest.ofText(stores.state().toString()).hex().substring(0, 12) + ":" + run;
    }

    private Map<String, String> marked(String tag) {
        var marked = new LinkedHashMap<>(environment);
        marked.merge(Sweeper.VARIABLE, tag, (outer, own) -> outer + " " + own);
        return marked;
    }

    @Override
    public TrustStore trust() {
        return new TrustStore(folder("XDG_CONFIG_HOME", ".config").resolve("trust"), clock);
    }

    /// Wave's own folder below the one that the variable, or the user's home, names.
    private Path folder(String variable, String below) {
        var named = Optional.ofNullable(environment.get(variable))
                .filter(text -> text.startsWith("/"))
                .map(Path::of);
        return named.or(() -> home().map(folder -> folder.resolve(below)))
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")))
                .resolve("wave");
    }

    private Optional<Path> home() {
        return Optional.ofNullable(environment.get("HOME"))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }
}

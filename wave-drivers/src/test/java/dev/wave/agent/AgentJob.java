package dev.wave.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.collect.Offering;
import dev.wave.collect.Wanted;
import dev.wave.deliverable.ToolSocket;
import dev.wave.diagnostic.Place;
import dev.wave.model.AdapterSettings;
import dev.wave.model.BaseUrl;
import dev.wave.model.Limits;
import dev.wave.model.Permissions;
import dev.wave.model.Persona;
import dev.wave.model.PersonaName;
import dev.wave.model.SandboxMode;
import dev.wave.model.StepId;
import dev.wave.plan.PlannedStep;
import dev.wave.process.Processes;
import dev.wave.process.Sweeper;
import dev.wave.run.Activity;
import dev.wave.run.Level;
import dev.wave.run.Usage;
import dev.wave.spi.AgentAdapter.Answer;
import dev.wave.spi.AgentAdapter.Assignment;
import dev.wave.spi.Workspaces.Workspace;
import dev.wave.store.FileBlobs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// One attempt of a real agent in an [AgentWorld]: a workspace, what the agent may do in it, and how long.
///
/// @param name of the attempt, and of its address of the API
/// @param tools what the agent may use, and whether it may write
/// @param memory most bytes of all its programs together
record AgentJob(
        AgentWorld world,
        RealProgram program,
        String name,
        Optional<String> api,
        int retries,
        List<String> tools,
        SandboxMode mode,
        Limits limits,
        Optional<Long> memory,
        Optional<String> schema,
        Optional<PlannedStep> step) {

    static final List<String> WRITER = List.of("Read", "Write", "Edit", "Bash");

    /// Enough for a busy machine.
    static final Limits AMPLE = new Limits(Duration.ofSeconds(50), Duration.ofSeconds(25), 4_000_000);

    /// An agent that may only read, in the sandbox, and that does not ask a second time.
    static AgentJob of(AgentWorld world, RealProgram program) {
        return new AgentJob(
                world,
                program,
                "job-" + UUID.randomUUID(),
                Optional.empty(),
                0,
                List.of("Read"),
                SandboxMode.REQUIRED,
                AMPLE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    AgentJob at(String address) {
        return new AgentJob(
                world, program, name, Optional.of(address), retries, tools, mode, limits, memory, schema, step);
    }

    AgentJob retrying(int times) {
        return new AgentJob(world, program, name, api, times, tools, mode, limits, memory, schema, step);
    }

    AgentJob with(List<String> allowed) {
        return new AgentJob(world, program, name, api, retries, allowed, mode, limits, memory, schema, step);
    }

    AgentJob in(SandboxMode chosen) {
        return new AgentJob(world, program, name, api, retries, tools, chosen, limits, memory, schema, step);
    }

    AgentJob within(Limits bounds) {
        return new AgentJob(world, program, name, api, retries, tools, mode, bounds, memory, schema, step);
    }

    AgentJob withMemory(long bytes) {
        return new AgentJob(world, program, name, api, retries, tools, mode, limits, Optional.of(bytes), schema, step);
    }

    AgentJob answering(String jsonSchema) {
        return new AgentJob(
                world, program, name, api, retries, tools, mode, limits, memory, Optional.of(jsonSchema), step);
    }

    /// One that is given the tool by which the step's deliverables are handed over.
    AgentJob handingOver(PlannedStep producing) {
        return new AgentJob(
                world, program, name, api, retries, tools, mode, limits, memory, schema, Optional.of(producing));
    }

    /// How it ended.
    ///
    /// @param changes the text files it changed, by path
    /// @param out what it wrote to hand over, by path
    record Ended(
            Answer answer,
            List<Activity> activity,
            String transcript,
            Map<String, String> changes,
            Map<String, String> out,
            Duration took) {

        /// What was used, whatever it cost.
        Usage tokens() {
            var usage = answer.usage();
            return new Usage(
                    usage.inputTokens(),
                    usage.cachedTokens(),
                    usage.outputTokens(),
                    usage.modelCalls(),
                    Optional.empty());
        }

        List<String> notices() {
            return activity.stream()
                    .filter(Activity.Notice.class::isInstance)
                    .map(heard -> ((Activity.Notice) heard).text())
                    .toList();
        }
    }

    /// Lets the agent say and do these things, one call of the model after the other.
    Ended play(String... turns) throws Exception {
        return work("[[stub-json:{\"steps\":[" + String.join(",", turns) + "]}]]");
    }

    /// Lets the API do what is known by that name.
    Ended ask(String scenario) throws Exception {
        return work("[[stub:" + scenario + "]]");
    }

    Ended work(String task) throws Exception {
        try (var workspace = open()) {
            return work(task, workspace);
        }
    }

    Workspace open() {
        return world.open(name, tools.contains("Write"), mode, memory);
    }

    /// Works and looks that nothing is left: no process of its own or around it, no file, no socket.
    Ended work(String task, Workspace workspace) throws Exception {
        assertThat(workspace.site().level()).isEqualTo(mode == SandboxMode.NONE ? Level.OPEN : Level.SANDBOXED);
        var own = world.scratch();
        var scratch = own.resolve("scratch");
        var blobs = new FileBlobs(own.resolve("blobs"), notice -> {});
        var processes = new Processes(scratch, Duration.ofMillis(300), System.getenv());
        var activity = Collections.synchronizedList(new ArrayList<Activity>());
        var sockets = own.resolve("sockets");
        var adapter = program.adapter(new AgentProgram(processes, blobs, scratch), sockets, machine());
        var began = System.nanoTime();
        var tool = step.map(
                producing -> ToolSocket.open(producing, offering(producing, workspace), activity::add, sockets));
        final Answer answer;
        try {
            answer = adapter.work(assignment(task, workspace, tool.map(ToolSocket::path)), activity::add);
        } finally {
            tool.ifPresent(ToolSocket::close);
        }
        var took = Duration.ofNanos(System.nanoTime() - began);
        assertThat(Sweeper.sweep(name)).as("processes that are left of " + task).isZero();
        assertThat(around()).as("processes that are left around " + task).isEmpty();
        assertThat(files(scratch)).isEmpty();
        assertThat(files(sockets)).isEmpty();
        var transcript = answer.transcript()
                .map(digest -> new String(blobs.read(digest).orElseThrow(), StandardCharsets.UTF_8))
                .orElse("");
        var tree = workspace.capture(List.of()).tree();
        return new Ended(answer, List.copyOf(activity), transcript, world.changes(tree), files(workspace.out()), took);
    }

    private static Offering offering(PlannedStep producing, Workspace workspace) {
        var wanted = producing.outputs().stream()
                .map(output -> new Wanted(output.name(), output.required(), output.format(), Optional.empty()))
                .toList();
        return new Offering(workspace.out(), workspace.site().inside(), wanted);
    }

    /// The person's environment.
    private Map<String, String> machine() {
        return Map.of(
                "PATH",
                System.getenv("PATH"),
                "HOME",
                world.home().toString(),
                program.keyVariable(),
                "the-real-key",
                "MINE",
                "the-persons-own");
    }

    /// What was counted for all calls of its model.
    Usage served() throws IOException {
        int calls = world.calls(name);
        var each = program.perCall();
        return new Usage(
                each.inputTokens() * calls,
                each.cachedTokens() * calls,
                each.outputTokens() * calls,
                each.modelCalls() * calls,
                Optional.empty());
    }

    private Assignment assignment(String task, Workspace workspace, Optional<Path> tool) {
        var address = api.map(AgentWorld::url).orElseGet(() -> world.api(name));
        return new Assignment(
                new StepId("build"),
                1,
                persona(),
                settings(address),
                "",
                task,
                limits,
                new LinkedHashMap<>(),
                workspace.site(),
                world.project(),
                tool,
                schema);
    }

    private AdapterSettings settings(BaseUrl address) {
        return program.settings(address, retries);
    }

    private Persona persona() {
        return new Persona(
                new PersonaName("assistant"),
                Place.startOf("wave.yaml"),
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                new Permissions(tools.stream().map(Permissions.Rule::of).toList(), List.of()),
                Optional.empty());
    }

    /// Whatever is alive and was started with a word about its workspace: `bwrap` itself, too.
    private List<String> around() throws IOException {
        var alive = new ArrayList<String>();
        try (var entries = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
            for (var entry : entries) {
                var line = text(entry.resolve("cmdline"));
                if (line.contains(name)) {
                    alive.add(entry.getFileName() + " " + line.replace('\0', ' '));
                }
            }
        }
        return alive;
    }

    private static Map<String, String> files(Path below) throws IOException {
        var files = new LinkedHashMap<String, String>();
        if (Files.exists(below)) {
            try (var all = Files.walk(below)) {
                all.filter(file -> !Files.isDirectory(file))
                        .forEach(file -> files.put(below.relativize(file).toString(), text(file)));
            }
        }
        return files;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return ""; // it is gone, or another user's
        }
    }
}

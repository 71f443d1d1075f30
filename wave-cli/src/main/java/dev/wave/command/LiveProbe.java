package dev.wave.command;

import dev.wave.diagnostic.Checked;
import dev.wave.doctor.Check;
import dev.wave.load.ProjectReader;
import dev.wave.model.AdapterName;
import dev.wave.model.AdapterSettings;
import dev.wave.model.Digest;
import dev.wave.model.Project;
import dev.wave.plan.Arguments;
import dev.wave.plan.DefaultAdapter;
import dev.wave.plan.Plan;
import dev.wave.plan.Planner;
import dev.wave.run.Failure;
import dev.wave.run.Recorded;
import dev.wave.run.RunEvent;
import dev.wave.run.Usage;
import dev.wave.view.FailureText;
import dev.wave.view.Shown;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// One live request: a run of one step in an empty workspace, with a task of one line, kept nowhere. It goes
/// through the adapter that steps get that name none.
final class LiveProbe {
    private static final String WHAT = "live request";

    /// One attempt, by a persona that may do nothing but answer.
    private static final String PIPELINE = """
            steps:
              - id: probe
                persona: probe
                task: "This is a test whether you can be reached. Answer with the one word: ready"
                workspace: empty
                cache: never
                timeout: 2m
                resources: {output_limit: 1MB}
                retry: {max: 0}
            """;

    private static final String PERSONA = """
            ---
            description: Answers and does nothing
            permissions: {allow: []}
            ---
            Answer with one word. Use no tool.
            """;

    private final Tools tools;
    private final Optional<OpenProject> project;

    LiveProbe(Tools tools, Optional<OpenProject> project) {
        this.tools = tools;
        this.project = project;
    }

    /// Sends the request and says how it went and what it cost.
    Check check() throws InterruptedException {
        var own = project.map(found -> new Planning(tools, found).project());
        if (project.isPresent() && own.isPresent()) {
            new TrustGate(tools, project.get()).pass(own.get(), Optional.empty(), false);
        }
        var folder = folder();
        try {
            var probe = new OpenProject(folder, Optional.empty());
            return planned(probe, own) instanceof Checked.Valid<Plan>(var plan, var _)
                    ? sent(probe, plan)
                    : Check.problem(WHAT, "no agent to send it to", "`wave doctor` lists what is missing of each");
        } finally {
            delete(folder);
        }
    }

    private Path folder() {
        try {
            var folder = Files.createTempDirectory(Files.createDirectories(tools.cache()), "probe");
            Files.writeString(folder.resolve("wave.yaml"), PIPELINE);
            Files.writeString(
                    Files.createDirectories(folder.resolve(".wave/personas")).resolve("probe.md"), PERSONA);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for the request", e);
        }
    }

    /// The probe's pipeline, with the adapters of the project it is made for.
    private Checked<Plan> planned(OpenProject probe, Optional<Project> own) {
        var surroundings = tools.surroundings(project.orElse(probe));
        return ProjectReader.read(probe.files(), "probe")
                .then(model -> {
                    var with = own.orElse(model);
                    var joined = new Project(
                            model.title(),
                            model.pipelines(),
                            model.personas(),
                            brief(with.adapters()),
                            with.defaults(),
                            with.schemas(),
                            with.secrets());
                    return Planner.choose(joined, Optional.empty())
                            .then(pipeline -> Planner.resolve(joined, pipeline, surroundings));
                })
                .then(outline -> Checked.valid(
                        Planner.bind(outline, new Arguments.Bound(new LinkedHashMap<>(), Optional.empty()))));
    }

    /// The adapters, none of which asks its model more than once.
    private static SequencedMap<AdapterName, AdapterSettings> brief(
            SequencedMap<AdapterName, AdapterSettings> adapters) {
        var brief = new LinkedHashMap<AdapterName, AdapterSettings>();
        var claude = new AdapterName("claude");
        brief.put(claude, DefaultAdapter.builtIn(claude));
        brief.putAll(adapters);
        brief.replaceAll(
                (_, adapter) -> adapter.type().equals("claude") ? adapter.with(List.of("--max-turns", "1")) : adapter);
        return brief;
    }

    /// The programs an adapter names lie in the project, so the step's stage is the project's.
    private Check sent(OpenProject probe, Plan plan) throws InterruptedException {
        var unheard = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var silent = tools.speaking(new Console(unheard, unheard, Optional.empty()));
        try (var stores = silent.stores(probe)) {
            var id = silent.freshRunId(stores);
            var base = stores.trees().empty();
            var started = new RunEvent.RunStarted(
                    plan.pipeline().value(), Digest.ofText(""), base, "", List.of(), List.of(), 0);
            try (var making = MadeByWork.of(silent, project.orElse(probe), stores, id, stores.results())) {
                new RunSession(silent, stores, id, plan, making)
                        .start(
                                new RunSession.Beginning(
                                        probe.files(),
                                        started,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        "probe"),
                                OutputFormat.NDJSON);
            }
            return told(plan, stores.journals().read(id));
        }
    }

    private static Check told(Plan plan, List<Recorded> events) {
        var used = Usage.NONE;
        var failure = Optional.<Failure>empty();
        for (var event : events) {
            if (event.event() instanceof RunEvent.AttemptFinished finished) {
                used = used.plus(finished.usage());
                failure = finished.failure();
            } else if (event.event() instanceof RunEvent.StepFinished(var _, RunEvent.Ending.Failed(var last, var _))) {
                failure = Optional.of(last);
            }
        }
        var cost = Shown.usage(used).orElse("what it used is not known");
        var agent = Headline.agents(plan);
        return failure.map(why -> Check.problem(
                        WHAT, agent + ": " + FailureText.of(why) + "; " + cost, "see the checks of the agents above"))
                .orElseGet(() -> Check.ok(WHAT, agent + " answered; " + cost));
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}

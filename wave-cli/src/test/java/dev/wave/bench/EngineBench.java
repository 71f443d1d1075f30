package dev.wave.bench;

import dev.wave.diagnostic.Checked;
import dev.wave.engine.Engine;
import dev.wave.engine.Report;
import dev.wave.git.GitProgram;
import dev.wave.git.GitStore;
import dev.wave.journal.Journals;
import dev.wave.key.Platform;
import dev.wave.load.ProjectReader;
import dev.wave.local.Attempts;
import dev.wave.local.LocalDriver;
import dev.wave.local.RunContext;
import dev.wave.local.RunContext.RunFacts;
import dev.wave.local.StepPreparer;
import dev.wave.model.Digest;
import dev.wave.model.RunId;
import dev.wave.plan.AgentFinder;
import dev.wave.plan.Arguments;
import dev.wave.plan.Plan;
import dev.wave.plan.Planner;
import dev.wave.plan.Surroundings;
import dev.wave.run.Outcome;
import dev.wave.run.RunEvent;
import dev.wave.run.Usage;
import dev.wave.spi.ProjectFiles;
import dev.wave.store.FileBlobs;
import dev.wave.store.Leases;
import dev.wave.store.Migrations;
import dev.wave.store.SqliteDatabase;
import dev.wave.store.SqliteDatabase.Durability;
import dev.wave.store.SqliteResults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Runs steps whose attempts end at once through the real engine, driver, journal and stores, and prints a line for
/// each measurement: what, the best, the median, the target and its unit, divided by `|`.
final class EngineBench implements AutoCloseable {
    private static final int CHAIN = 200;
    private static final int PARALLEL = 1000;

    private final Clock clock = Clock.systemUTC();
    private final SqliteDatabase database;
    private final Journals journals;
    private final FileBlobs blobs;
    private final SqliteResults results;
    private final Leases leases;
    private final GitStore trees;
    private int run;

    private EngineBench(Path folder) throws Exception {
        var state = Files.createDirectories(folder.resolve("state"));
        var cache = Files.createDirectories(folder.resolve("cache"));
        database = SqliteDatabase.open(state.resolve("state.db"), Migrations.STATE, Durability.MACHINE_CRASH, cache);
        journals = new Journals(database, clock, "bench", System.err::println);
        blobs = new FileBlobs(state.resolve("blobs"), System.err::println);
        results = new SqliteResults(database, clock, "bench");
        leases = Leases.open(Files.createDirectories(folder.resolve("leases")), clock, cache);
        trees = GitStore.open(GitProgram.find(System.getenv()), state, Optional.empty());
    }

    /// @param args a folder to work in, and how often to measure
    public static void main(String[] args) throws Exception {
        try (var bench = new EngineBench(Path.of(args[0]))) {
            bench.measure(Integer.parseInt(args[1]));
        }
    }

    private void measure(int runs) throws Exception {
        var chain = plan(CHAIN, true);
        var parallel = plan(PARALLEL, false);
        var p50 = new ArrayList<Double>();
        var p99 = new ArrayList<Double>();
        var rates = new ArrayList<Double>();
        for (var i = 0; i <= runs; i++) {
            var steps = between(finished(chain));
            var all = finished(parallel);
            if (i > 0) { // the first warms the JVM up
                p50.add(percentile(steps, 50));
                p99.add(percentile(steps, 99));
                rates.add(PARALLEL * 1e9 / (all.getLast() - all.getFirst()));
            }
        }
        print("engine per step, durable, p50 of 200", percentile(p50, 0), percentile(p50, 50), "2|ms");
        print("engine per step, durable, p99 of 200", percentile(p99, 0), percentile(p99, 50), "15|ms");
        print("1,000 parallel steps", percentile(rates, 100), percentile(rates, 50), "1500|steps/s");
    }

    /// When the run began and when each step's end was durable, in nanoseconds.
    private List<Long> finished(Plan plan) throws InterruptedException {
        var id = new RunId(String.format(Locale.ROOT, "%04x", ++run));
        var facts = new RunFacts(
                id,
                plan,
                trees.empty(),
                Set.of(),
                Map.of(),
                new Platform("any", "any"),
                "bench",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        var nothing = Digest.ofText("nothing");
        Attempts attempts = (command, _) -> new Report.AttemptEnded(
                command.step(),
                command.attempt(),
                new Outcome.Completed(nothing, command.start(), List.of(), List.of()),
                Usage.NONE,
                Duration.ZERO,
                Optional.empty());
        var times = new ArrayList<Long>();
        try (var journal = journals.create(id)) {
            var preparer = new StepPreparer(new RunContext(facts, trees, blobs, results), leases, Clock.systemUTC());
            var driver = new LocalDriver(new Engine(), preparer, attempts, journal, recorded -> {
                if (recorded.event() instanceof RunEvent.StepFinished) {
                    times.add(System.nanoTime());
                }
            });
            var started = new RunEvent.RunStarted(
                    plan.pipeline().value(), nothing, trees.empty(), "nothing", List.of(), List.of(), 1);
            times.add(System.nanoTime());
            driver.run(new Engine().start(plan, started));
        }
        return times;
    }

    private static Plan plan(int steps, boolean chain) {
        var yaml = new StringBuilder("pipeline:\n  name: bench\n  max_parallel: 1000\n  steps:\n");
        IntStream.range(0, steps).forEach(i -> {
            yaml.append("    - {id: s")
                    .append(i)
                    .append(", run: ['true', '")
                    .append(i)
                    .append("'], inputs: []");
            yaml.append(chain && i > 0 ? ", dependencies: [s" + (i - 1) + "]}\n" : "}\n");
        });
        var surroundings = Surroundings.of(List.of("command"), AgentFinder.ALL_HERE, List.of(), List.of());
        var outline = ProjectReader.read(new OneFile(yaml.toString()), "bench")
                .then(project -> Planner.choose(project, Optional.empty())
                        .then(pipeline -> Planner.resolve(project, pipeline, surroundings)));
        return switch (outline) {
            case Checked.Valid<dev.wave.plan.Outline>(var value, var _) ->
                Planner.bind(value, (Arguments.Bound) Arguments.parse(value, Arguments.Given.of(List.of()), List.of()));
            case Checked.Invalid<dev.wave.plan.Outline>(var problems) ->
                throw new IllegalStateException(problems.toString());
        };
    }

    private record OneFile(String yaml) implements ProjectFiles {

        @Override
        public Found read(String path) {
            return path.equals(ProjectReader.WAVE_YAML) ? new Found.Text(yaml) : new Found.Missing();
        }

        @Override
        public List<String> list(String folder) {
            return List.of();
        }
    }

    private static List<Double> between(List<Long> times) {
        return IntStream.range(1, times.size())
                .mapToObj(i -> (times.get(i) - times.get(i - 1)) / 1e6)
                .toList();
    }

    private static double percentile(List<Double> values, int percent) {
        var sorted = values.stream().sorted().toList();
        return sorted.get(Math.round(percent / 100f * (sorted.size() - 1)));
    }

    private static void print(String what, double best, double median, String target) {
        System.out.println(Stream.of(what, number(best), number(median), target)
                .reduce((a, b) -> a + "|" + b)
                .orElse(""));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }

    @Override
    public void close() {
        trees.close();
        leases.close();
        database.close();
    }
}

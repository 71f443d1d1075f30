package dev.wave.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.deliverable.Steps;
import dev.wave.engine.Engine;
import dev.wave.git.GitProgram;
import dev.wave.git.GitStore;
import dev.wave.journal.Journals;
import dev.wave.key.Platform;
import dev.wave.local.RunContext.RunFacts;
import dev.wave.model.Digest;
import dev.wave.model.RunId;
import dev.wave.plan.Plan;
import dev.wave.run.Answerer;
import dev.wave.run.Failure;
import dev.wave.run.Level;
import dev.wave.run.Result;
import dev.wave.run.ResultJson;
import dev.wave.run.RunEvent;
import dev.wave.run.RunStatus;
import dev.wave.run.Usage;
import dev.wave.store.FileBlobs;
import dev.wave.store.Leases;
import dev.wave.store.Migrations;
import dev.wave.store.SqliteDatabase;
import dev.wave.store.SqliteDatabase.Durability;
import dev.wave.store.SqliteResults;
import dev.wave.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a run whose store lets it down.
@Timeout(60)
class LostStoreTest {
    private static final RunId ID = new RunId("7f3a");

    @TempDir
    private Path folder;

    private final Plan plan = Steps.plan("retry: {max: 0}");
    private SqliteDatabase database;
    private GitStore trees;
    private FileBlobs blobs;
    private Leases leases;
    private RunContext context;

    @BeforeEach
    void open() throws Exception {
        var state = Files.createDirectories(folder.resolve("state"));
        var cache = Files.createDirectories(folder.resolve("cache"));
        database = SqliteDatabase.open(state.resolve("wave.db"), Migrations.STATE, Durability.PROCESS_CRASH, cache);
        trees = GitStore.open(GitProgram.find(System.getenv()), state, Optional.empty());
        blobs = new FileBlobs(state.resolve("blobs"), _ -> {});
        leases = Leases.open(state.resolve("leases"), Clock.systemUTC(), cache);
        var facts = new RunFacts(
                ID,
                plan,
                trees.empty(),
                Set.of(),
                Map.of(),
                new Platform("any", "any"),
                "test",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        context = new RunContext(facts, trees, blobs, new SqliteResults(database, Clock.systemUTC(), "test"));
    }

    @AfterEach
    void close() {
        trees.close();
        leases.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_attempt_that_the_store_fails_has_failed_and_the_run_comes_to_its_end(boolean full) throws Exception {
        var events = run((_, _) -> {
            throw full
                    ? new StoreException(StoreException.Kind.FULL, "no space left")
                    : new UncheckedIOException(new IOException("no space left"));
        });

        var failure = new Failure.StoreFailed(full ? "no space left" : "java.io.IOException: no space left");
        assertThat(events)
                .filteredOn(RunEvent.AttemptFinished.class::isInstance)
                .singleElement()
                .extracting(event -> ((RunEvent.AttemptFinished) event).failure())
                .isEqualTo(Optional.of(failure));
        assertThat(events.getLast())
                .isInstanceOfSatisfying(
                        RunEvent.RunFinished.class,
                        finished -> assertThat(finished.status()).isEqualTo(RunStatus.FAILED));
    }

    private List<RunEvent> run(Attempts attempts) throws InterruptedException {
        var events = new ArrayList<RunEvent>();
        try (var journal = new Journals(database, Clock.systemUTC(), "test", _ -> {}).create(ID)) {
            var driver = new LocalDriver(
                    new Engine(),
                    new StepPreparer(context, leases, Clock.systemUTC()),
                    attempts,
                    journal,
                    recorded -> events.add(recorded.event()));
            driver.run(new Engine()
                    .start(
                            plan,
                            new RunEvent.RunStarted(
                                    "test", Digest.ofText("plan"), trees.empty(), "nothing", List.of(), List.of(), 1)));
        }
        return events;
    }

    @Test
    void a_missing_manifest_is_found_once_the_step_that_runs_in_its_place_has_stored_the_same() {
        var result = new Result(
                trees.empty(),
                trees.empty(),
                List.of(),
                List.of(),
                new LinkedHashMap<>(),
                Usage.NONE,
                1,
                Level.OPEN,
                Answerer.named("command"),
                Optional.empty());
        var manifest = ResultJson.write(result).getBytes(StandardCharsets.UTF_8);
        var digest = Digest.of(manifest);
        assertThat(context.result(digest)).isEmpty();

        blobs.put(manifest);

        assertThat(context.result(digest)).contains(result);
    }
}

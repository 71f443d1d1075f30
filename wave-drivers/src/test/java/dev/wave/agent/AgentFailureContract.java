package dev.wave.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.agent.AgentJob.Ended;
import dev.wave.model.Limits;
import dev.wave.run.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// How an attempt ends, for everything that can go wrong: as `docs/reference/adapters.md` says, soon, and, since
/// each [AgentJob] looks for that, with nothing left behind. In the sandbox, through the gateway, as in a run.
///
/// The rows do not depend on each other and mostly wait: a few are worked on at a time.
abstract class AgentFailureContract extends AgentProgramFixture {
    private static final int AT_A_TIME = 3;

    /// For agents that fall silent.
    static final Limits IMPATIENT = new Limits(Duration.ofSeconds(50), Duration.ofSeconds(6), 4_000_000);

    private static final Duration LONGEST = Duration.ofSeconds(40);

    /// One thing that can go wrong, and what has to become of it.
    private record Row(String what, Callable<Ended> work, Verdict verdict) {}

    /// Looks at how an attempt ended.
    private interface Verdict {
        void on(Ended ended);
    }

    @TestFactory
    Stream<DynamicTest> each_ends_as_documented() {
        var threads = Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory());
        var rows = new ArrayList<Row>();
        rows.addAll(whatPasses());
        rows.addAll(whatAskingAgainCannotMend());
        rows.addAll(whatIsBounded());
        rows.addAll(whatIsNoFailure());
        assertThat(rows.stream().map(Row::what)).containsAll(meant());
        rows.removeIf(row -> !meant().isEmpty() && !meant().contains(row.what()));
        var tests = rows.stream()
                .map(row -> {
                    var ended = threads.submit(row.work());
                    return DynamicTest.dynamicTest(row.what(), () -> judge(row, ended));
                })
                .toList();
        threads.shutdown();
        return tests.stream();
    }

    /// The rows to be tried; none for all.
    List<String> meant() {
        return List.of();
    }

    private static void judge(Row row, Future<Ended> future) throws Exception {
        var ended = future.get(3, TimeUnit.MINUTES);
        row.verdict().on(ended);
        assertThat(ended.took()).isLessThan(LONGEST);
    }

    private List<Row> whatPasses() {
        var rows = new ArrayList<Row>();
        rows.add(new Row(
                "too many requests, come back in a second",
                () -> job().retrying(1).ask("e429"),
                ended -> assertThat(passing(ended).retryAfter()).contains(Duration.ofSeconds(1))));
        rows.add(new Row(
                "too many requests, come back in an hour",
                () -> job().retrying(1).ask("e429long"),
                ended -> assertThat(passing(ended).retryAfter()).contains(Duration.ofHours(1))));
        rows.add(new Row(
                "too many requests, and nothing about when to come back",
                () -> fails("{\"status\":429}"),
                ended -> assertThat(passing(ended).retryAfter()).isEmpty()));
        rows.add(passes("an error of the server", () -> job().ask("e500")));
        rows.add(passes("a server that is not to be had", () -> job().ask("e503")));
        rows.add(passes("a server that is overloaded", () -> job().ask("e529")));
        rows.add(passes("a server that is overloaded in the middle of its answer", () -> job().ask("streamerror")));
        rows.add(passes(
                "a server that refuses the connection",
                () -> job().at("http://127.0.0.1:1").ask("text")));
        rows.add(passes("an answer that is cut", () -> job().ask("cut")));
        rows.add(passes("a connection that is cut before the answer", () -> job().ask("cut0")));
        rows.add(passes("an answer that is a page for people", () -> job().ask("garbage")));
        rows.add(passes("an answer of broken JSON", () -> job().ask("garbagejson")));
        rows.add(passes("a stream of nonsense", () -> job().ask("garbagesse")));
        rows.add(passes(
                "an answer that never begins", () -> job().within(IMPATIENT).ask("hang")));
        return rows;
    }

    private List<Row> whatAskingAgainCannotMend() {
        var rows = new ArrayList<Row>();
        rows.add(refused("a key that does not count", "401", () -> job().ask("e401")));
        rows.add(refused(
                "a person whose money is spent",
                program().unpaid().told(),
                () -> fails(program().unpaid().answer())));
        rows.add(refused("a request the API makes nothing of", "400", () -> job().ask("e400")));
        rows.add(refused("something forbidden", "403", () -> job().ask("e403")));
        rows.add(refused("a model that is not there", "model", () -> job().ask("e404")));
        rows.add(refused("a request that is too large", "", () -> job().ask("e413")));
        rows.add(refused("a conversation that is too long", "too long", () -> job().ask("context")));
        rows.add(refused("a model that refuses", "", () -> job().ask("refusal")));
        rows.add(refused("an answer over its longest", "", () -> job().ask("maxtokens")));
        return rows;
    }

    private List<Row> whatIsBounded() {
        var rows = new ArrayList<Row>();
        var silent = new Failure.TimedOut(Failure.Limit.IDLE, IMPATIENT.idle());
        rows.add(new Row(
                "an answer that stalls half-way",
                () -> job().within(IMPATIENT).ask("hangstream"),
                ended -> assertThat(ended.answer().failure()).contains(silent)));
        rows.add(new Row(
                "a command that hangs and does not hear TERM",
                () -> writer().within(IMPATIENT)
                        .play("{\"bash\":{\"command\":\"trap '' TERM; while :; do sleep 0.1; done\"}}"),
                ended -> assertThat(ended.answer().failure()).contains(silent)));
        rows.add(new Row(
                "an answer without end",
                () -> job().within(new Limits(AgentJob.AMPLE.timeout(), AgentJob.AMPLE.idle(), 100_000))
                        .play("{\"text\":\"" + "z".repeat(200_000) + "\"}"),
                ended -> assertThat(ended.answer().failure())
                        .hasValueSatisfying(
                                failure -> assertThat(failure).isInstanceOf(Failure.OutputExceeded.class))));
        return rows;
    }

    private List<Row> whatIsNoFailure() {
        var rows = new ArrayList<Row>();
        rows.add(new Row(
                "an answer that begins late",
                () -> job().play("{\"text\":\"late\",\"delayMs\":1500}"),
                ended -> assertThat(ended.answer().finalMessage()).isEqualTo("late")));
        rows.add(new Row(
                "something it was not permitted",
                () -> job().play(
                                "{\"write\":{\"path\":\"/workspace/new.txt\",\"content\":\"x\"}}",
                                "{\"text\":\"done\"}"),
                ended -> {
                    assertThat(ended.answer().failure()).isEmpty();
                    assertThat(ended.changes()).isEmpty();
                    assertThat(ended.notices())
                            .contains("was not permitted: " + program().tools().getFirst() + "(/workspace/new.txt)");
                }));
        rows.add(new Row(
                "a shell that it leaves behind",
                () -> writer().play(
                                "{\"bash\":{\"command\":\"(trap '' TERM HUP; exec setsid sleep 4711)"
                                        + " >/dev/null 2>&1 & echo left\"}}",
                                "{\"text\":\"done\"}"),
                ended -> assertThat(ended.answer().failure()).isEmpty()));
        return rows;
    }

    private static Row passes(String what, Callable<Ended> work) {
        return new Row(what, work, AgentFailureContract::passing);
    }

    private static Failure.Transient passing(Ended ended) {
        var failure = ended.answer().failure().orElseThrow();
        assertThat(failure).isInstanceOf(Failure.Transient.class);
        return (Failure.Transient) failure;
    }

    private static Row refused(String what, String said, Callable<Ended> work) {
        return new Row(what, work, ended -> {
            var failure = ended.answer().failure().orElseThrow();
            assertThat(failure).isInstanceOf(Failure.AgentFailed.class);
            assertThat(((Failure.AgentFailed) failure).message()).contains(said);
        });
    }

    private Ended fails(String failure) throws Exception {
        return job().play("{\"text\":\"never\",\"fail\":" + failure + "}");
    }
}

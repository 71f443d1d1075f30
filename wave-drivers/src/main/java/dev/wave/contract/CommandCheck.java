package dev.wave.contract;

import dev.wave.gateway.HostProxies;
import dev.wave.gateway.HostProxy;
import dev.wave.model.Digest;
import dev.wave.model.HostRule;
import dev.wave.model.Limits;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedContract.Predicate;
import dev.wave.process.Exit;
import dev.wave.process.Processes;
import dev.wave.process.Ran;
import dev.wave.process.Start;
import dev.wave.process.StepVariables;
import dev.wave.run.Level;
import dev.wave.run.Verdict;
import dev.wave.run.Violation;
import dev.wave.spi.Blobs;
import dev.wave.spi.Needs;
import dev.wave.spi.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// Runs a contract's command in a throwaway copy of the workspace: it holds if the command exits with 0.
///
/// Exit codes 126 and 127 are what a shell says when there is no such program or it is not executable: then
/// nothing was checked. The end of the output is the evidence.
final class CommandCheck {
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;

    private static final Limits PLACING =
            new Limits(Duration.ofMinutes(5), Duration.ofMinutes(5), Limits.DEFAULT.outputBytes());

    private final Blobs blobs;
    private final Processes processes;
    private final HostProxies proxies;

    CommandCheck(Blobs blobs, Processes processes, HostProxies proxies) {
        this.blobs = blobs;
        this.processes = processes;
        this.proxies = proxies;
    }

    Verdict check(String contract, Predicate.Command predicate, Subject subject) throws InterruptedException {
        var verdict = checked(contract, predicate, subject);
        return predicate.network().isNone() ? verdict : verdict.asImpure();
    }

    private Verdict checked(String contract, Predicate.Command predicate, Subject subject) throws InterruptedException {
        var words = words(predicate.command(), subject);
        try (var copy = subject.workspace().copy(contract.replace('#', '-'))) {
            var site = copy.site();
            for (var file : subject.placed().entrySet()) {
                var put = put(file.getKey(), file.getValue(), site);
                if (!put.succeeded()) {
                    return verdict(contract, "cannot put the output at " + file.getKey(), put);
                }
            }
            var ran = predicate.network().isNone() || site.level() == Level.OPEN
                    ? run(words, predicate, subject, site, Needs.NONE, new LinkedHashMap<>())
                    : runWithHosts(words, predicate, subject, site);
            return verdict(contract, shown(predicate.command(), words), ran);
        }
    }

    private Ran runWithHosts(List<String> words, Predicate.Command predicate, Subject subject, Site site) {
        try (var proxy =
                proxies.open(predicate.network(), host -> subject.notice().accept("network: refused " + host))) {
            var ports = new LinkedHashMap<Integer, Path>();
            ports.put(HostProxy.PORT, proxy.socket());
            var needs = new Needs(List.of(), new LinkedHashMap<>(), ports);
            return run(words, predicate, subject, site, needs, HostProxy.variables(hosts(predicate)));
        }
    }

    private static List<String> hosts(Predicate.Command predicate) {
        return predicate.network().allow().stream().map(HostRule::toString).toList();
    }

    private Ran run(
            List<String> words,
            Predicate.Command predicate,
            Subject subject,
            Site site,
            Needs needs,
            SequencedMap<String, String> more) {
        var env = new LinkedHashMap<>(more);
        env.putAll(StepVariables.of(subject.env(), site, subject.step(), subject.attempt()));
        var limits = new Limits(predicate.timeout(), predicate.timeout(), Limits.DEFAULT.outputBytes());
        var launch = site.launch(words, predicate.dir(), needs);
        return processes.run(new Start(launch, env, new Start.Input.Nothing(), site.tag(), limits), _ -> {});
    }

    /// Writes the file as the step's own programs would have: inside the copy, which nobody else sees.
    private Ran put(String path, Digest content, Site site) {
        try {
            var file = Files.createTempFile("wave-placed", "");
            try (var bytes = blobs.open(content).orElseThrow(() -> new IOException(content + " is gone"))) {
                Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
                var words = List.of("sh", "-c", "mkdir -p -- \"$(dirname -- \"$1\")\" && cat > \"$1\"", "sh", path);
                return processes.run(
                        new Start(
                                site.launch(words, "."),
                                new LinkedHashMap<>(),
                                new Start.Input.File(file),
                                site.tag(),
                                PLACING),
                        _ -> {});
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an output cannot be put at " + path, e);
        }
    }

    private static Verdict verdict(String contract, String command, Ran ran) throws InterruptedException {
        return switch (ran.exit()) {
            case Exit.Ended(var code)
            when code == 0 -> new Verdict(contract, Verdict.Status.HELD, List.of(), ran.lastLines());
            case Exit.Ended(var code)
            when code == NOT_FOUND || code == NOT_EXECUTABLE ->
                errored(
                        contract,
                        command,
                        "a program was not found or is not executable (exit code " + code + ")",
                        ran);
            case Exit.Ended(var code) -> broken(contract, command, "expected exit code 0, found " + code, ran);
            case Exit.TimedOut(var _, var after) ->
                broken(contract, command, "expected to end within " + after.toSeconds() + " s, found it running", ran);
            case Exit.Stayed(var after) ->
                broken(contract, command, "expected to end within " + after.toSeconds() + " s, found it running", ran);
            case Exit.TooMuchOutput(var bytes) ->
                errored(contract, command, "it printed more than " + bytes / 1024 / 1024 + " MB", ran);
            case Exit.DiskFull full -> errored(contract, command, full.reason(), ran);
            case Exit.NotStarted(var reason) -> errored(contract, command, reason, ran);
            case Exit.Cancelled() -> throw new InterruptedException("cancelled while checking " + contract);
        };
    }

    private static Verdict broken(String contract, String command, String message, Ran ran) {
        return new Verdict(contract, Verdict.Status.BROKEN, List.of(new Violation(command, message)), ran.lastLines());
    }

    private static Verdict errored(String contract, String command, String message, Ran ran) {
        var violation = new Violation(command, "could not be checked: " + message);
        return new Verdict(contract, Verdict.Status.ERRORED, List.of(violation), ran.lastLines());
    }

    private static List<String> words(PlannedAction.Command command, Subject subject) {
        return switch (command) {
            case PlannedAction.Command.Shell(var text) -> List.of("/bin/sh", "-c", text);
            case PlannedAction.Command.Words(var words) ->
                words.stream().map(subject.filled()).toList();
        };
    }

    private static String shown(PlannedAction.Command command, List<String> words) {
        return switch (command) {
            case PlannedAction.Command.Shell(var text) -> Shown.plain(text.strip());
            case PlannedAction.Command.Words _ -> Shown.plain(words.stream().collect(Collectors.joining(" ")));
        };
    }
}

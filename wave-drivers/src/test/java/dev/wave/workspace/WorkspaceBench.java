package dev.wave.workspace;

import dev.wave.git.GitProgram;
import dev.wave.git.GitStore;
import dev.wave.model.TreeId;
import dev.wave.spi.Containment;
import dev.wave.spi.Workspaces.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Measures workspaces; started by `bench/workspaces`. Prints medians in milliseconds: *ready* is from the
/// request to the end of a first `true` in it, *captured* to the tree of 13 changes, *removed* to the path
/// being free.
final class WorkspaceBench {
    private static final int ROUNDS = 9;
    private static final String WORK = """
            for i in 1 2 3 4 5 6 7 8; do echo changed >> d$i/e1/f$i; done
            for i in 1 2 3; do echo $$ > d$i/new$i; done; rm d9/e1/f9 d10/e1/f10""";

    private final GitStore store;
    private final LocalWorkspaces workspaces;
    private int names;

    private WorkspaceBench(GitStore store, LocalWorkspaces workspaces) {
        this.store = store;
        this.workspaces = workspaces;
    }

    static void main(String[] arguments) throws Exception {
        System.out.println("| way | files | at once | ready | captured | copied | removed | next base ready |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (var files : arguments.length == 0 ? new String[] {"500", "5000", "50000"} : arguments) {
            for (var way : List.of("overlay", "pool")) {
                measure(way, Integer.parseInt(files));
            }
        }
    }

    private static void measure(String way, int files) throws Exception {
        var temporary = Files.createTempDirectory("wave-bench");
        var environment = Map.of("PATH", System.getenv("PATH"), "WAVE_WORKSPACES", way);
        try (var store = GitStore.open(GitProgram.find(environment), temporary.resolve("state"), Optional.empty());
                var workspaces = LocalWorkspaces.at(
                        temporary.resolve("cache"),
                        Files.createDirectory(temporary.resolve("project")),
                        store,
                        environment)) {
            var bench = new WorkspaceBench(store, workspaces);
            var tree = bench.repository(temporary.resolve("files"), files);
            bench.round(tree, tree); // makes the base
            bench.report(way, files, tree);
        } finally {
            Trash.delete(temporary);
        }
    }

    private void report(String way, int files, TreeId tree) throws Exception {
        var rounds = new ArrayList<long[]>();
        var next = tree;
        for (int i = 0; i < ROUNDS; i++) {
            rounds.add(round(tree, tree));
        }
        var merged = new ArrayList<Long>();
        for (int i = 0; i < 3; i++) {
            next = change(next);
            merged.add(round(next, next)[0]);
        }
        print(way, files, 1, rounds, merged);
        var parallel = new ArrayList<long[]>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<long[]>>();
            for (int i = 0; i < 8; i++) {
                running.add(threads.submit(() -> round(tree, tree)));
            }
            for (var each : running) {
                parallel.add(each.get());
            }
        }
        print(way, files, 8, parallel, List.of(0L));
    }

    private static void print(String way, int files, int atOnce, List<long[]> rounds, List<Long> merged) {
        var line = new StringBuilder("| %s | %d | %d |".formatted(way, files, atOnce));
        for (int column = 0; column < 4; column++) {
            int at = column;
            line.append(
                    " %.1f |".formatted(median(rounds.stream().map(r -> r[at]).toList())));
        }
        System.out.println(line.append(" %.1f |".formatted(median(merged))));
    }

    private static double median(List<Long> nanos) {
        var sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2) / 1e6;
    }

    private synchronized String name() {
        return "bench-" + names++;
    }

    private long[] round(TreeId start, TreeId from) throws IOException, InterruptedException {
        var times = new long[5];
        times[0] = System.nanoTime();
        var workspace = workspaces.open(
                Request.of(name(), "bench", start, Containment.DEFAULT).resuming(from));
        run(workspace.site().launch(List.of("/bin/true"), ".").argv());
        times[1] = System.nanoTime();
        var launch = workspace.site().launch(List.of("/bin/sh", "-ec", WORK), ".");
        run(launch.argv(), launch.directory());
        times[2] = System.nanoTime();
        workspace.capture(List.of());
        times[3] = System.nanoTime();
        var copy = workspace.copy(name());
        run(copy.site().launch(List.of("/bin/true"), ".").argv());
        var copied = System.nanoTime();
        copy.close();
        times[4] = System.nanoTime();
        workspace.close();
        var removed = System.nanoTime();
        return new long[] {times[1] - times[0], times[3] - times[2], copied - times[3], removed - times[4]};
    }

    private TreeId change(TreeId tree) throws IOException, InterruptedException {
        try (var workspace = workspaces.open(Request.of(name(), "bench", tree, Containment.DEFAULT))) {
            var launch = workspace
                    .site()
                    .launch(List.of("/bin/sh", "-ec", "for i in 1 2 3 4 5; do echo x >> d$i/e2/f$i; done"), ".");
            run(launch.argv(), launch.directory());
            return workspace.capture(List.of()).tree();
        }
    }

    private TreeId repository(Path folder, int files) throws IOException {
        for (int i = 0; i < files; i++) {
            var file = folder.resolve("d%d/e%d/f%d".formatted(i % 20, i < 40 ? i / 20 + 1 : i / 20 % 50, i));
            Files.createDirectories(file.getParent());
            Files.writeString(file, ("file " + i + "\n").repeat(300));
        }
        for (int i = 1; i <= 10; i++) {
            for (var e : List.of("e1", "e2")) {
                Files.createDirectories(folder.resolve("d%d/%s".formatted(i, e)));
                Files.writeString(folder.resolve("d%d/%s/f%d".formatted(i, e, i)), "x\n");
            }
        }
        var index = folder.resolveSibling("index");
        store.git()
                .neutral(store.gitDir(), "-c", "core.compression=1", "add", "-A", "-f", ".")
                .env("GIT_WORK_TREE", folder)
                .env("GIT_INDEX_FILE", index)
                .in(folder)
                .output();
        var id = store.git()
                .neutral(store.gitDir(), "write-tree")
                .env("GIT_INDEX_FILE", index)
                .text()
                .strip();
        return new TreeId("git-sha1:" + id);
    }

    private static void run(List<String> line) throws IOException, InterruptedException {
        run(line, Path.of("/"));
    }

    private static void run(List<String> line, Path directory) throws IOException, InterruptedException {
        var process = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("exit code " + process.exitValue());
        }
    }
}

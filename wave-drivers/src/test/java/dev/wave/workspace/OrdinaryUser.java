package dev.wave.workspace;

import dev.wave.git.GitProgram;
import dev.wave.git.GitStore;
import dev.wave.git.TreeEntry;
import dev.wave.spi.Containment;
import dev.wave.spi.Workspaces.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A program of its own, to be started as a user without rights: works in overlay workspaces and prints what
/// it saw.
final class OrdinaryUser {
    private OrdinaryUser() {}

    static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var environment = Map.of("PATH", System.getenv("PATH"), "WAVE_WORKSPACES", "overlay");
        var project = Files.createDirectories(folder.resolve("project/node_modules"));
        Files.writeString(project.resolve("lib"), "lib\n");
        try (var store = GitStore.open(GitProgram.find(environment), folder.resolve("state"), Optional.empty());
                var workspaces = LocalWorkspaces.at(folder.resolve("cache"), project.getParent(), store, environment)) {
            System.out.println(workspaces.way());
            var objects = store.objects();
            var entries = new TreeMap<String, TreeEntry>();
            for (var name : List.of("a", "b", "c")) {
                entries.put(
                        name,
                        new TreeEntry(
                                TreeEntry.Mode.FILE,
                                objects.writeBlob((name + "\n").getBytes(StandardCharsets.UTF_8))));
            }
            var tree = objects.format().treeId(objects.writeTree(entries));
            var request = Request.of("one", WorkspaceFixture.TAG, tree, Containment.DEFAULT)
                    .sharing(List.of("node_modules"));
            try (var workspace = workspaces.open(request)) {
                var launch = workspace.site().launch(List.of("/bin/sh", "-c", """
                        id -u; id -g; git status --porcelain; cat node_modules/lib; echo x >> a; rm b node_modules/lib
                        mkdir d; echo y > d/y; chmod 000 d/y d; stat -c '%u %g' a; umount . 2>/dev/null || echo cannot unmount
                        """), ".");
                run(launch.argv());
                store.changes(tree, workspace.capture(List.of()).tree())
                        .forEach(change -> System.out.println(change.kind() + " " + change.path()));
                try (var copy = workspace.copy("copy")) {
                    run(copy.site()
                            .launch(List.of("/bin/sh", "-c", "cat a; echo z > a; ls"), ".")
                            .argv());
                }
                Files.createDirectories(workspace.out().resolve("o"));
            }
            var captured = store.empty();
            var second = Request.of("two", WorkspaceFixture.TAG, captured, Containment.DEFAULT);
            try (var workspace = workspaces.open(second)) {
                run(workspace
                        .site()
                        .launch(List.of("/bin/sh", "-c", "ls; mkdir n; chmod 000 n"), ".")
                        .argv());
            }
            System.out.println(Walk.names(workspaces.ground().place().step()).size() + " left, "
                    + Walk.names(workspaces.ground().place().trash()).size() + " in the trash");
        }
    }

    private static void run(List<String> line) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("HOME", "/nonexistent");
        var process = builder.start();
        System.out.print(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        System.out.println("exit " + process.waitFor());
    }
}

package dev.wave.workspace;

import dev.wave.git.GitProgram;
import dev.wave.git.GitStore;
import dev.wave.model.TreeId;
import dev.wave.spi.Containment;
import dev.wave.spi.Workspaces.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A program of its own: works in one workspace of the pool after another, each found as it must be, and prints
/// a dot for each.
final class PoolWorker {
    private static final int STEPS = 8;
    private static final String WORK = """
            set -e; test "$(ls -A | sort | tr '\\n' ' ')" = "$1"; git status --porcelain | grep . && exit 1
            echo x >> a; rm -rf l; mkdir -p n/n; echo n > n/n/n; chmod 000 n""";

    private PoolWorker() {}

    static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var environment = Map.of("PATH", System.getenv("PATH"), "WAVE_WORKSPACES", "pool");
        try (var store = GitStore.open(GitProgram.find(environment), folder.resolve("state"), Optional.empty());
                var workspaces = LocalWorkspaces.at(
                        folder.resolve("cache/wave"), folder.resolve("project"), store, environment)) {
            var names = List.of(".git .gitignore .wave a d l s same ", ".git .wave a l ");
            for (var i = 0; i < STEPS; i++) {
                var tree = new TreeId(arguments[1 + i % 2]);
                var request = Request.of("work-" + i, WorkspaceFixture.TAG, tree, Containment.DEFAULT);
                try (var workspace = workspaces.open(request)) {
                    var launch = workspace.site().launch(List.of("/bin/sh", "-c", WORK, "sh", names.get(i % 2)), ".");
                    var ran = WorkspaceFixture.finish(WorkspaceFixture.start(launch));
                    if (ran.exit() != 0) {
                        throw new IllegalStateException("found something else: " + ran);
                    }
                    workspace.capture(List.of());
                }
                System.out.print('.');
                System.out.flush();
            }
        }
    }
}

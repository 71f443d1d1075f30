package dev.wave.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.model.SandboxMode;
import dev.wave.model.TreeId;
import dev.wave.store.JavaChild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Plain checkouts, used by one step after another.
class PoolWorkspacesTest extends WorkspacesContract {
    private static final String START = """
            printf 'target/\\n*.log\\n' > .gitignore; echo a > a; mkdir -p d/e s; echo e > d/e/e; echo f > d/f
            ln -s a l; echo x > s/x; chmod +x s/x; echo same > same""";

    /// All there is in a workspace but for what git and Wave put there: kind, permissions, links, size, name,
    /// target and bytes.
    private static final String EVERYTHING = """
            find . -path ./.git -prune -o -printf '%y %m %n %s %p %l\\n' | sed 's/^d \\([0-7]*\\) [0-9]* [0-9]*/d \\1/' | sort
            find . -path ./.git -prune -o -type f -exec sha256sum {} + | sort
            find .git -type f ! -name index | sort; git status --porcelain --ignored; git log --format=%T%d""";

    @Override
    String way() {
        return "pool";
    }

    @Override
    SandboxMode mode() {
        return SandboxMode.NONE;
    }

    private List<Path> idle() throws IOException {
        return Walk.names(fixture.workspaces.ground().place().pool());
    }

    private void step(TreeId tree, String script) throws IOException {
        try (var workspace = fixture.open(tree)) {
            fixture.run(workspace, script);
            workspace.capture(List.of());
        }
    }

    private String everything(TreeId tree) throws IOException {
        try (var workspace = fixture.open(tree)) {
            var seen = fixture.run(workspace, EVERYTHING);
            assertThat(workspace.capture(List.of()).tree()).isEqualTo(tree);
            return seen;
        }
    }

    static Stream<String> leftovers() {
        return Stream.of(
                "echo b > a; rm d/f; echo new > new",
                "mkdir -p target/x; echo 1 > target/x/y; echo 2 > a.log; echo '*' > d/.gitignore; echo 3 > d/hidden",
                "mkdir -p empty/deep d/empty",
                "chmod 600 a; chmod 755 d/f; chmod 644 s/x; chmod 700 d; chmod 1777 s",
                "chmod 000 d/e/e d/e; chmod 400 d; chmod 000 .git/config; mkdir n; echo n > n/n; chmod 000 n",
                "git init -q n; echo 1 > n/1; git init -q d; git -C d add -A; mkdir d/e/.git; echo 1 > d/e/.git/x",
                "rm a; ln -s d a; rm l; echo l > l; rm -r d; ln -s s d; rm s/x; mkdir s/x",
                "ln same twin; rm same; mv twin same; ln a s/hard; ln d/f d/e/f2",
                "rm -r d; mkdir -p d/e; echo e > d/e/e; echo f > d/f",
                "mv d gone; mv s d; echo more >> same; git add -A; git commit -qm x; echo y > y; git stash -q -u",
                "rm -rf .git .wave; echo no > .git; echo no > .wave",
                "rm -rf ..?* .[!.]* *",
                "mkfifo p; cp -a a b; touch -d 2001-01-01 a d/f d; setfattr -n user.x -v 1 a 2>/dev/null || true",
                "for i in 1 2 3 4 5 6 7 8 9; do printf same > same; printf 'sane\\n' > same; touch -d 2001-01-01 same; done",
                "echo x > .wave/in/x; echo o > .wave/out/o; mkdir .wave/more; echo h > .git/hooks; git config a.b c",
                "git update-index --assume-unchanged a; echo q > a; printf 'd/f -diff\\n' > .git/info/attributes");
    }

    @ParameterizedTest
    @MethodSource("leftovers")
    void nothing_of_one_step_is_there_for_the_next(String script) throws IOException {
        var tree = fixture.tree(START);
        var first = everything(tree);
        var used = idle();
        step(tree, script);
        assertThat(everything(tree)).isEqualTo(first);
        assertThat(idle()).as("one checkout for all").hasSameSizeAs(used).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("leftovers")
    void nothing_of_one_step_is_there_for_the_next_with_another_tree(String script) throws IOException {
        var tree = fixture.tree(START);
        var other = fixture.tree("echo b > a; mkdir -p l/d same; echo f > d; echo e > l/d/e; echo n > new; echo x > x;"
                + " mkdir s; echo x > s/x; echo i > same/i");
        var expected = everything(other);
        Trash.delete(idle().getFirst());
        step(tree, script);
        assertThat(everything(other)).isEqualTo(expected);
        step(other, "rm -r l; echo l > l; echo s > s/s");
        assertThat(everything(tree)).contains("d/e/e").doesNotContain("same/i", "s/s");
        assertThat(idle()).hasSize(1);
    }

    @Test
    void what_did_not_change_is_not_written_again() throws IOException {
        var tree = fixture.tree(START);
        step(tree, "echo b > a; echo n > n");
        var checkout = idle().getFirst().resolve("tree");
        var kept = FileStat.of(checkout.resolve("d/f"));
        var changed = FileStat.of(checkout.resolve("a"));
        step(tree, "true");
        checkout = idle().getFirst().resolve("tree");
        assertThat(FileStat.of(checkout.resolve("d/f"))).isEqualTo(kept);
        assertThat(FileStat.of(checkout.resolve("a"))).isNotEqualTo(changed);
    }

    @Test
    void a_file_that_cannot_be_deleted_costs_a_new_checkout_and_nothing_else() throws IOException {
        var tree = fixture.tree(START);
        var first = everything(tree);
        for (var broken : List.of("tree/a", "index", "of", "boot", "tree")) {
            var path = idle().getFirst().resolve(broken);
            Trash.delete(path);
            Files.createDirectory(path);
            assertThat(everything(tree)).as(broken).isEqualTo(first);
            assertThat(idle()).hasSize(1);
        }
    }

    @Test
    void a_checkout_whose_folder_was_renamed_or_closed_is_replaced() throws IOException {
        var tree = fixture.tree(START);
        var first = everything(tree);
        for (var script :
                List.of("mv ../tree ../other", "chmod 500 .", "echo junk > ../index", "touch ../index.lock")) {
            step(tree, "true");
            try (var workspace = fixture.open(tree)) {
                fixture.run(workspace, script);
            }
            assertThat(everything(tree)).as(script).isEqualTo(first);
        }
    }

    @Test
    void the_files_of_a_machine_that_stopped_are_not_trusted() throws IOException {
        var tree = fixture.tree(START);
        step(tree, "true");
        var checkout = idle().getFirst();
        Files.writeString(checkout.resolve("boot"), "another start of the machine");
        Files.writeString(checkout.resolve("mark"), "");
        step(tree, "true");
        assertThat(idle().getFirst().resolve("mark")).doesNotExist();
    }

    @Test
    void a_process_that_stayed_in_a_checkout_meets_no_later_step() throws Exception {
        var tree = fixture.tree(START);
        var workspace = fixture.open(tree);
        var launch = workspace.site().launch(List.of("/bin/sh", "-c", "cd d; echo in; read x; echo late > f"), ".");
        var stayed = WorkspaceFixture.start(launch);
        assertThat(stayed.getInputStream().read()).isEqualTo('i');
        workspace.close();
        try (var next = fixture.open(tree)) {
            stayed.getOutputStream().write('\n');
            stayed.getOutputStream().close();
            stayed.waitFor();
            assertThat(fixture.run(next, "cat d/f")).isEqualTo("f\n");
        }
    }

    @Test
    void a_read_only_step_that_writes_is_told_and_leaves_nothing() throws IOException {
        var tree = fixture.tree(START);
        var first = everything(tree);
        try (var workspace = fixture.workspaces.open(fixture.readOnly(tree))) {
            fixture.run(workspace, "echo x > a");
            assertThat(workspace.capture(List.of()).forbidden()).hasSize(1);
        }
        assertThat(everything(tree)).isEqualTo(first);
    }

    @Test
    void a_kept_workspace_leaves_the_pool_and_what_waited_too_long_is_deleted() throws IOException {
        var tree = fixture.tree(START);
        try (var kept = fixture.open(tree)) {
            fixture.run(kept, "echo k > k");
            assertThat(kept.keep().resolve("checkout/tree/k")).hasContent("k\n");
        }
        assertThat(idle()).isEmpty();
        step(tree, "true");
        assertThat(idle()).hasSize(1);
        Files.setLastModifiedTime(idle().getFirst(), FileTime.from(Instant.now().minus(Duration.ofDays(30))));
        fixture.reopen().close();
        assertThat(idle()).isEmpty();
        assertThat(fixture.workspaces.kept()).hasSize(1);
    }

    @Test
    void two_processes_share_the_pool_and_one_that_is_killed_spoils_nothing() throws Exception {
        var tree = fixture.tree(START);
        var other = fixture.tree("echo b > a; mkdir l; echo x > l/x");
        var expected = everything(tree);
        var random = new Random(7);
        for (var round = 0; round < 3; round++) {
            var killed = worker(tree, other);
            var busy = worker(tree, other);
            await(killed, 1 + random.nextInt(6));
            killed.toHandle().destroyForcibly();
            killed.waitFor();
            assertThat(busy.waitFor()).isZero();
        }
        try (var next = fixture.reopen()) {
            assertThat(next.kept()).as("what was being worked in").hasSizeLessThanOrEqualTo(3);
            for (var kept : next.kept()) {
                assertThat(kept.folder().resolve("checkout/tree")).exists();
            }
        }
        var waiting = idle().size();
        for (var i = 0; i <= waiting; i++) {
            assertThat(everything(tree)).isEqualTo(expected);
            Trash.delete(idle().getFirst());
        }
    }

    @Test
    void processes_that_start_at_once_clear_away_what_was_left_behind() throws Exception {
        var steps = fixture.workspaces.ground().place().step();
        for (var i = 0; i < 300; i++) {
            var left = Files.createDirectory(steps.resolve("left-" + i));
            Files.writeString(left.resolve("owner"), "of a process that is gone");
            Files.writeString(left.resolve("throwaway"), "");
        }
        try (var processes = Executors.newFixedThreadPool(4)) {
            var opened = new ArrayList<Future<LocalWorkspaces>>();
            for (var i = 0; i < 4; i++) {
                opened.add(processes.submit(fixture::reopen));
            }
            for (var each : opened) {
                try (var workspaces = each.get()) {
                    assertThat(workspaces.kept()).isEmpty();
                }
            }
        }
        assertThat(Walk.names(steps)).isEmpty();
    }

    private Process worker(TreeId tree, TreeId other) throws IOException {
        return JavaChild.start(PoolWorker.class, temporary.toString(), tree.value(), other.value());
    }

    private static void await(Process worker, int steps) throws IOException {
        for (var i = 0; i < steps; i++) {
            assertThat(worker.getInputStream().read()).isEqualTo('.');
        }
    }
}

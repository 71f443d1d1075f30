package dev.wave.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.model.SandboxMode;
import dev.wave.run.Violation;
import dev.wave.spi.Containment;
import dev.wave.spi.Workspaces.Captured;
import dev.wave.spi.Workspaces.Extra;
import dev.wave.spi.Workspaces.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// What every way of making workspaces must do alike, told by shell scripts in the role of a step.
abstract class WorkspacesContract {
    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path temporary;

    WorkspaceFixture fixture;

    /// How they are made: `overlay` or `pool`.
    abstract String way();

    /// Whether steps run in the sandbox.
    abstract SandboxMode mode();

    @BeforeEach
    void open() throws IOException {
        fixture = WorkspaceFixture.of(temporary, way(), mode());
    }

    @AfterEach
    void close() throws IOException {
        if (fixture != null) {
            fixture.close();
        }
    }

    /// What is captured after the script ran in a workspace of the tree.
    private Captured after(String start, String script, String... declared) throws IOException {
        var tree = fixture.tree(start);
        try (var workspace = fixture.open(tree)) {
            fixture.run(workspace, script);
            return workspace.capture(List.of(declared));
        }
    }

    private String filesAfter(String start, String script, String... declared) throws IOException {
        var captured = after(start, script, declared);
        assertThat(captured.violations()).isEmpty();
        return fixture.files(captured.tree());
    }

    @Test
    void a_step_sees_exactly_the_tree_and_the_wave_folder() throws IOException {
        var tree = fixture.tree("echo a > a; mkdir -p d/e; echo b > d/e/b; ln -s a l; chmod +x a");
        try (var workspace = fixture.open(tree)) {
            assertThat(fixture.run(workspace, "find . -path ./.git -prune -o -print | sort; cat l; test -x a; pwd"))
                    .isEqualTo("""
                            .
                            ./.wave
                            ./.wave/in
                            ./.wave/out
                            ./.wave/previous
                            ./a
                            ./d
                            ./d/e
                            ./d/e/b
                            ./l
                            a
                            %s
                            """.formatted(workspace.site().inside()));
        }
    }

    @Test
    void what_changes_nothing_gives_the_same_tree() throws IOException {
        var tree = fixture.tree("echo a > a; mkdir d; echo b > d/b");
        try (var workspace = fixture.open(tree)) {
            fixture.run(workspace, "cat a > /dev/null; cp a x; mv x a; touch d/b; mkdir -p new/empty");
            assertThat(workspace.capture(List.of())).isEqualTo(new Captured(tree, List.of(), List.of(), List.of()));
        }
    }

    @Test
    void edits_additions_deletions_and_modes_are_captured() throws IOException {
        assertThat(
                        filesAfter(
                                "echo a > a; echo b > b; mkdir -p d/e; echo c > d/e/c; echo f > d/f; echo x > x; chmod +x x",
                                "echo more >> a; rm b; rm -r d/e; echo n > d/n; mkdir new; echo q > new/q; chmod -x x; chmod 755 a"))
                .isEqualTo("100755 a\n100644 d/f\n100644 d/n\n100644 new/q\n100644 x\n");
    }

    @Test
    void a_folder_becomes_a_file_and_a_file_a_folder() throws IOException {
        assertThat(filesAfter(
                        "mkdir -p d/e; echo x > d/e/x; echo f > f; mkdir g; echo y > g/y",
                        "rm -r d; echo d > d; rm f; mkdir f; echo z > f/z; rm -r g; mkdir g; echo new > g/new"))
                .isEqualTo("100644 d\n100644 f/z\n100644 g/new\n");
    }

    @Test
    void a_renamed_folder_is_captured_under_its_new_name() throws IOException {
        assertThat(filesAfter("mkdir -p a/b; echo x > a/b/x; echo y > a/y", "mv a c; mv c/b c/z"))
                .isEqualTo("100644 c/y\n100644 c/z/x\n");
    }

    @Test
    void everything_may_be_deleted() throws IOException {
        var captured = after("echo a > a; mkdir d; echo b > d/b", "rm -r a d");
        assertThat(captured.tree()).isEqualTo(fixture.store.empty());
    }

    @Test
    void names_are_bytes() throws IOException {
        var names = "n=$(printf 'new\\nline'); f=$(printf 'bad\\377name'); u='grün 100% ✓'";
        var captured = after(
                names + "; echo 1 > \"$n\"; mkdir \"$f\"; echo 2 > \"$f/in\"",
                names
                        + "; echo 3 >> \"$n\"; echo 4 > \"$f/$f\"; echo 5 > \"$u\"; ln -s \"$f/in\" \"$u-link\"; echo 6 > ' '");
        assertThat(captured.violations()).isEmpty();
        assertThat(captured.tree())
                .isEqualTo(fixture.tree(names + "; printf '1\\n3\\n' > \"$n\"; mkdir \"$f\"; echo 2 > \"$f/in\"; "
                        + "echo 4 > \"$f/$f\"; echo 5 > \"$u\"; ln -s \"$f/in\" \"$u-link\"; echo 6 > ' '"));
    }

    @Test
    void git_sorts_folders_as_if_their_name_ended_with_a_slash() throws IOException {
        var script = "mkdir a a0; echo 1 > a/x; echo 2 > a.b; echo 3 > a0/x; echo 4 > a-b";
        assertThat(after("echo x > x", "rm x; " + script).tree()).isEqualTo(fixture.tree(script));
    }

    @Test
    void links_keep_the_bytes_of_their_target() throws IOException {
        var script =
                "mkdir d; echo x > d/x; ln -s d//x a; ln -s d/ b; ln -s ./d/./x c; ln -s nowhere e; ln -s ../d/x d/y";
        assertThat(after("echo q > q", "rm q; " + script).tree()).isEqualTo(fixture.tree(script));
    }

    @Test
    void links_out_of_the_workspace_are_violations() throws IOException {
        var captured = after(
                "ln -s /etc/hosts old; mkdir d; echo x > d/x",
                "ln -s /etc/passwd abs; ln -s ../out up; ln -s ../../out d/up; ln -s d/../../out down; ln -s .git/config g");
        assertThat(captured.violations().stream().map(Violation::toString))
                .containsExactly(
                        "abs: a symbolic link to '/etc/passwd', which is absolute",
                        "d/up: a symbolic link to '../../out', which leads out of the workspace",
                        "down: a symbolic link to 'd/../../out', which goes up after going down, which may leave the"
                                + " workspace",
                        "g: a symbolic link to '.git/config', which leads into .git",
                        "up: a symbolic link to '../out', which leads out of the workspace");
    }

    @Test
    void a_link_the_base_had_is_no_violation() throws IOException {
        var captured = after("ln -s /etc/hosts old; echo a > a", "rm old; ln -s /etc/hosts old; echo b > a");
        assertThat(captured.violations()).isEmpty();
    }

    @Test
    void git_inside_shows_one_commit_and_a_clean_state() throws IOException {
        var tree = fixture.tree(
                "printf 'a\\r\\nb\\r\\n' > crlf; echo '* text=auto eol=crlf' > .gitattributes; echo x > x");
        try (var workspace = fixture.open(tree)) {
            assertThat(fixture.run(
                            workspace, "git status --porcelain; git log --format=%s; git remote; git stash list"))
                    .isEqualTo("The project as this step sees it\n");
            assertThat(fixture.run(workspace, "git -c core.autocrlf=true status --porcelain; git diff --stat"))
                    .isEmpty();
            assertThat(workspace.capture(List.of()).tree()).isEqualTo(tree);
        }
    }

    @Test
    void commits_are_lost_and_files_stay() throws IOException {
        assertThat(filesAfter(
                        "echo a > a",
                        "git checkout -q -b other; echo b > b; git add b; git commit -qm b; echo c > c;"
                                + " git checkout -q --detach; git config core.fsmonitor 'touch /tmp/wave-trap'"))
                .isEqualTo("100644 a\n100644 b\n100644 c\n");
        assertThat(Path.of("/tmp/wave-trap")).doesNotExist();
    }

    @Test
    void a_stash_is_told() throws IOException {
        var captured = after("echo a > a", "echo b > a; git stash -q");
        assertThat(captured.notices())
                .containsExactly("a stash was left in the workspace's git: what it holds is not recorded");
    }

    @Test
    void files_of_a_nested_repository_are_kept_without_its_history() throws IOException {
        var captured = after(
                "echo a > a",
                "git init -q sub; cd sub; echo b > b; git add b; git -c user.name=x -c user.email=x@y commit -qm b");
        assertThat(fixture.files(captured.tree())).isEqualTo("100644 a\n100644 sub/b\n");
        assertThat(captured.notices())
                .containsExactly("sub is a git repository of its own: its files are recorded, its history is not");
    }

    @Test
    void git_in_any_spelling_and_the_files_of_wave_are_never_captured() throws IOException {
        var captured = after(
                "echo a > a",
                "mkdir .GIT 'git~1' '.git '; echo x > .GIT/x; echo y > 'git~1/y'; echo z > '.git /z'; "
                        + "mkdir d; echo x > d/.Git; echo y > wave.yaml; echo z > wave.lock; rm -rf .git");
        assertThat(fixture.files(captured.tree())).isEqualTo("100644 a\n");
        assertThat(captured.notices())
                .contains("wave.yaml belongs to Wave: a step cannot change it, it is not recorded");
    }

    @Test
    void ignored_files_are_left_out_unless_declared() throws IOException {
        var start =
                "printf 'target/\\n*.log\\n!keep.log\\n' > .gitignore; mkdir src; printf '/gen\\n' > src/.gitignore;"
                        + " echo t > tracked.log; git init -q . && git add -f tracked.log; rm -rf .git";
        var script =
                "mkdir -p target/deep src/gen other/target; echo 1 > target/deep/x; echo 2 > a.log; echo 3 > keep.log;"
                        + " echo 4 > src/gen/y; echo 5 > other/target/z; echo 6 > src/ok; echo 7 >> tracked.log; echo 8 > target/other";
        assertThat(filesAfter(start, script)).isEqualTo("""
                100644 .gitignore
                100644 keep.log
                100644 src/.gitignore
                100644 src/ok
                100644 tracked.log
                """);
        assertThat(filesAfter(start, script, "target/deep/x", "a.log", "./src/gen/"))
                .isEqualTo("""
                100644 .gitignore
                100644 a.log
                100644 keep.log
                100644 src/.gitignore
                100644 src/gen/y
                100644 src/ok
                100644 target/deep/x
                100644 tracked.log
                """);
    }

    @Test
    void a_steps_own_ignore_rules_count() throws IOException {
        assertThat(filesAfter(
                        "echo '*.tmp' > .gitignore; mkdir d; echo x > d/x",
                        "echo '*.out' > .gitignore; echo '*' > d/.gitignore; echo 1 > a.tmp; echo 2 > a.out;"
                                + " echo 3 > d/y; mkdir n; printf '*\\n' > n/.gitignore; echo 4 > n/z"))
                .isEqualTo("100644 .gitignore\n100644 a.tmp\n100644 d/x\n");
    }

    @Test
    void a_submodule_cannot_be_changed() throws IOException {
        var tree = fixture.tree("echo a > a; git init -q sub; cd sub; echo b > b; git add b;"
                + " git -c user.name=x -c user.email=x@y commit -qm b");
        assertThat(fixture.files(tree)).isEqualTo("100644 a\n160000 sub\n");
        try (var workspace = fixture.open(tree)) {
            fixture.run(workspace, "echo x > sub/x; echo b > a");
            var captured = workspace.capture(List.of());
            assertThat(fixture.files(captured.tree())).isEqualTo("100644 a\n160000 sub\n");
            assertThat(captured.violations())
                    .containsExactly(new Violation("sub", "is a submodule, which a step cannot change"));
        }
    }

    @Test
    void what_is_no_file_is_told_and_not_recorded() throws IOException {
        var captured = after("echo a > a", "mkfifo pipe; mkfifo a2; rm a; mkfifo a");
        assertThat(captured.tree()).isEqualTo(fixture.store.empty());
        assertThat(captured.notices()).contains("pipe is a named pipe, no file: not recorded");
    }

    @Test
    void what_the_step_made_unreadable_is_captured_and_removed_all_the_same() throws IOException {
        assertThat(filesAfter(
                        "mkdir d; echo x > d/x", "mkdir n; echo y > n/y; chmod 000 n/y; chmod 000 n d/x; chmod 000 d"))
                .isEqualTo("100644 d/x\n100644 n/y\n");
        assertThat(fixture.cache.resolve("ws")).isDirectoryRecursivelyContaining("glob:**/step");
    }

    @Test
    void a_file_rewritten_with_its_size_and_times_is_seen() throws IOException {
        assertThat(fixture.text(
                        after(
                                        "echo aaaa > a",
                                        "touch -r a ../stamp 2>/dev/null || touch -r a /tmp/wave-stamp-$$;"
                                                + " printf 'bbbb\\n' > a; touch -r /tmp/wave-stamp-$$ a 2>/dev/null || true;"
                                                + " rm -f /tmp/wave-stamp-$$ ../stamp")
                                .tree(),
                        "a"))
                .isEqualTo("bbbb\n");
    }

    @Test
    void inputs_are_read_only_and_outputs_are_collected_from_the_host() throws IOException {
        var tree = fixture.tree("echo a > a");
        try (var workspace = fixture.open(tree)) {
            Files.writeString(workspace.in().resolve("spec.md"), "spec");
            Files.createDirectory(workspace.previous().resolve("out"));
            fixture.run(workspace, "cp .wave/in/spec.md .wave/out/copy.md; mkdir .wave/out/d; echo x > .wave/out/d/x");
            assertThat(workspace.out().resolve("copy.md")).hasContent("spec");
            assertThat(workspace.file(".wave/out/d/x").orElseThrow()).hasContent("x");
            assertThat(workspace.capture(List.of()).tree()).isEqualTo(tree);
        }
    }

    @Test
    void a_file_is_found_on_the_host_as_the_step_left_it() throws IOException {
        var tree = fixture.tree("echo a > a; echo b > b; mkdir -p d/e; echo c > d/c; echo e > d/e/e; ln -s d l");
        try (var workspace = fixture.open(tree)) {
            fixture.run(workspace, "echo a2 > a; rm b; echo n > d/n");
            assertThat(workspace.file("a").orElseThrow()).hasContent("a2\n");
            assertThat(workspace.file("./d/c").orElseThrow()).hasContent("c\n");
            assertThat(workspace.file("b")).isEmpty();
            assertThat(workspace.file("nothing/here")).isEmpty();
            assertThat(workspace.file("l/c")).as("not through a link").isEmpty();
            var folder = workspace.file("d").orElseThrow();
            assertThat(folder.resolve("c")).hasContent("c\n");
            assertThat(folder.resolve("n")).hasContent("n\n");
            assertThat(folder.resolve("e/e")).hasContent("e\n");
            assertThatThrownBy(() -> workspace.file("../a")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_read_only_tree_stays_what_it_was() throws IOException {
        var tree = fixture.tree("echo a > a; mkdir d; echo b > d/b; echo c > c");
        try (var workspace = fixture.workspaces.open(fixture.readOnly(tree))) {
            fixture.tryRun(workspace, "set +e; (echo x >> a); (echo y > d/new); rm c; echo o > .wave/out/o; true");
            var captured = workspace.capture(List.of());
            assertThat(captured.tree()).isEqualTo(tree);
            assertThat(workspace.out().resolve("o")).hasContent("o\n");
            var unchanged =
                    fixture.tryRun(workspace, "cat a; ls d; ls c").output().equals("a\nb\nc\n");
            var where = captured.forbidden().stream().map(Violation::where).toList();
            assertThat((unchanged && where.isEmpty()) || where.equals(List.of("a", "c", "d/new")))
                    .as("prevented, or told: " + where)
                    .isTrue();
        }
    }

    @Test
    void a_change_outside_what_a_step_may_write_is_prevented_or_told() throws IOException {
        var tree = fixture.tree("mkdir -p src/a docs; echo a > src/a/a; echo d > docs/d; echo r > r; ln -s docs link");
        var containment = fixture.contained(mode(), "src/**", "new/deep/", "link/**", "notes.md");
        try (var workspace = fixture.workspaces.open(fixture.request(tree, containment))) {
            fixture.run(
                    workspace, "echo b > src/b; echo c > src/a/a; mkdir -p new/deep; echo n > new/deep/n; rm -f src/x");
            fixture.run(workspace, "git status --porcelain | head -1; echo n > notes.md; echo y > .wave/out/y");
            var inside = workspace.capture(List.of());
            assertThat(inside.forbidden()).isEmpty();
            fixture.run(workspace, "echo x > docs/d; rm r; echo w > written.md");
            assertThat(workspace.capture(List.of("written.md")).forbidden().stream()
                            .map(Violation::toString))
                    .containsExactly(
                            "docs/d: was changed, but this step may only write to src/**, new/deep/, link/**, notes.md",
                            "r: was changed, but this step may only write to src/**, new/deep/, link/**, notes.md");
        }
    }

    @Test
    void where_folders_are_named_nothing_else_can_be_written_in_the_sandbox() throws IOException {
        assumeTrue(mode() != SandboxMode.NONE);
        var tree = fixture.tree("mkdir -p src docs; echo d > docs/d; ln -s /tmp link");
        var containment = fixture.contained(mode(), "src/**", "link/**");
        try (var workspace = fixture.workspaces.open(fixture.request(tree, containment))) {
            assertThat(fixture.run(
                            workspace,
                            "for f in docs/d docs/new top src/in; do (echo x > $f) 2>/dev/null || echo no $f; done;"
                                    + " (rm -r docs) 2>/dev/null || echo no rm; (mv src s) 2>/dev/null || echo no mv;"
                                    + " git add -A; git commit -qm mine; git log --format=%s | head -1"))
                    .isEqualTo("no docs/d\nno docs/new\nno top\nno rm\nno mv\nmine\n");
            assertThat(fixture.files(workspace.capture(List.of()).tree()))
                    .isEqualTo("100644 docs/d\n120000 link\n100644 src/in\n");
        }
    }

    @Test
    void masked_paths_are_not_seen_and_stay_what_they_are() throws IOException {
        var tree = fixture.tree("mkdir -p .claude/hooks real; echo s > .claude/settings.json; echo h > .claude/hooks/h;"
                + " echo c > .claude/kept; echo m > .mcp.json; echo r > real/settings.json; ln -s real .gemini");
        var masks = List.of(".claude/settings.json", ".claude/hooks", ".mcp.json", ".gemini/settings.json", ".codex");
        var request = Request.of("masked", WorkspaceFixture.TAG, tree, fixture.containment)
                .masked(masks);
        try (var workspace = fixture.workspaces.open(request)) {
            assertThat(fixture.run(workspace, "find . -path ./.git -prune -o ! -type d -print | sort; echo n > n"))
                    .isEqualTo("./.claude/kept\n./real/settings.json\n");
            assertThat(fixture.files(workspace.capture(List.of()).tree()))
                    .isEqualTo(fixture.files(tree).replace("100644 real", "100644 n\n100644 real"));
            try (var copy = workspace.copy("contract")) {
                assertThat(fixture.run(copy, "cat .claude/settings.json .claude/hooks/h .mcp.json; ls n"))
                        .isEqualTo("s\nh\nm\nn\n");
            }
        }
    }

    @Test
    void a_kept_workspace_can_be_entered_as_its_programs_saw_it() throws IOException {
        var workspace = fixture.open(fixture.tree("echo a > a"));
        fixture.run(workspace, "echo b > b");
        var folder = workspace.keep();
        workspace.close();
        assertThat(WorkspaceFixture.sh(folder, "echo 'ls; pwd' | ./enter").output())
                .isEqualTo("a\nb\n" + workspace.site().inside() + "\n");
    }

    @Test
    void a_retry_starts_from_what_the_failed_attempt_left() throws IOException {
        var start = fixture.tree("echo a > a; echo '*.log' > .gitignore");
        var from = fixture.tree("echo b > b; echo '*.log' > .gitignore; echo l > kept.log; ln -s /etc/hosts out");
        var request = Request.of("retry", WorkspaceFixture.TAG, start, fixture.containment)
                .resuming(from);
        try (var workspace = fixture.workspaces.open(request)) {
            assertThat(fixture.run(workspace, "ls; git status --porcelain")).isEqualTo("b\nkept.log\nout\n");
            fixture.run(workspace, "echo c > c; echo l2 > other.log; rm out; ln -s /etc/hosts out");
            var captured = workspace.capture(List.of());
            assertThat(fixture.files(captured.tree()))
                    .isEqualTo("100644 .gitignore\n100644 b\n100644 c\n100644 kept.log\n120000 out\n");
            assertThat(captured.violations().stream().map(Violation::where)).containsExactly("out");
        }
    }

    @Test
    void extra_files_are_shown_and_no_part_of_the_tree() throws IOException {
        var tree = fixture.tree("echo a > a");
        var extras = List.of(
                new Extra(".wave/prompts/p.md", "prompt"), new Extra("wave.yaml", "pipelines"), new Extra("x/y", "y"));
        var request = Request.of("extras", WorkspaceFixture.TAG, tree, fixture.containment)
                .including(extras);
        try (var workspace = fixture.workspaces.open(request)) {
            assertThat(fixture.run(workspace, "cat .wave/prompts/p.md wave.yaml x/y; git status --porcelain"))
                    .isEqualTo("promptpipelinesy");
            fixture.run(workspace, "echo changed > x/y; echo z > x/z");
            assertThat(fixture.files(workspace.capture(List.of()).tree())).isEqualTo("100644 a\n100644 x/z\n");
        }
    }

    @Test
    void writes_to_a_shared_folder_vanish() throws IOException {
        Files.createDirectories(fixture.project.resolve("node_modules/lib"));
        Files.writeString(fixture.project.resolve("node_modules/lib/index.js"), "lib");
        var tree = fixture.tree("echo a > a");
        var request = Request.of("share", WorkspaceFixture.TAG, tree, fixture.containment)
                .sharing(List.of("node_modules"));
        try (var workspace = fixture.workspaces.open(request)) {
            assertThat(fixture.run(
                            workspace,
                            "cat node_modules/lib/index.js; echo x > node_modules/.cache; rm -r node_modules/lib;"
                                    + " git status --porcelain"))
                    .isEqualTo("lib");
            assertThat(workspace.capture(List.of()).tree()).isEqualTo(tree);
        }
        assertThat(fixture.project.resolve("node_modules/lib/index.js")).hasContent("lib");
        assertThat(fixture.project.resolve("node_modules/.cache")).doesNotExist();
    }

    @Test
    void a_shared_folder_that_is_not_there_is_an_error_that_names_it() throws IOException {
        var tree = fixture.tree("echo a > a");
        var request = Request.of("none", WorkspaceFixture.TAG, tree, fixture.containment)
                .sharing(List.of("node_modules"));
        assertThatThrownBy(() -> fixture.workspaces.open(request))
                .hasMessageContaining("share: the project has no folder 'node_modules'");
    }

    @Test
    void a_copy_is_the_workspace_as_it_is_and_changes_nothing() throws IOException {
        var tree = fixture.tree("echo a > a; mkdir d; echo b > d/b");
        try (var workspace = fixture.open(tree)) {
            fixture.run(workspace, "echo a2 > a; rm -r d; echo o > .wave/out/o");
            var before = workspace.capture(List.of());
            try (var copy = workspace.copy("contract")) {
                assertThat(fixture.run(
                                copy, "cat a .wave/out/o; ls; echo x > a; echo y > new; echo z > .wave/out/o; mkdir d"))
                        .isEqualTo("a2\no\na\n");
            }
            assertThat(workspace.out().resolve("o")).hasContent("o\n");
            assertThat(workspace.capture(List.of())).isEqualTo(before);
            assertThat(fixture.run(workspace, "cat a; ls")).isEqualTo("a2\na\n");
        }
    }

    @Test
    void a_contract_may_write_in_a_copy_of_a_read_only_workspace() throws IOException {
        var tree = fixture.tree("echo a > a; mkdir d; echo b > d/b");
        try (var workspace = fixture.workspaces.open(fixture.readOnly(tree));
                var copy = workspace.copy("contract")) {
            assertThat(fixture.run(copy, "echo x > a; mkdir target; echo y > target/y; echo z > d/z; cat a d/b"))
                    .isEqualTo("x\nb\n");
        }
    }

    @Test
    void a_closed_workspace_is_gone_and_a_kept_one_stays_until_it_is_removed() throws IOException {
        var tree = fixture.tree("echo a > a");
        var kept = fixture.open(tree);
        fixture.run(kept, "echo b > b; mkdir n; chmod 000 n");
        var folder = kept.keep();
        kept.close();
        var closed = fixture.open(tree);
        fixture.run(closed, "echo c > c");
        closed.close();

        assertThat(fixture.workspaces.kept())
                .extracting(LocalWorkspaces.Kept::folder)
                .containsExactly(folder);
        assertThat(fixture.workspaces.kept().getFirst().bytes()).isPositive();
        fixture.workspaces.remove(fixture.workspaces.kept().getFirst());
        assertThat(fixture.workspaces.kept()).isEmpty();
        assertThat(folder).doesNotExist();
    }

    @Test
    void steps_with_different_trees_share_nothing() throws IOException {
        var one = fixture.tree(
                "echo a > a; mkdir d; echo 1 > d/1; echo 2 > d/2; mkdir gone; echo g > gone/g; echo k > k");
        var two = fixture.tree("echo b > a; mkdir d; echo 2 > d/2; ln -s a k; chmod +x d/2; mkdir n; echo n > n/n");
        try (var first = fixture.open(one);
                var second = fixture.open(two);
                var again = fixture.open(two)) {
            assertThat(fixture.run(first, "ls -d $(git ls-files) gone; git status --porcelain"))
                    .isEqualTo("a\nd/1\nd/2\ngone\ngone/g\nk\n");
            assertThat(fixture.run(second, "ls; cat a k; git status --porcelain; git ls-files; echo x > a; ls d"))
                    .isEqualTo("a\nd\nk\nn\nb\nb\na\nd/2\nk\nn/n\n2\n");
            assertThat(fixture.run(again, "cat a; git status --porcelain")).isEqualTo("b\n");
            assertThat(first.capture(List.of()).tree()).isEqualTo(one);
            assertThat(again.capture(List.of()).tree()).isEqualTo(two);
        }
    }

    @Test
    void a_folder_of_the_workspace_can_be_started_in() throws IOException {
        var tree = fixture.tree("mkdir -p a/b; echo x > a/b/x");
        try (var workspace = fixture.open(tree)) {
            var ran = WorkspaceFixture.finish(
                    WorkspaceFixture.start(workspace.site().launch(List.of("/bin/sh", "-c", "pwd; ls"), "a/b")));
            assertThat(ran.output()).isEqualTo(workspace.site().inside() + "/a/b\nx\n");
        }
    }

    @Test
    void an_empty_workspace_can_be_worked_in() throws IOException {
        try (var workspace = fixture.open(fixture.store.empty())) {
            assertThat(fixture.run(workspace, "git status --porcelain; ls; echo x > x"))
                    .isEmpty();
            assertThat(fixture.files(workspace.capture(List.of()).tree())).isEqualTo("100644 x\n");
        }
    }

    @Test
    void what_setup_made_is_a_layer_below_the_step_and_made_once() throws IOException {
        var tree = fixture.tree("echo node_modules > .gitignore; echo dep > deps; echo a > a");
        var layers = new SetupLayers(fixture.workspaces);
        SetupLayers.Command install = workspace -> {
            var ran = fixture.tryRun(
                    workspace, "mkdir -p node_modules/x; cp deps node_modules/x; echo made > made; chmod +x made");
            return new SetupLayers.Ended(ran.exit(), ran.output());
        };
        var made = layers.layer("install", tree, WorkspaceFixture.TAG, fixture.containment, install);
        assertThat(made)
                .isInstanceOfSatisfying(
                        SetupLayers.Outcome.Ready.class,
                        ready -> assertThat(ready.reused()).isFalse());
        var again = layers.layer(
                "install", tree, WorkspaceFixture.TAG, fixture.containment, _ -> new SetupLayers.Ended(1, "run twice"));
        var folder = ((SetupLayers.Outcome.Ready) again).folder();

        var request = Request.of("layered", WorkspaceFixture.TAG, tree, fixture.containment)
                .layered(List.of(folder));
        try (var workspace = fixture.workspaces.open(request)) {
            assertThat(fixture.run(workspace, "cat node_modules/x/deps; test -x made; ls"))
                    .isEqualTo("""
                            dep
                            a
                            deps
                            made
                            node_modules
                            """);
            fixture.run(workspace, "echo y > node_modules/y; rm -r node_modules/x; echo b >> a");
            assertThat(fixture.files(workspace.capture(List.of()).tree())).isEqualTo("""
                            100644 .gitignore
                            100644 a
                            100644 deps
                            """);
        }
        assertThat(folder.resolve("node_modules/x/deps")).hasContent("dep\n");
    }

    @Test
    void what_setup_deleted_is_gone_for_the_step_and_no_change_of_it() throws IOException {
        var tree = fixture.tree("echo a > a; mkdir -p d/e f; echo 1 > d/e/1; echo 2 > d/2; echo 3 > f/3; echo g > g");
        var layers = new SetupLayers(fixture.workspaces);
        var made = layers.layer("clean", tree, WorkspaceFixture.TAG, fixture.containment, workspace -> {
            var ran = fixture.tryRun(
                    workspace, "rm -r d/e; rm f/3; rm g; mkdir g; echo new > g/n; rm a; mkdir f/new; echo 4 > f/new/4");
            return new SetupLayers.Ended(ran.exit(), ran.output());
        });
        var folder = ((SetupLayers.Outcome.Ready) made).folder();
        var request = Request.of("less", WorkspaceFixture.TAG, tree, fixture.containment)
                .layered(List.of(folder));
        try (var workspace = fixture.workspaces.open(request)) {
            assertThat(fixture.run(
                            workspace, "find . -name .git -prune -o -name .wave -prune -o -type f -print | sort"))
                    .isEqualTo("./d/2\n./f/new/4\n./g/n\n");
            assertThat(workspace.capture(List.of()).tree()).isEqualTo(tree);
            fixture.run(workspace, "echo again > a");
            assertThat(fixture.text(workspace.capture(List.of()).tree(), "a")).isEqualTo("again\n");
        }
        try (var workspace = fixture.open(tree)) {
            assertThat(fixture.run(workspace, "cat a d/e/1 f/3 g")).isEqualTo("a\n1\n3\ng\n");
        }
    }

    @Test
    void what_a_setup_made_with_the_network_is_no_layer_of_one_without() throws Exception {
        var tree = fixture.tree("file a 1");
        var layers = new SetupLayers(fixture.workspaces);
        var given = fixture.containment;
        var open = new Containment(
                given.mode(), List.of("example.org"), given.proxy(), given.writes(), given.memoryBytes());
        var none = new Containment(SandboxMode.NONE, given.hosts(), given.proxy(), given.writes(), given.memoryBytes());
        var made = new ArrayList<String>();

        for (var containment : List.of(given, open, given, none)) {
            layers.layer("install", tree, WorkspaceFixture.TAG, containment, _ -> {
                made.add(containment.mode() + " " + containment.hosts());
                return new SetupLayers.Ended(0, "");
            });
        }

        assertThat(made).hasSize(given.mode() == SandboxMode.NONE ? 2 : 3);
    }

    @Test
    void a_setup_that_fails_leaves_no_layer() throws IOException {
        var tree = fixture.tree("echo a > a");
        var layers = new SetupLayers(fixture.workspaces);
        var failed = new SetupLayers.Ended(7, "no such package");
        assertThat(layers.layer("x", tree, WorkspaceFixture.TAG, fixture.containment, _ -> failed))
                .isEqualTo(new SetupLayers.Outcome.Failed(failed));
        assertThat(layers.layer(
                        "x", tree, WorkspaceFixture.TAG, fixture.containment, _ -> new SetupLayers.Ended(0, "")))
                .isInstanceOf(SetupLayers.Outcome.Ready.class);
    }

    @Test
    void random_work_gives_the_tree_git_would_make() throws IOException {
        var rounds = Integer.getInteger("wave.rounds", 4);
        var start = fixture.store.empty();
        for (var round = 0; round < rounds; round++) {
            var work = new RandomWork(way().hashCode() * 31L + round);
            try (var workspace = fixture.open(start)) {
                fixture.run(workspace, work.script());
                fixture.run(workspace, work.script());
                fixture.run(
                        workspace,
                        "mkdir .wave/out/copy; find . -mindepth 1 -maxdepth 1 ! -name .git ! -name .wave"
                                + " -exec cp -a {} .wave/out/copy/ \\;");
                var expected = fixture.added(workspace.out().resolve("copy"));
                assertThat(workspace.capture(List.of()).tree())
                        .as(() -> "expected:\n" + fixture.files(expected))
                        .satisfies(t -> assertThat(fixture.files(t)).isEqualTo(fixture.files(expected)))
                        .isEqualTo(expected);
                start = round % 5 == 4
                        ? fixture.store.empty()
                        : workspace.capture(List.of()).tree();
            }
        }
    }

    @Test
    void what_a_dead_process_left_is_kept_and_its_copies_go() throws IOException {
        var tree = fixture.tree("echo a > a");
        var workspace = fixture.open(tree);
        var copy = workspace.copy("copy");
        var step = fixture.workspaces.ground().place().step();
        try (var other = fixture.reopen()) {
            assertThat(other.kept()).as("it lives").isEmpty();
        }
        for (var folder : Walk.names(step)) {
            Files.writeString(folder.resolve("owner"), "somebody-who-died");
        }
        try (var other = fixture.reopen()) {
            assertThat(other.kept()).hasSize(1);
        }
        assertThat(Walk.names(step)).hasSize(1);
        copy.close();
        workspace.close();
        assertThat(Walk.names(step)).as("kept now").hasSize(1);
    }

    @Test
    void many_workspaces_of_one_tree_open_at_once() throws Exception {
        var tree = fixture.tree("for i in $(seq 200); do echo $i > f$i; done");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<Future<Captured>>();
            for (var i = 0; i < 8; i++) {
                var request = fixture.request(tree);
                results.add(threads.submit(() -> {
                    try (var workspace = fixture.workspaces.open(request)) {
                        fixture.run(workspace, "test $(ls | wc -l) = 200; echo x > f1; echo y > own");
                        return workspace.capture(List.of());
                    }
                }));
            }
            var first = results.getFirst().get();
            assertThat(fixture.text(first.tree(), "f1")).isEqualTo("x\n");
            for (var result : results) {
                assertThat(result.get()).isEqualTo(first);
            }
        }
    }
}

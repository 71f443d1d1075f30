package dev.wave.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bases of folders that are no ordinary clone.
class UnusualRepositoriesTest {
    @TempDir
    Path temporary;

    @Test
    void a_folder_without_git() throws IOException {
        try (var fixture = new GitFixture(temporary)) {
            fixture.write("a.txt", "1\r\n");
            fixture.write("dir/run.sh", "x\n");
            fixture.executable("dir/run.sh");
            fixture.write("out/x", "x\n");
            fixture.write("wave.yaml", "x\n");
            fixture.write(".wave/personas/p.md", "x\n");
            fixture.write("nested/file", "x\n");
            fixture.gitIn(fixture.project.resolve("nested"), "init", "-q");
            fixture.write(".gitignore", "out\n");
            var before = fixture.everything();

            var base = fixture.base();

            assertThat(fixture.everything()).isEqualTo(before);
            assertThat(base)
                    .isEqualTo(new Base(
                            base.tree(),
                            "folder without git, 3 files",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            List.of("nested/ is a git repository of its own: it is not in the base")));
            assertThat(fixture.files(base.tree()))
                    .containsOnly(
                            Map.entry(".gitignore", "100644 out\n"),
                            Map.entry("a.txt", "100644 1\r\n"),
                            Map.entry("dir/run.sh", "100755 x\n"));
            assertThat(fixture.project.resolve(".git")).doesNotExist();
            assertThatThrownBy(() -> fixture.snapshot(BaseLimits.DEFAULT).committed())
                    .hasMessageContaining("is not in one");
        }
    }

    @Test
    void a_folder_without_git_that_changes() throws IOException {
        try (var fixture = new GitFixture(temporary)) {
            fixture.write("a", "1");
            fixture.write("b", "1");
            fixture.write("c", "1");
            fixture.base();
            fixture.write("a", "2");
            Files.delete(fixture.project.resolve("b"));
            fixture.write("b/x", "2");
            fixture.write(".gitignore", "c\n");
            fixture.write(".waveignore", "d\n");
            fixture.write("d", "1");

            assertThat(fixture.files(fixture.base().tree()).keySet())
                    .containsExactly(".gitignore", ".waveignore", "a", "b/x");
            assertThatThrownBy(() -> {
                        fixture.write("big", "x".repeat(2000));
                        fixture.snapshot(new BaseLimits(1000, 10_000)).now();
                    })
                    .hasMessageContaining("big");
        }
    }

    @Test
    void an_empty_folder_without_git() throws IOException {
        try (var fixture = new GitFixture(temporary)) {
            assertThat(fixture.base().tree()).isEqualTo(fixture.store().empty());
            assertThat(fixture.base().description()).isEqualTo("folder without git, 0 files");
        }
    }

    @Test
    void before_the_first_commit() throws IOException {
        try (var fixture = new GitFixture(temporary)) {
            fixture.git("init", "-q");
            assertThat(fixture.base().description()).isEqualTo("no commit yet");
            fixture.write("a.txt", "1\n");
            fixture.git("add", "a.txt");
            fixture.write("b.txt", "2\n");

            var base = fixture.base();

            assertThat(base.description()).isEqualTo("no commit yet + 1 changed, 1 untracked");
            assertThat(base.commit()).isEmpty();
            assertThat(base.branch()).contains("main");
            assertThat(fixture.files(base.tree()).keySet()).containsExactly("a.txt", "b.txt");
            assertThatThrownBy(() -> fixture.snapshot(BaseLimits.DEFAULT).committed())
                    .hasMessage("there is no commit yet");
        }
    }

    @Test
    void a_detached_head() throws IOException {
        try (var fixture = GitFixture.repository(temporary, "a.txt")) {
            fixture.git("checkout", "-q", "--detach");

            assertThat(fixture.base().branch()).isEmpty();
            assertThat(fixture.snapshot(BaseLimits.DEFAULT).committed().branch())
                    .isEmpty();
        }
    }

    @Test
    void a_linked_worktree_shares_the_store_of_its_repository() throws IOException {
        try (var fixture = GitFixture.repository(temporary, "a.txt")) {
            var linked = temporary.resolve("linked");
            fixture.git("worktree", "add", "-q", "-b", "other", linked.toString());
            Files.writeString(linked.resolve("a.txt"), "linked\n");
            Files.writeString(linked.resolve("new"), "new\n");
            var user = UserRepository.find(fixture.program(), linked).orElseThrow();
            var before = fixture.everything();

            var base = new BaseSnapshot(fixture.store(), linked, Optional.of(user), BaseLimits.DEFAULT).now();

            assertThat(user.state().toRealPath())
                    .isEqualTo(fixture.project.resolve(".git/wave").toRealPath());
            assertThat(base.branch()).contains("other");
            assertThat(fixture.files(base.tree()))
                    .containsEntry("a.txt", "100644 linked\n")
                    .containsKey("new");
            assertThat(fixture.everything()).isEqualTo(before);
        }
    }

    @Test
    void a_worktree_of_a_bare_repository() throws IOException {
        try (var fixture = GitFixture.repository(temporary, "a.txt")) {
            var bare = temporary.resolve("bare.git");
            fixture.git("clone", "-q", "--bare", ".", bare.toString());
            var linked = temporary.resolve("linked");
            fixture.gitIn(bare, "worktree", "add", "-q", linked.toString(), "main");
            var user = UserRepository.find(fixture.program(), linked);
            try (var store = GitStore.open(fixture.program(), user.orElseThrow().state(), user)) {
                var base = new BaseSnapshot(store, linked, user, BaseLimits.DEFAULT).now();

                assertThat(base.tree()).isEqualTo(fixture.base().tree());
            }
            assertThatThrownBy(() -> UserRepository.find(fixture.program(), bare))
                    .hasMessageContaining("not in a working tree");
        }
    }

    @Test
    void a_sparse_checkout_has_all_files_of_the_commit() throws IOException {
        try (var fixture = GitFixture.repository(temporary, "a.txt", "in/b.txt", "out/c.txt")) {
            var whole = fixture.base().tree();
            fixture.git("sparse-checkout", "set", "--sparse-index", "in");
            assertThat(fixture.project.resolve("out")).doesNotExist();
            var before = fixture.everything();

            assertThat(fixture.base().tree()).isEqualTo(whole);
            fixture.write("in/b.txt", "changed\n");

            assertThat(fixture.files(fixture.base().tree()))
                    .containsEntry("in/b.txt", "100644 changed\n")
                    .containsKey("out/c.txt");
            before.remove("/in/b.txt");
            assertThat(fixture.everything()).containsAllEntriesOf(before);
        }
    }

    @Test
    void a_shallow_clone() throws IOException {
        try (var origin = GitFixture.repository(temporary.resolve("origin"), "a.txt");
                var clone = new GitFixture(temporary.resolve("clone"))) {
            origin.write("a.txt", "2\n");
            origin.git("commit", "-qam", "second");
            clone.git("clone", "-q", "--depth=1", "file://" + origin.project, ".");

            var base = clone.base();

            assertThat(clone.files(base.tree())).containsEntry("a.txt", "100644 2\n");
            var log = clone.store()
                    .git()
                    .neutral(
                            clone.store().gitDir(),
                            "log",
                            "--format=%s",
                            base.commit().orElseThrow());
            assertThat(log.text()).isEqualTo("second\n");
        }
    }

    @Test
    void a_partial_clone_is_completed_once_by_the_users_git() throws IOException {
        try (var origin = GitFixture.repository(temporary.resolve("origin"), "a.txt", "in/b.txt", "out/c.txt");
                var clone = new GitFixture(temporary.resolve("clone"))) {
            origin.git("config", "uploadpack.allowFilter", "true");
            origin.git("config", "uploadpack.allowAnySHA1InWant", "true");
            clone.git("clone", "-q", "--filter=blob:none", "--sparse", "file://" + origin.project, ".");
            assertThat(clone.git("rev-list", "--objects", "--missing=print", "HEAD"))
                    .contains("?");

            assertThat(clone.files(clone.base().tree()))
                    .containsEntry("out/c.txt", "100644 content of out/c.txt\n")
                    .containsEntry("in/b.txt", "100644 content of in/b.txt\n");

            origin.git("config", "uploadpack.allowFilter", "false");
            Files.move(origin.project, origin.project.resolveSibling("moved"));
            assertThat(clone.base().tree()).isNotNull();
        }
    }

    @Test
    void a_partial_clone_whose_origin_is_gone() throws IOException {
        try (var origin = GitFixture.repository(temporary.resolve("origin"), "a.txt", "out/c.txt");
                var clone = new GitFixture(temporary.resolve("clone"))) {
            origin.git("config", "uploadpack.allowFilter", "true");
            clone.git("clone", "-q", "--filter=blob:none", "--sparse", "file://" + origin.project, ".");
            Files.move(origin.project, origin.project.resolveSibling("moved"));

            assertThatThrownBy(clone::base).isInstanceOf(GitFailed.class).hasMessageContaining("git fetch origin");
        }
    }

    @Test
    void a_clone_that_borrows_objects() throws IOException {
        try (var origin = GitFixture.repository(temporary.resolve("origin"), "a.txt");
                var clone = new GitFixture(temporary.resolve("clone"))) {
            clone.git("clone", "-q", "--shared", origin.project.toString(), ".");

            assertThat(clone.base().tree()).isEqualTo(origin.base().tree());
            assertThat(clone.files(clone.base().tree())).containsKey("a.txt");
        }
    }

    @Test
    void sha256() throws IOException {
        try (var fixture = new GitFixture(temporary)) {
            fixture.git("init", "-q", "--object-format=sha256");
            fixture.write("a.txt", "1\n");
            fixture.git("add", "-A");
            fixture.git("commit", "-qm", "first");
            fixture.write("a.txt", "2\n");

            assertThat(fixture.base().tree().value()).startsWith("git-sha256:");
            assertThat(fixture.files(fixture.base().tree())).containsEntry("a.txt", "100644 2\n");
        }
    }

    @Test
    void submodules() throws IOException {
        try (var library = GitFixture.repository(temporary.resolve("library"), "lib.txt");
                var fixture = GitFixture.repository(temporary.resolve("main"), "a.txt")) {
            fixture.git("submodule", "add", "-q", library.project.toString(), "vendor/lib");
            fixture.git("submodule", "add", "-q", library.project.toString(), "absent");
            fixture.git("commit", "-qm", "submodules");
            fixture.git("submodule", "deinit", "-q", "absent");
            var sub = fixture.project.resolve("vendor/lib");
            Files.writeString(sub.resolve("lib.txt"), "moved on\n");
            fixture.gitIn(sub, "commit", "-qam", "moved on");
            var commit = new ObjectId(fixture.gitIn(sub, "rev-parse", "HEAD").strip());
            Files.writeString(sub.resolve("lib.txt"), "uncommitted\n");
            var before = fixture.everything();

            var base = fixture.base();

            assertThat(fixture.files(base.tree())).containsEntry("vendor/lib", "160000 " + commit);
            assertThat(base.warnings())
                    .containsExactly(
                            "the submodule absent is not checked out: its folder will be empty; "
                                    + "`git submodule update --init` fetches it",
                            "the submodule vendor/lib has uncommitted changes, which are not in the base");
            var objects = fixture.store().objects();
            var tree = objects.treeOfCommit(commit).orElseThrow();
            var file = objects.find(tree, "lib.txt").orElseThrow();
            assertThat(objects.blob(file.id())).asString().isEqualTo("moved on\n");
            assertThat(fixture.everything()).isEqualTo(before);
        }
    }

    @Test
    void large_file_pointers_stay_pointers() throws IOException {
        try (var fixture = GitFixture.repository(temporary, "a.txt")) {
            var pointer = """
                    version https://git-lfs.github.com/spec/v1
                    oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
                    size 12345
                    """;
            fixture.write(".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n");
            fixture.write("x.bin", pointer);
            fixture.write("media/y.bin", pointer);
            fixture.write("media/content.bin", "no pointer\n");
            fixture.git("add", "-A");
            fixture.git("commit", "-qm", "lfs");

            var base = fixture.base();

            assertThat(base.warnings())
                    .containsExactly("2 files are kept by Git LFS: steps see the pointer, not the content "
                            + "(media/y.bin, …)");
            assertThat(fixture.files(base.tree())).containsEntry("x.bin", "100644 " + pointer);
        }
    }

    @Test
    void a_nested_repository_that_is_no_submodule() throws IOException {
        try (var fixture = GitFixture.repository(temporary, "a.txt")) {
            fixture.write("nested/x", "x\n");
            fixture.gitIn(fixture.project.resolve("nested"), "init", "-q");

            var base = fixture.base();

            assertThat(fixture.files(base.tree()).keySet()).containsExactly("a.txt");
            assertThat(base.warnings())
                    .containsExactly("nested/ is a git repository of its own, and no submodule: it is not in the base");
        }
    }

    @Test
    void a_base_outlives_any_clean_up_of_the_users() throws IOException {
        try (var fixture = GitFixture.repository(temporary, "a.txt", "dir/b.txt")) {
            fixture.git("gc", "-q");
            fixture.write("loose.txt", "committed, not packed\n");
            fixture.git("add", "-A");
            fixture.git("commit", "-qm", "second");
            fixture.write("staged.txt", "only staged\n");
            fixture.git("add", "-A");
            var base = fixture.base();
            var files = fixture.files(base.tree());

            fixture.git("reset", "-q", "--hard", "HEAD~1");
            fixture.git("reflog", "expire", "--expire=now", "--all");
            fixture.git("gc", "-q", "--prune=now");
            fixture.git("repack", "-adq");
            assertThatThrownBy(() -> fixture.git("cat-file", "-e", base.commit().orElseThrow()))
                    .isInstanceOf(AssertionError.class);

            var git = fixture.program();
            var user = UserRepository.find(git, fixture.project);
            try (var store = GitStore.open(git, user.orElseThrow().state(), user)) {
                assertThat(store.has(base.tree())).isTrue();
                assertThat(store.files(store.empty(), base.tree())).hasSameSizeAs(files.keySet());
                var apply = new Apply(store, fixture.project, user);
                apply.apply(apply.plan(
                        new BaseSnapshot(store, fixture.project, user, BaseLimits.DEFAULT)
                                .now()
                                .tree(),
                        base.tree()));
            }
            assertThat(Files.readString(fixture.project.resolve("loose.txt"))).isEqualTo("committed, not packed\n");
        }
    }
}

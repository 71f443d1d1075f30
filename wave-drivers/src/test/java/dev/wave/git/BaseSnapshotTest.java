package dev.wave.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wave.model.History;
import dev.wave.model.TreeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The base of an ordinary repository: what is in it, and that taking it changes nothing.
class BaseSnapshotTest {
    @TempDir
    Path temporary;

    GitFixture fixture;

    @BeforeEach
    void make() throws IOException {
        fixture = GitFixture.repository(temporary, "a.txt", "b.txt", "dir/c.txt", "dir/d.txt");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void of_a_clean_tree_is_the_commits_tree() throws IOException {
        var base = fixture.base();

        assertThat(base)
                .isEqualTo(new Base(
                        headTree(),
                        head().substring(0, 7),
                        Optional.of(head()),
                        Optional.of(new History(head(), "", Optional.empty())),
                        Optional.of("main"),
                        List.of()));
    }

    @Test
    void has_what_is_changed_staged_deleted_and_untracked() throws IOException {
        fixture.write("a.txt", "changed\n");
        fixture.write("dir/c.txt", "staged\n");
        fixture.git("add", "dir/c.txt");
        fixture.git("rm", "-q", "dir/d.txt");
        Files.delete(fixture.project.resolve("b.txt"));
        fixture.write("new/x.sh", "new\n");
        fixture.executable("new/x.sh");

        var base = fixture.base();

        assertThat(base.description()).isEqualTo(head().substring(0, 7) + " + 4 changed, 1 untracked");
        assertThat(fixture.files(base.tree()))
                .containsOnly(
                        Map.entry("a.txt", "100644 changed\n"),
                        Map.entry("dir/c.txt", "100644 staged\n"),
                        Map.entry("new/x.sh", "100755 new\n"));
    }

    @Test
    void changes_nothing_of_the_users() throws IOException {
        fixture.write("a.txt", "changed\n");
        fixture.write("dir/c.txt", "staged\n");
        fixture.git("add", "dir/c.txt");
        fixture.write("untracked.txt", "new\n");
        var status = fixture.git("status", "--porcelain=v2", "--branch");
        var refs = fixture.git("for-each-ref");
        var before = fixture.everything();

        fixture.base();
        fixture.base();
        fixture.snapshot(BaseLimits.DEFAULT).committed();

        assertThat(fixture.everything()).isEqualTo(before);
        assertThat(fixture.git("for-each-ref")).isEqualTo(refs);
        assertThat(fixture.git("status", "--porcelain=v2", "--branch")).isEqualTo(status);
        assertThat(fixture.git("fsck", "--strict", "--no-dangling")).isEmpty();
    }

    @Test
    void sees_each_change_between_two_looks() throws IOException {
        fixture.base();
        fixture.write("a.txt", "one\n");
        assertThat(fixture.files(fixture.base().tree())).containsEntry("a.txt", "100644 one\n");
        fixture.write("a.txt", "two\n");
        assertThat(fixture.files(fixture.base().tree())).containsEntry("a.txt", "100644 two\n");
        fixture.git("commit", "-qam", "second");
        assertThat(fixture.base().tree()).isEqualTo(headTree());
        fixture.write("new", "x\n");
        assertThat(fixture.files(fixture.base().tree())).containsKey("new");
        fixture.write(".gitignore", "new\n");
        assertThat(fixture.files(fixture.base().tree())).doesNotContainKey("new");
    }

    @Test
    void is_the_same_for_whoever_looks_again() throws IOException {
        Files.createSymbolicLink(fixture.project.resolve("out"), Path.of("/etc/passwd"));
        fixture.write("wave.yaml", "pipeline: {}\n");
        fixture.git("add", "-A");
        fixture.git("commit", "-qm", "with a link");
        var first = fixture.base();

        assertThat(fixture.base()).isEqualTo(first);
        assertThat(first.warnings()).hasSize(1);

        fixture.git("rm", "-q", "out");
        fixture.git("commit", "-qm", "without");
        var second = fixture.base();
        assertThat(fixture.base()).isEqualTo(second);
        assertThat(second.warnings()).isEmpty();

        fixture.write(".waveignore", "a.txt\n");
        fixture.git("add", "-A");
        fixture.git("commit", "-qm", "ignoring");
        assertThat(fixture.files(fixture.base().tree())).doesNotContainKey("a.txt");
        fixture.git("checkout", "-q", "HEAD^");
        assertThat(fixture.base().tree()).isEqualTo(second.tree());
    }

    @Test
    void is_complete_again_after_its_store_was_lost() throws IOException {
        fixture.write("wave.yaml", "pipeline: {}\n");
        fixture.git("add", "-A");
        fixture.git("commit", "-qm", "second");
        var before = fixture.base();
        var store = fixture.store().gitDir();
        fixture.close();
        try (var lost = Files.walk(store)) {
            for (var file : lost.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }

        try (var again = GitStore.open(
                fixture.program(), store.getParent(), UserRepository.find(fixture.program(), fixture.project))) {
            var user = UserRepository.find(fixture.program(), fixture.project);
            var base = new BaseSnapshot(again, fixture.project, user, BaseLimits.DEFAULT).now();

            assertThat(base).isEqualTo(before);
            assertThat(again.has(base.tree())).isTrue();
        }
    }

    @Test
    void has_no_ignored_files_but_tracked_ones_that_are_ignored() throws IOException {
        fixture.write(".gitignore", "build/\n*.log\n");
        fixture.write("build/out", "x\n");
        fixture.write("a.log", "x\n");
        fixture.write("kept.log", "x\n");
        fixture.git("add", "-f", "kept.log", ".gitignore");

        assertThat(fixture.files(fixture.base().tree()).keySet())
                .containsExactly(".gitignore", "a.txt", "b.txt", "dir/c.txt", "dir/d.txt", "kept.log");
    }

    @Test
    void leaves_out_waves_own_files_and_what_waveignore_names() throws IOException {
        fixture.write("wave.yaml", "x\n");
        fixture.write("wave.lock", "x\n");
        fixture.write(".wave/personas/p.md", "x\n");
        fixture.git("add", "-A");
        fixture.git("commit", "-qm", "wave");
        fixture.write(".wave/pipelines/q.yaml", "x\n");
        fixture.write("dir/wave.yaml", "not ours\n");
        fixture.write("big/data.bin", "x\n");
        fixture.write("big/keep.bin", "x\n");
        fixture.write(".waveignore", "# large\nbig/*\n!big/keep.bin\nb.txt\n");

        var base = fixture.base();

        assertThat(fixture.files(base.tree()).keySet())
                .containsExactly(".waveignore", "a.txt", "big/keep.bin", "dir/c.txt", "dir/d.txt", "dir/wave.yaml");
        assertThat(base.description()).endsWith(" + 3 untracked");
    }

    @Test
    void of_a_project_in_a_subfolder_is_that_folder() throws IOException {
        fixture.write("a.txt", "outside\n");
        fixture.write("dir/c.txt", "inside\n");
        fixture.write("dir/sub/new", "new\n");
        fixture.write("dir/wave.yaml", "ours\n");
        var before = fixture.everything();

        var base = fixture.snapshot(fixture.project.resolve("dir"), BaseLimits.DEFAULT)
                .now();

        assertThat(fixture.files(base.tree()).keySet()).containsExactly("c.txt", "d.txt", "sub/new");
        assertThat(base.description()).endsWith(" + 1 changed, 1 untracked");
        assertThat(fixture.everything()).isEqualTo(before);
    }

    @Test
    void committed_ignores_the_working_tree() throws IOException {
        fixture.write("a.txt", "changed\n");

        var base = fixture.snapshot(new BaseLimits(1, 1)).committed();

        assertThat(base.tree()).isEqualTo(headTree());
        assertThat(base.description()).isEqualTo(head().substring(0, 7) + ", committed files only");
    }

    @Test
    void refuses_large_uncommitted_files_with_a_list() throws IOException {
        fixture.write("a.txt", "x".repeat(3 << 20));
        fixture.write("video ü.bin", "x".repeat(2 << 20));
        fixture.write("small", "x");

        assertThatThrownBy(() ->
                        fixture.snapshot(new BaseLimits(1 << 20, 10 << 20)).now())
                .isInstanceOf(GitFailed.class)
                .hasMessage("""
                        uncommitted files are larger than 1.0 MB:
                          3.0 MB  a.txt
                          2.0 MB  video ü.bin
                        name them in .gitignore or .waveignore, commit them, or use --committed""");
        assertThatThrownBy(
                        () -> fixture.snapshot(new BaseLimits(4 << 20, 4 << 20)).now())
                .hasMessageStartingWith("uncommitted files hold 5.0 MB in all, more than 4.0 MB:\n  3.0 MB  a.txt\n");
        fixture.write(".waveignore", "*.bin\na.txt\n");
        assertThat(fixture.files(fixture.snapshot(new BaseLimits(1 << 20, 10 << 20))
                                .now()
                                .tree())
                        .keySet())
                .containsExactly(".waveignore", "b.txt", "dir/c.txt", "dir/d.txt", "small");
    }

    @Test
    void warns_about_links_that_lead_out_and_keeps_all_links() throws IOException {
        Files.createSymbolicLink(fixture.project.resolve("dir/inside"), Path.of("../a.txt"));
        Files.createSymbolicLink(fixture.project.resolve("dir/out"), Path.of("../../etc"));
        Files.createSymbolicLink(fixture.project.resolve("absolute"), Path.of("/etc/passwd"));

        var base = fixture.base();

        assertThat(fixture.files(base.tree()))
                .containsEntry("dir/inside", "120000 ../a.txt")
                .containsEntry("dir/out", "120000 ../../etc")
                .containsEntry("absolute", "120000 /etc/passwd");
        assertThat(base.warnings())
                .containsExactly(
                        "the symbolic link absolute leads out of the project, to /etc/passwd: "
                                + "steps see the link, not what it leads to",
                        "the symbolic link dir/out leads out of the project, to ../../etc: "
                                + "steps see the link, not what it leads to");
    }

    @Test
    void keeps_names_that_are_no_text() throws IOException {
        var strange = FileName.in(fixture.project, "\u00ff\u00fe.txt");
        Files.writeString(strange, "bytes\n");
        fixture.write("new\nline \"quoted\" \\ ü", "x\n");

        assertThat(fixture.files(fixture.base().tree()))
                .containsEntry("\\xFF\\xFE.txt", "100644 bytes\n")
                .containsEntry("new\nline \"quoted\" \\ ü", "100644 x\n");
        assertThat(fixture.base().tree()).isEqualTo(asGitAdds());
    }

    @Test
    void takes_files_in_an_unfinished_merge_as_they_are() throws IOException {
        fixture.git("checkout", "-qb", "other");
        fixture.write("a.txt", "theirs\n");
        fixture.git("commit", "-qam", "theirs");
        fixture.git("checkout", "-q", "main");
        fixture.write("a.txt", "ours\n");
        fixture.git("commit", "-qam", "ours");
        assertThatThrownBy(() -> fixture.git("merge", "-q", "other")).isInstanceOf(AssertionError.class);
        var before = fixture.everything();

        var base = fixture.base();

        assertThat(fixture.files(base.tree()).get("a.txt")).contains("<<<<<<< HEAD");
        assertThat(base.warnings())
                .containsExactly("a.txt has an unfinished merge: it is taken as it is in the folder");
        assertThat(fixture.everything()).isEqualTo(before);
    }

    @Test
    void cleans_line_endings_as_the_user_has_it_set() throws IOException {
        fixture.git("config", "core.autocrlf", "true");
        fixture.git("config", "core.safecrlf", "true");
        fixture.write("a.txt", "one\r\ntwo\r\n");
        fixture.write("new.txt", "one\r\n");

        assertThat(fixture.files(fixture.base().tree()))
                .containsEntry("a.txt", "100644 one\ntwo\n")
                .containsEntry("new.txt", "100644 one\n");
    }

    @Test
    void keeps_line_endings_that_are_committed() throws IOException {
        fixture.write("dos.txt", "one\r\ntwo\r\n");
        fixture.git("add", "-A");
        fixture.git("commit", "-qm", "dos");
        fixture.git("config", "core.autocrlf", "true");
        fixture.write("dos.txt", "one\r\nchanged\r\n");

        assertThat(fixture.files(fixture.base().tree())).containsEntry("dos.txt", "100644 one\r\nchanged\r\n");
        assertThat(fixture.base().tree()).isEqualTo(asGitAdds());
    }

    @Test
    void runs_the_users_clean_filters_and_nothing_else() throws IOException {
        fixture.git("config", "filter.shout.clean", "tr a-z A-Z");
        fixture.write(".gitattributes", "*.shout filter=shout\n");
        fixture.write("x.shout", "hello\n");
        var trace = temporary.resolve("trace");
        var script = "#!/bin/sh\necho ran >> '" + trace + "'\n";
        for (var hook : List.of("pre-commit", "post-index-change", "reference-transaction", "fsmonitor")) {
            var file = fixture.project.resolve(".git/hooks").resolve(hook);
            Files.createDirectories(file.getParent());
            Files.writeString(file, script);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        fixture.git(
                "config",
                "core.fsmonitor",
                fixture.project.resolve(".git/hooks/fsmonitor").toString());
        Files.deleteIfExists(trace);

        var base = fixture.base();

        assertThat(fixture.files(base.tree())).containsEntry("x.shout", "100644 HELLO\n");
        assertThat(trace).doesNotExist();
    }

    @Test
    void is_not_led_astray_by_variables_git_sets_in_hooks() throws IOException {
        fixture.environment.put("GIT_DIR", "/nonexistent");
        fixture.environment.put("GIT_INDEX_FILE", "/nonexistent/index");
        fixture.environment.put("GIT_WORK_TREE", "/");

        var base = fixture.base();

        assertThat(fixture.files(base.tree())).containsKey("dir/c.txt");
    }

    @Test
    void equals_what_git_would_add_after_any_series_of_edits() throws IOException {
        var random = new Random(5);
        for (var round = 0; round < 40; round++) {
            edit(random);
            assertThat(fixture.base().tree()).as("round %s", round).isEqualTo(asGitAdds());
        }
    }

    private void edit(Random random) throws IOException {
        var names = List.of("a.txt", "b.txt", "dir/c.txt", "dir/d.txt", "dir", "new/e", "new", "x\ny", "-r");
        for (var i = 0; i < 1 + random.nextInt(4); i++) {
            var name = names.get(random.nextInt(names.size()));
            var file = fixture.project.resolve(name);
            switch (random.nextInt(8)) {
                case 0 -> remove(file);
                case 1 -> {
                    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                        fixture.executable(name);
                    }
                }
                case 2 -> fixture.git("add", "-A");
                case 3 -> fixture.git("reset", "-q");
                case 4 -> {
                    if (Files.isDirectory(file.getParent(), LinkOption.NOFOLLOW_LINKS)) {
                        remove(file);
                        Files.createSymbolicLink(file, Path.of("target " + random.nextInt(3)));
                    }
                }
                case 5 -> {
                    if (random.nextInt(3) == 0) {
                        fixture.git("add", "-A");
                        fixture.git("commit", "-q", "--allow-empty", "-m", "x");
                    }
                }
                default -> {
                    if (!Files.isDirectory(file.getParent(), LinkOption.NOFOLLOW_LINKS)) {
                        remove(file.getParent());
                    }
                    remove(file);
                    Files.createDirectories(file.getParent());
                    Files.writeString(file, "text " + random.nextInt(4));
                }
            }
        }
    }

    private static void remove(Path file) throws IOException {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            try (var below = Files.list(file)) {
                for (var child : below.toList()) {
                    remove(child);
                }
            }
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(file);
        }
    }

    /// What `git add -A` and `write-tree` make of it, with an index of the test's own.
    private TreeId asGitAdds() throws IOException {
        var index = temporary.resolve("expected.index");
        Files.deleteIfExists(index);
        Files.copy(fixture.project.resolve(".git/index"), index);
        fixture.environment.put("GIT_INDEX_FILE", index.toString());
        try {
            fixture.git("add", "-A");
            return new TreeId("git-sha1:" + fixture.git("write-tree").strip());
        } finally {
            fixture.environment.remove("GIT_INDEX_FILE");
        }
    }

    private String head() throws IOException {
        return fixture.git("rev-parse", "HEAD").strip();
    }

    private TreeId headTree() throws IOException {
        return new TreeId("git-sha1:" + fixture.git("rev-parse", "HEAD^{tree}").strip());
    }
}

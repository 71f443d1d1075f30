package dev.wave.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wave.model.TreeId;
import dev.wave.spi.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitStoreTest {
    @TempDir
    Path temporary;

    GitFixture fixture;

    @BeforeEach
    void make() throws IOException {
        fixture = GitFixture.repository(temporary, "a.txt");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void names_the_empty_tree_as_git_does() {
        assertThat(fixture.store().empty()).isEqualTo(new TreeId("git-sha1:4b825dc642cb6eb9a060e54bf8d69288fbee4904"));
    }

    @Test
    void reads_back_what_it_wrote_and_git_agrees() {
        var tree = fixture.tree("a.b", "1", "a/x", "2", "a0", "3", "dir/run.sh", "4", "ü", "5");

        assertThat(fixture.files(tree))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "a.b", "100644 1",
                        "a/x", "100644 2",
                        "a0", "100644 3",
                        "dir/run.sh", "100755 4",
                        "ü", "100644 5"));
        assertThat(store().git()
                        .neutral(store().gitDir(), "fsck", "--strict", "--no-dangling", hex(tree))
                        .run()
                        .exit())
                .isZero();
    }

    @Test
    void sees_objects_written_and_packed_after_the_reader_started() {
        var one = fixture.tree("x", "1");
        fixture.files(one);

        var two = fixture.tree("x", "2");
        store().git()
                .neutral(
                        store().gitDir(),
                        "update-ref",
                        "refs/keep",
                        store().objects()
                                .writeCommit(
                                        new Commit(store().objects().format().objectId(two), List.of(), "x"))
                                .hex())
                .output();
        store().git().neutral(store().gitDir(), "repack", "-adq").output();
        store().git().neutral(store().gitDir(), "prune-packed").output();

        assertThat(fixture.files(two)).containsEntry("x", "100644 2");
        assertThat(fixture.files(one)).containsEntry("x", "100644 1");
    }

    @Test
    void goes_on_when_its_reader_process_was_killed() {
        var tree = fixture.tree("x", "1");
        fixture.files(tree);

        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);

        assertThat(fixture.files(tree)).containsEntry("x", "100644 1");
    }

    @Test
    void answers_many_threads() throws Exception {
        var trees = IntStream.range(0, 50)
                .mapToObj(i -> fixture.tree("x", "text " + i, "d/y", "more " + i))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 500)
                    .mapToObj(i -> threads.submit(
                            () -> fixture.files(trees.get(i % 50)).get("x")))
                    .toList();
            for (var i = 0; i < 500; i++) {
                assertThat(answers.get(i).get()).isEqualTo("100644 text " + i % 50);
            }
        }
    }

    @Test
    void refuses_bytes_that_do_not_have_the_name() throws IOException {
        var one = store().objects().writeBlob("one".getBytes(StandardCharsets.UTF_8));
        var two = store().objects().writeBlob("two".getBytes(StandardCharsets.UTF_8));
        overwrite(loose(one), Files.readAllBytes(loose(two)));

        assertThatThrownBy(() -> store().objects().blob(one))
                .isInstanceOf(GitFailed.class)
                .hasMessageContaining(one.hex());
        assertThat(store().objects().blob(two)).asString().isEqualTo("two");
    }

    @Test
    void reports_garbage_and_missing_objects_and_goes_on() throws IOException {
        var good = store().objects().writeBlob("good".getBytes(StandardCharsets.UTF_8));
        var bad = store().objects().writeBlob("bad".getBytes(StandardCharsets.UTF_8));
        overwrite(loose(bad), new byte[] {1, 2, 3});

        assertThatThrownBy(() -> store().objects().blob(bad))
                .isInstanceOf(GitFailed.class)
                .hasMessageContaining(bad.hex());
        assertThatThrownBy(() -> store().objects().blob(new ObjectId("1".repeat(40))))
                .isInstanceOf(GitFailed.class)
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> store().objects().tree(good))
                .isInstanceOf(GitFailed.class)
                .hasMessageContaining("is a blob, not a tree");
        assertThat(store().objects().blob(good)).asString().isEqualTo("good");
    }

    @Test
    void writes_an_object_anew_whose_file_is_not_what_its_name_says() throws IOException {
        var id = store().objects().writeBlob("good".getBytes(StandardCharsets.UTF_8));
        var file = loose(id);
        for (var damage : List.of(new byte[0], new byte[] {1, 2, 3}, Arrays.copyOf(Files.readAllBytes(file), 9))) {
            overwrite(file, damage);
            try (var later = GitStore.open(store().git(), store().gitDir().getParent(), Optional.empty())) {
                assertThat(later.objects().writeBlob("good".getBytes(StandardCharsets.UTF_8)))
                        .isEqualTo(id);
                assertThat(later.objects().blob(id)).asString().isEqualTo("good");
            }
        }
    }

    @Test
    void takes_no_changed_file_for_what_it_was() throws IOException {
        var base = fixture.tree("d/x", "1", "e/y", "2");
        var next = fixture.tree("d/x", "3", "e/y", "2");
        assertThat(store().isIntact(base, next)).isTrue();

        var three = store().objects().writeBlob("3".getBytes(StandardCharsets.UTF_8));
        overwrite(
                loose(three),
                Files.readAllBytes(loose(store().objects().writeBlob("2".getBytes(StandardCharsets.UTF_8)))));

        assertThat(store().isIntact(base, next)).isFalse();
        assertThat(store().isIntact(base, base)).isTrue();
    }

    @Test
    void mends_what_git_is_told_of_the_store() throws IOException {
        var tree = fixture.tree("d/x", "1");
        var git = store().gitDir();
        var config = Files.readString(git.resolve("config"));
        for (var name : List.of("HEAD", "config", "info/attributes")) {
            for (var text : List.of("", "x", config.substring(0, config.length() / 2))) {
                var was = Files.readString(git.resolve(name));
                overwrite(git.resolve(name), text.getBytes(StandardCharsets.UTF_8));
                try (var later = GitStore.open(store().git(), store().gitDir().getParent(), Optional.empty())) {
                    assertThat(later.has(tree)).isTrue();
                }
                assertThat(Files.readString(git.resolve(name))).isEqualTo(was);
            }
        }
    }

    @Test
    void has_a_tree_only_if_all_below_it_is_there() throws IOException {
        var base = fixture.tree("d/x", "1", "e/y", "2");
        var next = fixture.tree("d/x", "3", "e/y", "2");
        assertThat(store().has(base)).isTrue();
        assertThat(store().has(next)).isTrue();
        assertThat(store().has(new TreeId("git-sha1:" + "2".repeat(40)))).isFalse();

        var other = fixture.tree("d/x", "4", "e/y", "2");
        Files.delete(loose(store().objects().writeBlob("4".getBytes(StandardCharsets.UTF_8))));

        assertThat(store().has(other)).isFalse();
    }

    @Test
    void stores_a_large_file_without_holding_it() throws IOException {
        var bytes = new byte[5 << 20];
        new Random(7).nextBytes(bytes);
        var file = Files.write(temporary.resolve("large"), bytes);

        var id = store().objects().writeBlob(file);
        store().sync();

        assertThat(fixture.git("hash-object", file.toString()).strip()).isEqualTo(id.hex());
        assertThat(Arrays.equals(store().objects().blob(id), bytes)).isTrue();
    }

    @Test
    void follows_no_symbolic_link_when_it_stores_a_file() throws IOException {
        var link = Files.createSymbolicLink(temporary.resolve("link"), fixture.project.resolve("a.txt"));

        assertThatThrownBy(() -> store().objects().writeBlob(link)).isInstanceOf(IOException.class);
    }

    @Test
    void works_in_a_project_that_names_objects_by_sha256() throws IOException {
        var project = new GitFixture(temporary.resolve("second"));
        project.git("init", "-q", "--object-format=sha256");
        try (project) {
            var tree = project.tree("d/x", "1");

            assertThat(tree.value()).startsWith("git-sha256:");
            assertThat(project.files(tree)).containsEntry("d/x", "100644 1");
            assertThatThrownBy(() -> project.store().files(tree, fixture.tree("x", "1")))
                    .isInstanceOf(GitFailed.class)
                    .hasMessageContaining("sha256");
        }
    }

    @Test
    void two_openers_make_one_store() throws Exception {
        var git = fixture.program();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var stores = IntStream.range(0, 8)
                    .mapToObj(
                            _ -> threads.submit(() -> GitStore.open(git, temporary.resolve("state"), Optional.empty())))
                    .toList();
            for (var store : stores) {
                store.get().close();
            }
        }
        try (var names = Files.list(temporary.resolve("state"))) {
            assertThat(names.map(path -> path.getFileName().toString())).containsExactly("git");
        }
    }

    @Test
    void says_what_is_wrong_with_the_git_program() throws IOException {
        var old = Files.writeString(temporary.resolve("oldgit"), "#!/bin/sh\necho git version 2.30.2\n");
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThatThrownBy(() -> GitProgram.at(old.toString(), fixture.environment))
                .hasMessageStartingWith("Wave needs git 2.38 or newer; this is git version 2.30.2 (" + old + ")\n");
        assertThatThrownBy(() -> GitProgram.at("no-such-git", fixture.environment))
                .hasMessageContaining("Wave needs git 2.38 or newer on the PATH");
    }

    @Test
    void asks_the_git_program_for_its_version_once_and_again_when_it_is_another() throws IOException {
        var folder = Files.createDirectory(temporary.resolve("bin"));
        var asked = temporary.resolve("asked");
        fixture.environment.put("PATH", folder + ":" + fixture.environment.get("PATH"));
        fakeGit(folder, "echo >>" + asked + "; echo git version 2.40.1");

        GitProgram.find(fixture.environment, temporary.resolve("cache"));
        GitProgram.find(fixture.environment, temporary.resolve("cache"));

        assertThat(asked).hasContent("\n");
        fakeGit(folder, "echo git version 2.30.2");
        assertThatThrownBy(() -> GitProgram.find(fixture.environment, temporary.resolve("cache")))
                .hasMessageStartingWith("Wave needs git 2.38 or newer; this is git version 2.30.2 (");
        assertThatThrownBy(() -> GitProgram.find(fixture.environment, temporary.resolve("cache")))
                .as("what was refused is not remembered")
                .isInstanceOf(GitFailed.class);
    }

    private static void fakeGit(Path folder, String script) throws IOException {
        var fake = Files.writeString(folder.resolve("git"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void writes_the_same_trees_as_git_add() throws IOException {
        var random = new Random(20_251);
        var names =
                List.of("a", "a.b", "a-b", "a0", "A", "new\nline", "sp ace", "\u00ff", "\u00c3\u00bc", "-x", "z\"q");
        for (var round = 0; round < 25; round++) {
            var folder = Files.createDirectories(temporary.resolve("round" + round));
            fill(folder, names, random, 3);
            var index = temporary.resolve("index" + round).toString();
            for (var command : List.of("add -A -f .", "write-tree")) {
                var run = store().git()
                        .neutral(store().gitDir(), command.split(" "))
                        .in(folder)
                        .env("GIT_WORK_TREE", folder.toString())
                        .env("GIT_INDEX_FILE", index);
                if (command.equals("write-tree")) {
                    assertThat(written(folder))
                            .isEqualTo(Optional.of(new ObjectId(run.text().strip())));
                } else {
                    run.output();
                }
            }
        }
    }

    private Optional<ObjectId> written(Path folder) throws IOException {
        var entries = new TreeMap<String, TreeEntry>();
        try (var children = Files.newDirectoryStream(folder)) {
            for (var child : children) {
                if (Files.isSymbolicLink(child)) {
                    entries.put(
                            FileName.of(child),
                            new TreeEntry(
                                    TreeEntry.Mode.SYMLINK,
                                    store().objects()
                                            .writeBlob(FileName.bytes(FileName.ofText(Files.readSymbolicLink(child)
                                                    .toString())))));
                } else if (Files.isDirectory(child)) {
                    written(child)
                            .ifPresent(id -> entries.put(FileName.of(child), new TreeEntry(TreeEntry.Mode.FOLDER, id)));
                } else {
                    entries.put(
                            FileName.of(child),
                            new TreeEntry(
                                    TreeEntry.Mode.of((int) Files.getAttribute(child, "unix:mode")),
                                    store().objects().writeBlob(child)));
                }
            }
        }
        return entries.isEmpty()
                ? Optional.of(store().objects().emptyTree())
                        .filter(_ -> folder.getParent().equals(temporary))
                : Optional.of(store().objects().writeTree(entries));
    }

    private static void fill(Path folder, List<String> names, Random random, int depth) throws IOException {
        for (var name : names) {
            var path = FileName.in(folder, name);
            switch (random.nextInt(depth > 0 ? 5 : 4)) {
                case 0 -> {}
                case 1 -> Files.writeString(path, "text " + random.nextInt(5));
                case 2 -> {
                    Files.writeString(path, "#!/bin/sh\n");
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
                case 3 -> Files.createSymbolicLink(path, Path.of("../to/" + random.nextInt(3)));
                default -> fill(Files.createDirectory(path), names, random, depth - 1);
            }
        }
    }

    @Test
    void narrows_to_what_globs_name() {
        var tree = fixture.tree("src/a.c", "1", "src/x/b.c", "2", "src/x/b.h", "3", "doc/a.md", "4", "top.c", "5");

        assertThat(fixture.files(store().narrow(tree, List.of("src/*"))).keySet())
                .containsExactly("src/a.c");
        assertThat(fixture.files(store().narrow(tree, List.of("*.c"))).keySet())
                .containsExactly("src/a.c", "src/x/b.c", "top.c");
        assertThat(fixture.files(store().narrow(tree, List.of("src/x", "/top.c")))
                        .keySet())
                .containsExactly("src/x/b.c", "src/x/b.h", "top.c");
        assertThat(store().narrow(tree, List.of("**"))).isEqualTo(tree);
        assertThat(store().narrow(tree, List.of("none"))).isEqualTo(store().empty());
    }

    @Test
    void lists_what_differs() {
        var from = fixture.tree("a", "1", "b/c", "2", "d", "3", "same/x", "s");
        var to = fixture.tree("a", "1x", "b", "now a file", "d/e", "4", "same/x", "s");

        assertThat(store().changes(from, to))
                .containsExactly(
                        new Trees.Change(Trees.Kind.MODIFIED, "a"),
                        new Trees.Change(Trees.Kind.ADDED, "b"),
                        new Trees.Change(Trees.Kind.DELETED, "b/c"),
                        new Trees.Change(Trees.Kind.DELETED, "d"),
                        new Trees.Change(Trees.Kind.ADDED, "d/e"));
        assertThat(store().changes(to, to)).isEmpty();
    }

    private GitStore store() {
        return fixture.store();
    }

    private Path loose(ObjectId id) {
        return store().gitDir()
                .resolve("objects/" + id.hex().substring(0, 2) + "/" + id.hex().substring(2));
    }

    private static void overwrite(Path file, byte[] bytes) throws IOException {
        Files.delete(file);
        Files.write(file, bytes);
    }

    private static String hex(TreeId tree) {
        return tree.value().substring("git-sha1:".length());
    }
}

package dev.wave.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wave.git.ApplyPlan.Conflict;
import dev.wave.model.Digest;
import dev.wave.model.TreeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyTest {
    @TempDir
    Path temporary;

    GitFixture fixture;

    @BeforeEach
    void make() throws IOException {
        fixture = GitFixture.repository(temporary, "a.txt", "b.txt", "dir/c.txt", "dir/sub/d.txt");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void brings_exactly_the_change_into_the_working_tree() throws IOException {
        var base = fixture.base().tree();
        var result = changed(
                base, "a.txt", "new text\n", "new/tool.sh", "#!/bin/sh\n", "b.txt", null, "dir/sub/d.txt", null);

        apply().apply(apply().plan(base, result));

        assertThat(fixture.git("status", "--porcelain", "-uall"))
                .isEqualTo(" M a.txt\n D b.txt\n D dir/sub/d.txt\n?? new/tool.sh\n");
        assertThat(Files.readString(fixture.project.resolve("a.txt"))).isEqualTo("new text\n");
        assertThat(fixture.project.resolve("new/tool.sh")).isExecutable();
        assertThat(fixture.project.resolve("dir/sub")).doesNotExist();
        assertThat(fixture.base().tree()).isEqualTo(result);
        assertThat(apply().plan(base, result).changes()).isEmpty();
    }

    @Test
    void changes_no_index_no_ref_and_no_other_file() throws IOException {
        fixture.write("mine.txt", "mine\n");
        fixture.git("add", "mine.txt");
        var base = fixture.base().tree();
        var before = fixture.everything();

        var plan = apply().plan(base, changed(base, "a.txt", "new text\n"));
        assertThat(fixture.everything()).isEqualTo(before);
        apply().apply(plan);

        var after = fixture.everything();
        before.remove("/a.txt");
        after.remove("/a.txt");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void keeps_what_the_person_did_since() throws IOException {
        fixture.write("a.txt", "1\n2\n3\n4\n5\n6\n7\n");
        var base = fixture.base().tree();
        var result = changed(base, "a.txt", "1\n2\n3\n4\n5\n6\nrun\n", "dir/c.txt", "run\n");
        fixture.write("a.txt", "person\n2\n3\n4\n5\n6\n7\n");
        fixture.write("b.txt", "person\n");
        fixture.write("dir/c.txt", "run\n");

        var plan = apply().plan(base, result);
        apply().apply(plan);

        assertThat(plan.changes()).extracting(FileChange::shown).containsExactly("a.txt");
        assertThat(Files.readString(fixture.project.resolve("a.txt"))).isEqualTo("person\n2\n3\n4\n5\n6\nrun\n");
        assertThat(Files.readString(fixture.project.resolve("b.txt"))).isEqualTo("person\n");
    }

    @Test
    void writes_nothing_if_there_is_a_conflict() throws IOException {
        var base = fixture.base().tree();
        var result = changed(base, "a.txt", "run\n", "b.txt", "run\n", "new.txt", "run\n");
        fixture.write("a.txt", "person\n");
        fixture.write("new.txt", "person\n");
        fixture.write(".gitignore", "new.txt\n");
        var before = fixture.everything();

        var plan = apply().plan(base, result);

        assertThat(plan.conflicts())
                .containsExactly(
                        new Conflict("a.txt", "was changed both by the run and since"),
                        new Conflict("new.txt", "was changed both by the run and since"));
        assertThatThrownBy(() -> apply().apply(plan))
                .isInstanceOf(GitFailed.class)
                .hasMessageStartingWith("nothing was applied; these files stand in the way:\n  a.txt was changed");
        assertThat(fixture.everything()).isEqualTo(before);
    }

    @Test
    void writes_nothing_if_a_file_changed_after_the_plan() throws IOException {
        var base = fixture.base().tree();
        var plan = apply().plan(base, changed(base, "a.txt", "run\n", "b.txt", "run\n"));
        fixture.write("b.txt", "person\n");

        assertThatThrownBy(() -> apply().apply(plan))
                .hasMessage("nothing was applied; these files changed meanwhile: b.txt");
        assertThat(Files.readString(fixture.project.resolve("a.txt"))).isEqualTo("content of a.txt\n");
    }

    @Test
    void writes_behind_no_symbolic_link() throws IOException {
        var outside = Files.createDirectories(temporary.resolve("outside"));
        var base = fixture.base().tree();
        Files.createSymbolicLink(fixture.project.resolve("link"), outside);

        var plan = apply().plan(base, changed(base, "link/x", "text\n", "a.txt", "run\n"));

        assertThat(plan.conflicts()).containsExactly(new Conflict("link/x", "lies behind the symbolic link link"));
        assertThatThrownBy(() -> apply().apply(plan)).isInstanceOf(GitFailed.class);
        assertThat(outside).isEmptyDirectory();
        assertThat(fixture.project.resolve("link")).isSymbolicLink();
    }

    @Test
    void replaces_a_link_and_does_not_write_through_it() throws IOException {
        var target = Files.writeString(temporary.resolve("target"), "outside\n");
        Files.createSymbolicLink(fixture.project.resolve("link"), target);
        var base = fixture.base().tree();

        apply().apply(apply().plan(base, changed(base, "link", "a file now\n")));

        assertThat(Files.readString(target)).isEqualTo("outside\n");
        assertThat(fixture.project.resolve("link")).isRegularFile().hasContent("a file now");
    }

    @Test
    void never_reaches_gits_or_waves_own_files() throws IOException {
        var base = fixture.base().tree();
        for (var path : List.of(
                ".git/hooks/pre-commit",
                ".GIT/config",
                "sub/.git/config",
                ".g\u200Cit/config",
                ".git /config",
                ".git./config",
                "git~1/config",
                ".git::$INDEX_ALLOCATION/config",
                "wave.yaml",
                "Wave.lock",
                ".wave/personas/x.md")) {
            var plan = apply().plan(base, changed(base, path, "evil\n"));
            assertThat(plan.conflicts()).as(path).hasSize(1);
            assertThatThrownBy(() -> apply().apply(plan)).as(path).isInstanceOf(GitFailed.class);
        }
        assertThat(SafePath.objection("a/../../b")).isPresent();
        assertThat(SafePath.objection("a//b")).isPresent();
        assertThat(SafePath.objection("dir/wave.yaml")).isEmpty();
        assertThat(SafePath.objection(".gitignore")).isEmpty();
    }

    @Test
    void does_not_push_aside_what_is_ignored_or_unknown() throws IOException {
        fixture.write(".gitignore", "out\n");
        var base = fixture.base().tree();
        fixture.write("out", "ignored file\n");
        fixture.write("new/mine.txt", "mine\n");

        var plan = apply().plan(base, changed(base, "out/x", "run\n", "new", "a file\n"));

        assertThat(plan.conflicts())
                .containsExactly(
                        new Conflict("new", "is a folder that holds new/mine.txt"),
                        new Conflict("out/x", "needs a folder where the file out is"));
        assertThat(Files.readString(fixture.project.resolve("out"))).isEqualTo("ignored file\n");
    }

    @Test
    void turns_files_into_folders_and_back() throws IOException {
        var base = fixture.base().tree();
        var result = changed(
                base, "a.txt", null, "a.txt/inner", "x\n", "dir/c.txt", null, "dir/sub/d.txt", null, "dir", "file\n");

        apply().apply(apply().plan(base, result));

        assertThat(fixture.base().tree()).isEqualTo(result);
        apply().apply(apply().plan(result, base));
        assertThat(fixture.base().tree()).isEqualTo(base);
    }

    @Test
    void writes_names_that_are_no_text_and_links() throws IOException {
        var base = fixture.base().tree();
        var objects = fixture.store().objects();
        var blob = objects.writeBlob(new byte[] {'x', '\n'});
        var link = objects.writeBlob(FileName.bytes("../a.txt"));
        var root = new TreeEdit()
                .put("\u00ff\u00fe", Optional.of(new TreeEntry(TreeEntry.Mode.FILE, blob)))
                .put("new\nline/\u00c3\u00bc", Optional.of(new TreeEntry(TreeEntry.Mode.EXECUTABLE, blob)))
                .put("dir/link", Optional.of(new TreeEntry(TreeEntry.Mode.SYMLINK, link)))
                .apply(objects, objects.format().objectId(base));
        var result = objects.format().treeId(root);

        apply().apply(apply().plan(base, result));

        assertThat(fixture.base().tree()).isEqualTo(result);
        assertThat(Files.readSymbolicLink(fixture.project.resolve("dir/link"))).hasToString("../a.txt");
    }

    @Test
    void writes_line_endings_as_the_user_has_it_set() throws IOException {
        fixture.git("config", "core.autocrlf", "true");
        fixture.write("a.txt", "one\r\n");
        var base = fixture.base().tree();

        apply().apply(apply().plan(base, changed(base, "a.txt", "one\ntwo\n")));

        assertThat(Files.readString(fixture.project.resolve("a.txt"))).isEqualTo("one\r\ntwo\r\n");
        assertThat(fixture.files(fixture.base().tree())).containsEntry("a.txt", "100644 one\ntwo\n");
    }

    @Test
    void lists_apart_what_tools_execute() throws IOException {
        var base = fixture.base().tree();
        var result = changed(
                base,
                ".github/workflows/ci.yml",
                "x",
                "sub/package.json",
                "{}",
                "Makefile",
                "all:\n",
                "tool.sh",
                "#!/bin/sh\n",
                ".husky/pre-commit",
                "x",
                "src/Main.java",
                "class Main {}",
                "README.md",
                "x");

        assertThat(apply().plan(base, result).executed())
                .extracting(FileChange::shown)
                .containsExactly(
                        ".github/workflows/ci.yml", ".husky/pre-commit", "Makefile", "sub/package.json", "tool.sh");
    }

    @Test
    void works_in_a_subfolder_and_touches_nothing_outside() throws IOException {
        var folder = fixture.project.resolve("dir");
        var user = UserRepository.find(fixture.program(), folder);
        var base = new BaseSnapshot(fixture.store(), folder, user, BaseLimits.DEFAULT)
                .now()
                .tree();

        var apply = new Apply(fixture.store(), folder, user);
        apply.apply(apply.plan(base, changed(base, "c.txt", "run\n", "a.txt", "new\n")));

        assertThat(fixture.git("status", "--porcelain", "-uall")).isEqualTo(" M dir/c.txt\n?? dir/a.txt\n");
    }

    @Test
    void works_without_git() throws IOException {
        var plain = new GitFixture(temporary.resolve("plain"));
        try (plain) {
            plain.write("a.txt", "one\r\n");
            plain.write("gone/b.txt", "two\n");
            var base = plain.base().tree();
            var objects = plain.store().objects();
            var result = objects.format()
                    .treeId(new TreeEdit()
                            .put(
                                    "a.txt",
                                    Optional.of(new TreeEntry(
                                            TreeEntry.Mode.FILE, objects.writeBlob(FileName.bytes("three\r\n")))))
                            .put("gone/b.txt", Optional.empty())
                            .apply(objects, objects.format().objectId(base)));

            var apply = new Apply(plain.store(), plain.project, Optional.empty());
            apply.apply(apply.plan(base, result));

            assertThat(Files.readString(plain.project.resolve("a.txt"))).isEqualTo("three\r\n");
            assertThat(plain.project.resolve("gone")).doesNotExist();
            assertThatThrownBy(() -> new BranchApply(plain.store(), plain.project, Optional.empty()))
                    .isInstanceOf(GitFailed.class)
                    .hasMessageContaining("is not in a git repository, so there are no branches");
        }
    }

    @Test
    void finishes_what_was_interrupted() throws IOException {
        var base = fixture.base().tree();
        var result = changed(base, "a.txt", "run\n", "b.txt", null, "dir/c.txt", "run\n", "new/x.sh", "#!/bin/sh\n");
        var plan = apply().plan(base, result);
        try (var journal = ApplyJournal.open(fixture.store(), fixture.project.toAbsolutePath())) {
            fixture.store().sync();
            journal.begin(plan.from(), plan.to());
        }
        // as if killed after the first of four files, while it wrote the second
        fixture.write("a.txt", "run\n");
        Files.writeString(
                fixture.project.resolve(
                        "dir/.wave-apply-" + Digest.ofText("dir/c.txt").hex().substring(0, 16)),
                "half");

        assertThat(apply().finishInterrupted())
                .containsExactly(
                        "finished applying b.txt", "finished applying dir/c.txt", "finished applying new/x.sh");

        assertThat(fixture.base().tree()).isEqualTo(result);
        assertThat(apply().finishInterrupted()).isEmpty();
    }

    @Test
    void one_apply_at_a_time() throws IOException {
        var base = fixture.base().tree();
        var plan = apply().plan(base, changed(base, "a.txt", "run\n"));
        try (var _ = ApplyJournal.open(fixture.store(), fixture.project)) {
            assertThatThrownBy(() -> apply().apply(plan)).hasMessage("another `wave apply` is at work in this project");
        }
        apply().apply(plan);
    }

    @Test
    void any_result_arrives_whole() throws IOException {
        var random = new Random(3);
        for (var round = 0; round < 25; round++) {
            var base = fixture.base().tree();
            var result = random(random);
            apply().apply(apply().plan(base, result));
            assertThat(fixture.base().tree()).as("round %s", round).isEqualTo(result);
            assertThat(leftovers()).isEmpty();
        }
    }

    private List<String> leftovers() throws IOException {
        try (var files = Files.walk(fixture.project)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(".wave-apply"))
                    .toList();
        }
    }

    private TreeId random(Random random) {
        var objects = fixture.store().objects();
        var edit = new TreeEdit();
        for (var path : List.of("a", "b", "c/d", "c/e/f", "g\nh", "\u00ff/i")) {
            var at = random.nextInt(4) == 0 ? path + "/below" : path;
            switch (random.nextInt(4)) {
                case 0 -> {}
                case 1 -> edit.put(at, entry(TreeEntry.Mode.SYMLINK, "to " + random.nextInt(3)));
                case 2 -> edit.put(at, entry(TreeEntry.Mode.EXECUTABLE, "text " + random.nextInt(3)));
                default -> edit.put(at, entry(TreeEntry.Mode.FILE, "text " + random.nextInt(3)));
            }
        }
        return objects.format().treeId(edit.apply(objects, objects.emptyTree()));
    }

    private Optional<TreeEntry> entry(TreeEntry.Mode mode, String text) {
        return Optional.of(new TreeEntry(mode, fixture.store().objects().writeBlob(FileName.bytes(text))));
    }

    /// The tree with these texts at these paths; null removes.
    private TreeId changed(TreeId tree, String... pathsAndTexts) {
        var objects = fixture.store().objects();
        var edit = new TreeEdit();
        for (var i = 0; i < pathsAndTexts.length; i += 2) {
            var path = FileName.ofText(pathsAndTexts[i]);
            if (pathsAndTexts[i + 1] == null) {
                edit.put(path, Optional.empty());
            } else {
                edit.put(
                        path,
                        entry(
                                path.endsWith(".sh") ? TreeEntry.Mode.EXECUTABLE : TreeEntry.Mode.FILE,
                                pathsAndTexts[i + 1]));
            }
        }
        return objects.format().treeId(edit.apply(objects, objects.format().objectId(tree)));
    }

    private Apply apply() {
        return new Apply(fixture.store(), fixture.project, UserRepository.find(fixture.program(), fixture.project));
    }
}

package dev.wave.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.model.TreeId;
import dev.wave.spi.Trees.Merged;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeMergeTest {
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
    void takes_what_each_side_changed() {
        var base = fixture.tree("a", "1", "d/b", "2", "d/c", "3");
        var ours = fixture.tree("a", "1x", "d/b", "2", "d/c", "3");
        var theirs = fixture.tree("a", "1", "d/b", "2x", "e", "new");

        assertThat(merge(base, ours, theirs)).isEqualTo(clean("a", "1x", "d/b", "2x", "e", "new"));
        assertThat(merge(base, ours, base)).isEqualTo(new Merged.Clean(ours));
        assertThat(merge(base, base, theirs)).isEqualTo(new Merged.Clean(theirs));
        assertThat(merge(base, ours, ours)).isEqualTo(new Merged.Clean(ours));
    }

    @Test
    void merges_lines_of_one_file() {
        var base = fixture.tree("a", "1\n2\n3\n4\n5\n6\n7\n");
        var ours = fixture.tree("a", "1x\n2\n3\n4\n5\n6\n7\n");
        var theirs = fixture.tree("a", "1\n2\n3\n4\n5\n6\n7x\n");

        assertThat(merge(base, ours, theirs)).isEqualTo(clean("a", "1x\n2\n3\n4\n5\n6\n7x\n"));
    }

    @Test
    void names_the_files_in_conflict() {
        var base = fixture.tree("a", "1\n", "d/ü", "2\n", "gone", "3\n", "ok", "4\n");
        var ours = fixture.tree("a", "1x\n", "d/ü", "2x\n", "gone", "3x\n", "ok", "4\n");
        var theirs = fixture.tree("a", "1y\n", "d/ü", "2y\n", "ok", "4y\n");

        assertThat(merge(base, ours, theirs)).isEqualTo(new Merged.Conflict(List.of("a", "d/ü", "gone")));
    }

    @Test
    void lets_no_attribute_of_the_tree_choose_how_to_merge() {
        var attributes = "* merge=union\n";
        var base = fixture.tree(".gitattributes", attributes, "a", "1\n");
        var ours = fixture.tree(".gitattributes", attributes, "a", "2\n");
        var theirs = fixture.tree(".gitattributes", attributes, "a", "3\n");

        assertThat(merge(base, ours, theirs)).isEqualTo(new Merged.Conflict(List.of("a")));
    }

    @Test
    void knows_no_renames() {
        var base = fixture.tree("old/a", "1\n2\n3\n", "old/b", "4\n5\n6\n");
        var ours = fixture.tree("new/a", "1\n2\n3\n", "new/b", "4\n5\n6\n");
        var theirs = fixture.tree("old/a", "1\n2\n3\n", "old/b", "4\n5\n6\n", "old/c", "7\n");

        assertThat(merge(base, ours, theirs))
                .isEqualTo(clean("new/a", "1\n2\n3\n", "new/b", "4\n5\n6\n", "old/c", "7\n"));
    }

    @Test
    void agrees_with_git_on_random_trees() {
        var random = new Random(11);
        var conflicts = 0;
        for (var round = 0; round < 40; round++) {
            var base = random(random, false);
            var ours = random(random, false);
            var theirs = random(random, false);
            if (merge(base, ours, theirs) instanceof Merged.Clean(var tree)) {
                assertThat(byGit(base, ours, theirs)).contains(tree);
            } else {
                conflicts++;
                assertThat(byGit(base, ours, theirs)).isEmpty();
            }
        }
        assertThat(conflicts).isBetween(1, 39);
    }

    /// Where both sides made the same folder into the same file git sees a conflict; we do not.
    @Test
    void where_files_became_folders_it_has_gits_answer_whenever_git_has_one() {
        var random = new Random(12);
        for (var round = 0; round < 40; round++) {
            var base = random(random, true);
            var ours = random(random, true);
            var theirs = random(random, true);
            var expected = byGit(base, ours, theirs);
            if (expected.isPresent()) {
                assertThat(merge(base, ours, theirs)).isEqualTo(new Merged.Clean(expected.get()));
            }
        }
    }

    private TreeId random(Random random, boolean folders) {
        var files = new ArrayList<String>();
        for (var path : List.of("a", "b/x", "b/y/z", "c", "d/e", "f/g/h")) {
            if (random.nextInt(10) > 0) {
                files.add(folders && random.nextInt(10) == 0 ? path + "/below" : path);
                files.add(random.nextInt(5) == 0 ? "changed " + random.nextInt(2) : "same");
            }
        }
        return fixture.tree(files.toArray(String[]::new));
    }

    /// With commits made by git itself; empty for a conflict.
    private Optional<TreeId> byGit(TreeId base, TreeId ours, TreeId theirs) {
        var root = commit(base);
        var ended = store().git()
                .neutral(
                        store().gitDir(),
                        "-c",
                        "merge.renames=false",
                        "merge-tree",
                        "--write-tree",
                        commit(ours, "-p", root),
                        commit(theirs, "-p", root))
                .run();
        return ended.exit() != 0
                ? Optional.empty()
                : Optional.of(
                        new TreeId("git-sha1:" + FileName.of(ended.bytes()).strip()));
    }

    private String commit(TreeId tree, String... parent) {
        var arguments =
                new ArrayList<>(List.of("commit-tree", "-m", "x", tree.value().substring("git-sha1:".length())));
        arguments.addAll(List.of(parent));
        return store().git()
                .neutral(store().gitDir(), arguments.toArray(String[]::new))
                .text()
                .strip();
    }

    private Merged merge(TreeId base, TreeId ours, TreeId theirs) {
        return store().merge(base, ours, theirs);
    }

    private Merged clean(String... files) {
        return new Merged.Clean(fixture.tree(files));
    }

    private GitStore store() {
        return fixture.store();
    }
}

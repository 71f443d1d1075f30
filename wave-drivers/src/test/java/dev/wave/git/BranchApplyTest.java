package dev.wave.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wave.model.TreeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BranchApplyTest {
    @TempDir
    Path temporary;

    GitFixture fixture;

    @BeforeEach
    void make() throws IOException {
        fixture = GitFixture.repository(temporary, "a.txt", "dir/b.txt", "wave.yaml");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void commits_the_change_to_a_new_branch_and_leaves_the_rest_alone() throws IOException {
        fixture.write("dir/b.txt", "the person's\n");
        fixture.git("add", "-A");
        var base = fixture.base();
        var before = fixture.everything();

        var plan = plan(base, changed(base.tree(), "a.txt", "run\n"), "wave/result");
        var commit = apply().commit(plan, "Add what the run made: ü\n\nMore.\n");

        assertThat(plan.exists()).isFalse();
        assertThat(fixture.git("log", "-1", "--format=%an <%ae>%n%B", commit))
                .isEqualTo("Ada <ada@example.org>\nAdd what the run made: \u00c3\u00bc\n\nMore.\n\n");
        assertThat(fixture.git("show", "--format=", "--name-status", "wave/result"))
                .isEqualTo("M\ta.txt\n");
        assertThat(fixture.git("rev-parse", "wave/result^").strip())
                .isEqualTo(base.commit().orElseThrow());
        assertThat(fixture.git("fsck", "--strict", "--no-dangling")).isEmpty();
        var after = fixture.everything();
        after.keySet().removeIf(path -> !before.containsKey(path));
        assertThat(after).isEqualTo(before);
    }

    @Test
    void moves_a_branch_forward_by_a_merge_with_its_tip() throws IOException {
        var base = fixture.base();
        fixture.git("checkout", "-qb", "feature");
        fixture.write("dir/b.txt", "feature\n");
        fixture.git("commit", "-qam", "on the branch");
        var tip = fixture.git("rev-parse", "HEAD").strip();
        fixture.git("checkout", "-q", "main");

        apply().commit(plan(base, changed(base.tree(), "a.txt", "run\n"), "feature"), "run");

        assertThat(fixture.git("rev-parse", "feature^").strip()).isEqualTo(tip);
        assertThat(fixture.git("show", "feature:a.txt")).isEqualTo("run\n");
        assertThat(fixture.git("show", "feature:dir/b.txt")).isEqualTo("feature\n");
        assertThat(fixture.git("show", "feature:wave.yaml")).isEqualTo("content of wave.yaml\n");
    }

    @Test
    void reports_conflicts_with_the_tip_and_commits_nothing() throws IOException {
        var base = fixture.base();
        fixture.git("checkout", "-qb", "feature");
        fixture.write("a.txt", "feature\n");
        fixture.git("commit", "-qam", "on the branch");
        fixture.git("checkout", "-q", "main");
        var refs = fixture.git("for-each-ref");

        var plan = plan(base, changed(base.tree(), "a.txt", "run\n"), "feature");

        assertThat(plan.plan().conflicts()).hasSize(1);
        assertThatThrownBy(() -> apply().commit(plan, "run")).isInstanceOf(GitFailed.class);
        assertThat(fixture.git("for-each-ref")).isEqualTo(refs);
    }

    @Test
    void refuses_a_branch_that_is_checked_out_or_no_name() {
        var base = fixture.base();
        var result = changed(base.tree(), "a.txt", "run\n");

        assertThatThrownBy(() -> plan(base, result, "main")).hasMessageContaining("main is checked out in");
        for (var name : new String[] {"-x", "a..b", "@{-1}", "a b", ""}) {
            assertThatThrownBy(() -> plan(base, result, name)).hasMessageContaining("cannot be the name of a branch");
        }
    }

    @Test
    void does_not_move_a_branch_that_moved_since_the_plan() throws IOException {
        var base = fixture.base();
        var result = changed(base.tree(), "a.txt", "run\n");
        fixture.git("branch", "feature");
        var old = plan(base, result, "feature");
        apply().commit(plan(base, changed(base.tree(), "new", "x"), "feature"), "first");

        assertThatThrownBy(() -> apply().commit(old, "second")).isInstanceOf(GitFailed.class);
        assertThat(fixture.git("show", "feature:new")).isEqualTo("x");
    }

    @Test
    void makes_the_first_commit_of_a_repository_too() throws IOException {
        var fresh = new GitFixture(temporary.resolve("fresh"));
        try (fresh) {
            fresh.git("init", "-q");
            fresh.write("a.txt", "1\n");
            var user = UserRepository.find(fresh.program(), fresh.project);
            var base = fresh.base();
            var apply = new BranchApply(fresh.store(), fresh.project, user);
            var result = fresh.tree("a.txt", "1\n", "b.txt", "2\n");

            apply.commit(apply.plan(base.tree(), result, base.commit(), "result"), "run");

            assertThat(fresh.git("show", "result:b.txt")).isEqualTo("2\n");
        }
    }

    @Test
    void says_so_if_git_does_not_know_the_user() throws IOException {
        var base = fixture.base();
        Files.writeString(fixture.home.resolve(".gitconfig"), "[user]\n\tuseConfigOnly = true\n");
        var plan = plan(base, changed(base.tree(), "a.txt", "run\n"), "x");

        assertThatThrownBy(() -> apply().commit(plan, "run")).hasMessageContaining("user.email");
    }

    private BranchApply.BranchPlan plan(Base base, TreeId result, String branch) {
        return apply().plan(base.tree(), result, base.commit(), branch);
    }

    private TreeId changed(TreeId tree, String path, String text) {
        var objects = fixture.store().objects();
        var entry = new TreeEntry(TreeEntry.Mode.FILE, objects.writeBlob(FileName.bytes(text)));
        return objects.format()
                .treeId(new TreeEdit()
                        .put(path, Optional.of(entry))
                        .apply(objects, objects.format().objectId(tree)));
    }

    private BranchApply apply() {
        return new BranchApply(
                fixture.store(), fixture.project, UserRepository.find(fixture.program(), fixture.project));
    }
}

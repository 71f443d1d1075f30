package dev.wave.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wave.model.Digest;
import dev.wave.model.History;
import dev.wave.model.SandboxMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// `workspace: {history: true}` with real git: what a step's git shows of the user's commits, and that nothing it
/// does there reaches the user's repository.
class HistoryTest {
    /// What a person's shell does, not what Wave does.
    private static final String USER = """
            set -e
            export HOME=/nonexistent GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
            export GIT_AUTHOR_NAME=Ada GIT_AUTHOR_EMAIL=ada@example.org
            export GIT_COMMITTER_NAME=Ada GIT_COMMITTER_EMAIL=ada@example.org
            """;

    private static final String REPOSITORY = USER + """
            git init -q -b trunk .
            git config remote.origin.url https://token:secret@git.example.org/x
            git config credential.helper store
            printf 'one\\n' > a.txt
            mkdir app other
            printf 'first\\n' > app/main.txt
            echo o > other/o.txt
            git add .
            GIT_AUTHOR_DATE='@1700000000 +0100' GIT_COMMITTER_DATE='@1700000000 +0100' git commit -qm 'First of all'
            printf 'one\\ntwo\\n' > a.txt
            printf 'first\\nsecond\\n' > app/main.txt
            git add .
            GIT_AUTHOR_DATE='@1700001000 +0100' GIT_COMMITTER_DATE='@1700001000 +0100' git commit -qm 'Second of all'
            git tag v1
            git branch side
            echo p > other/o.txt
            git add .
            GIT_AUTHOR_DATE='@1700002000 +0100' GIT_COMMITTER_DATE='@1700002000 +0100' git commit -qm 'Only the other'
            """;

    @TempDir(cleanup = CleanupMode.NEVER)
    static Path shared;

    private final List<WorkspaceFixture> open = new ArrayList<>();
    private Path temporary;
    private Path repository;

    @BeforeEach
    void make() throws IOException {
        temporary = Files.createTempDirectory(shared, "t");
        repository = Files.createDirectories(temporary.resolve("user"));
        sh(repository, REPOSITORY);
    }

    @AfterEach
    void close() throws IOException {
        for (var fixture : open) {
            fixture.close();
        }
        sh(shared, "chmod -R u+rwX . && rm -rf ./*");
    }

    static Stream<Arguments> kinds() {
        return Stream.of("overlay", "pool")
                .flatMap(
                        way -> Stream.of(SandboxMode.NONE, SandboxMode.REQUIRED).map(mode -> Arguments.of(way, mode)));
    }

    static Stream<Arguments> ways() {
        return Stream.of("overlay", "pool").map(way -> Arguments.of(way, SandboxMode.AUTO));
    }

    private WorkspaceFixture fixture(Path project, String way, SandboxMode mode) throws IOException {
        var fixture = WorkspaceFixture.of(temporary, project, way, mode);
        open.add(fixture);
        return fixture;
    }

    private static String sh(Path folder, String script) {
        var ran = WorkspaceFixture.sh(folder, script);
        assertThat(ran.exit()).as(ran.output()).isZero();
        return ran.output();
    }

    private String git(String words) {
        return sh(repository, USER + "git " + words).strip();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void shows_the_commits_under_the_files_as_they_are(String way, SandboxMode mode) throws IOException {
        var fixture = fixture(repository, way, mode);
        Files.writeString(repository.resolve("a.txt"), "one\ntwo\nnot committed\n");
        var base = fixture.base();

        assertThat(base.history()).contains(new History(git("rev-parse HEAD"), "", Optional.empty()));
        try (var workspace = fixture.openWithHistory(base)) {
            assertThat(fixture.run(workspace, "git log --format='%an %s'")).isEqualTo("""
                    Wave The project as this step sees it
                    Ada Only the other
                    Ada Second of all
                    Ada First of all
                    """);
            assertThat(fixture.run(workspace, "git blame -s a.txt | sed 's/ .*)//'"))
                    .isEqualTo(short8("HEAD~2", "^") + " one\n" + short8("HEAD~1", "") + " two\n"
                            + fixture.run(workspace, "git rev-parse --short=8 HEAD")
                                    .strip() + " not committed\n");
            assertThat(fixture.run(workspace, "git show --format= --name-only HEAD~1 && git rev-parse HEAD^"))
                    .isEqualTo("other/o.txt\n" + git("rev-parse HEAD") + "\n");
            assertThat(fixture.run(workspace, "git log --oneline --since=@1700000500 | wc -l")
                            .strip())
                    .as("a look back by date does not stop at Wave's own commit")
                    .isEqualTo("3");
            assertThat(fixture.run(workspace, "git status --porcelain")).isEmpty();
        }
        try (var workspace = fixture.open(base.tree())) {
            assertThat(fixture.run(workspace, "git log --format=%s"))
                    .as("a step that did not ask for it, in the checkout after it")
                    .isEqualTo("The project as this step sees it\n");
            assertThat(fixture.tryRun(workspace, "test -e .git/shallow || test -e .git/packed-refs")
                            .exit())
                    .isNotZero();
        }
    }

    private String short8(String revision, String mark) {
        return mark + git("rev-parse " + revision).substring(0, 8 - mark.length());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void shows_no_names_remotes_or_settings_of_the_users(String way, SandboxMode mode) throws IOException {
        var fixture = fixture(repository, way, mode);
        try (var workspace = fixture.openWithHistory(fixture.base())) {
            assertThat(fixture.run(
                            workspace, "git for-each-ref --format='%(refname)'; git remote; git tag; git stash list"))
                    .isEqualTo("refs/heads/main\n");
            assertThat(fixture.run(workspace, "git config --local --list; cat .git/config; ls .git"))
                    .doesNotContain("remote", "credential", "secret", "logs");
            assertThat(fixture.tryRun(workspace, "git fetch origin").exit()).isNotZero();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nothing_done_to_it_reaches_the_users_repository(String way, SandboxMode mode) throws IOException {
        var fixture = fixture(repository, way, mode);
        var base = fixture.base();
        var before = everything(repository);
        try (var workspace = fixture.openWithHistory(base)) {
            fixture.run(workspace, """
                    echo more >> a.txt
                    git commit -qam mine
                    git branch gone HEAD~2
                    git reset -q --hard HEAD~3
                    git tag -f v1
                    git reflog expire --expire=now --all
                    git gc -q --prune=now
                    git repack -adfq
                    git prune --expire=now
                    git commit --amend -qm 'rewritten'
                    git replace -f HEAD HEAD~1 || true
                    git update-ref -d refs/heads/main || true
                    rm -rf .git/refs .git/packed-refs
                    """);
            assertThat(everything(repository)).isEqualTo(before);
            assertThat(git("fsck --strict 2>&1")).doesNotContain("error", "missing");
            workspace.capture(List.of());
        }
        assertThat(fixture.base()).as("the store has all it had").isEqualTo(base);
        try (var workspace = fixture.openWithHistory(base)) {
            assertThat(fixture.run(workspace, "git log --oneline | wc -l").strip())
                    .as("the next step's is whole")
                    .isEqualTo("4");
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void wave_runs_nothing_that_its_settings_say(String way, SandboxMode mode) throws IOException {
        var fixture = fixture(repository, way, mode);
        var base = fixture.base();
        var marker = temporary.resolve("ran");
        var script = temporary.resolve("hostile.sh");
        sh(temporary, "printf '#!/bin/sh\\ntouch %s\\n' '" + marker + "' > hostile.sh && chmod +x hostile.sh");
        try (var workspace = fixture.openWithHistory(base)) {
            fixture.run(workspace, """
                    echo more >> a.txt
                    git config core.fsmonitor HOSTILE
                    git config core.hooksPath /
                    git config filter.x.clean HOSTILE
                    git config diff.external HOSTILE
                    git config core.sshCommand HOSTILE
                    git config core.alternateRefsCommand HOSTILE
                    git config remote.origin.url 'ext::HOSTILE'
                    git config extensions.partialClone origin
                    echo '* filter=x' > .git/info/attributes
                    """.replace("HOSTILE", script.toString()));
            assertThat(fixture.text(workspace.capture(List.of()).tree(), "a.txt"))
                    .isEqualTo("one\ntwo\nmore\n");
            try (var copy = workspace.copy("check")) {
                assertThat(Files.exists(marker)).isFalse();
                fixture.run(copy, "git -c core.fsmonitor=false log --oneline >/dev/null || true");
            }
        }
        try (var workspace = fixture.openWithHistory(base)) {
            assertThat(fixture.run(workspace, "git config --list --local")).doesNotContain("hostile", "partial");
        }
        assertThat(marker).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void contracts_see_it_too(String way, SandboxMode mode) throws IOException {
        var fixture = fixture(repository, way, mode);
        try (var workspace = fixture.openWithHistory(fixture.base())) {
            fixture.run(workspace, "echo more >> a.txt");
            try (var copy = workspace.copy("check")) {
                assertThat(fixture.run(copy, "git log --oneline | wc -l; git diff --name-only"))
                        .isEqualTo("4\na.txt\n");
            }
        }
    }

    /// Not the other folders' commits, and under the ids that the user knows.
    @ParameterizedTest
    @MethodSource("kinds")
    void of_a_project_in_a_folder_is_that_folders(String way, SandboxMode mode) throws IOException {
        sh(
                repository,
                USER + "git checkout -q side; echo s > app/side.txt; git add .; git commit -qm Aside;"
                        + "git checkout -q trunk; echo t > app/trunk.txt; git add .; git commit -qm Trunk; git merge -qm Both side");
        var fixture = fixture(repository.resolve("app"), way, mode);
        var base = fixture.base();

        assertThat(base.history()).contains(new History(git("rev-parse HEAD"), "app", Optional.empty()));
        try (var workspace = fixture.openWithHistory(base)) {
            assertThat(fixture.run(workspace, "git log --topo-order --format=%H HEAD^"))
                    .isEqualTo(git("log --topo-order --format=%H HEAD -- app") + "\n");
            assertThat(fixture.run(workspace, "git log --format=%s -- main.txt; git show HEAD~1:trunk.txt"))
                    .isEqualTo("Second of all\nFirst of all\nt\n");
            assertThat(fixture.run(workspace, "git blame -s main.txt | cut -d' ' -f1"))
                    .isEqualTo(git("blame -s app/main.txt | cut -d' ' -f1") + "\n");
            assertThat(fixture.run(workspace, "git diff --name-only HEAD~1 HEAD; git status --porcelain"))
                    .isEmpty();
            assertThat(fixture.run(workspace, "git log --decorate=short --format='%D' HEAD^")
                            .strip())
                    .isEmpty();
        }
        assertThat(git("for-each-ref --format='%(refname)'"))
                .isEqualTo("refs/heads/side\nrefs/heads/trunk\nrefs/tags/v1");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void of_a_folder_that_no_commit_has_is_nothing(String way, SandboxMode mode) throws IOException {
        Files.writeString(Files.createDirectory(repository.resolve("new")).resolve("x"), "x\n");
        var fixture = fixture(repository.resolve("new"), way, mode);
        try (var workspace = fixture.openWithHistory(fixture.base())) {
            assertThat(fixture.run(workspace, "git log --format=%s")).isEqualTo("The project as this step sees it\n");
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void of_a_shallow_clone_is_what_it_has(String way, SandboxMode mode) throws IOException {
        sh(temporary, USER + "git clone -q --depth 2 'file://" + repository + "' shallow");
        var clone = temporary.resolve("shallow");
        var fixture = fixture(clone, way, mode);
        var base = fixture.base();
        try (var workspace = fixture.openWithHistory(base)) {
            assertThat(fixture.run(workspace, "git log --format=%s HEAD^; git blame -s a.txt >/dev/null"))
                    .isEqualTo("Only the other\nSecond of all\n");
        }
        var part = fixture(clone.resolve("app"), way, mode);
        try (var workspace = part.openWithHistory(part.base())) {
            assertThat(part.run(workspace, "git log --format=%s HEAD^")).isEqualTo("Second of all\n");
        }
        sh(clone, USER + "git fetch -q --unshallow");

        assertThat(base.history().orElseThrow().cut()).isPresent();
        assertThat(fixture.base().history().orElseThrow().cut())
                .as("a step that sees less is another step")
                .isEmpty();
        assertThat(fixture.base().tree()).isEqualTo(base.tree());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void of_a_partial_clone_is_what_it_has_and_nothing_is_fetched(String way, SandboxMode mode) throws IOException {
        sh(repository, "git config uploadpack.allowFilter true");
        sh(temporary, USER + "git clone -q --filter=blob:none 'file://" + repository + "' partial");
        var clone = temporary.resolve("partial");
        var fixture = fixture(clone, way, mode);
        var base = fixture.base();
        Files.move(repository, temporary.resolve("away"));
        try (var workspace = fixture.openWithHistory(base)) {
            assertThat(fixture.run(workspace, "git log --format=%s HEAD^"))
                    .isEqualTo("Only the other\nSecond of all\nFirst of all\n");
            assertThat(fixture.tryRun(workspace, "git show HEAD~3:a.txt").exit())
                    .isNotZero();
        }
        var part = fixture(clone.resolve("app"), way, mode);
        try (var workspace = part.openWithHistory(part.base())) {
            assertThat(part.run(workspace, "git log --format=%s HEAD^")).isEqualTo("Second of all\nFirst of all\n");
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void of_another_worktree_is_that_worktrees(String way, SandboxMode mode) throws IOException {
        git("worktree add -q ../other side");
        var fixture = fixture(temporary.resolve("other"), way, mode);
        try (var workspace = fixture.openWithHistory(fixture.base())) {
            assertThat(fixture.run(workspace, "git log --format=%s HEAD^")).isEqualTo("Second of all\nFirst of all\n");
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void is_there_for_as_long_as_wave_has_the_commits(String way, SandboxMode mode) throws IOException {
        var fixture = fixture(repository, way, mode);
        var base = fixture.base();
        git("checkout -q --orphan fresh");
        git("commit -qm Anew");
        git("branch -qD trunk side");
        git("tag -d v1");
        git("-c gc.reflogExpire=now -c gc.reflogExpireUnreachable=now gc -q --prune=now");
        try (var workspace = fixture.openWithHistory(base)) {
            assertThat(fixture.run(workspace, "git log --format=%s HEAD^"))
                    .isEqualTo("Only the other\nSecond of all\nFirst of all\n");
        }
        var unknown = new History("0".repeat(39) + "1", "", Optional.empty());
        assertThat(fixture.store.has(unknown)).isFalse();
        assertThatThrownBy(() -> fixture.store.lineage(unknown)).hasMessageContaining("is not in");
    }

    /// Every path of the repository with what it is: none of it may change.
    private static Map<String, String> everything(Path folder) throws IOException {
        var all = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var bytes = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        ? Digest.of(Files.readAllBytes(file)).value()
                        : "";
                all.put(folder.relativize(file).toString(), bytes + Files.getAttribute(file, "unix:mode"));
            }
        }
        return all;
    }
}

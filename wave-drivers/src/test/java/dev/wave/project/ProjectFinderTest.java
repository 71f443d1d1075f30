package dev.wave.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectFinderTest {
    @TempDir
    private Path temporary;

    private Path home;
    private ProjectFinder finder;

    @BeforeEach
    void open() throws Exception {
        home = Files.createDirectories(temporary.toRealPath().resolve("home"));
        finder = new ProjectFinder(Optional.of(home));
    }

    @Test
    void finds_the_nearest_folder_with_wave_yaml_or_dot_wave() throws Exception {
        var deep = Files.createDirectories(home.resolve("a/b/c/d"));
        assertThat(finder.find(deep)).isEmpty();
        Files.createDirectories(home.resolve("a/.wave"));
        assertThat(finder.find(deep)).contains(home.resolve("a"));
        Files.writeString(home.resolve("a/b/c/wave.yaml"), "");
        assertThat(finder.find(deep)).contains(home.resolve("a/b/c"));
    }

    @Test
    void a_dot_wave_in_the_home_folder_is_no_project() throws Exception {
        Files.createDirectories(home.resolve(".wave"));
        assertThat(finder.find(home)).isEmpty();
        Files.createSymbolicLink(home.resolve("wave.yaml"), Path.of("nothing"));
        assertThat(finder.find(home)).contains(home);
    }

    @Test
    void says_about_git_what_git_says() throws Exception {
        var main = Files.createDirectories(home.resolve("main/sub"));
        var top = home.resolve("main");
        git(top, "init", "-q");
        Files.writeString(top.resolve("file"), "x");
        git(top, "add", "file");
        git(top, "-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-q", "-m", "one");
        git(top, "worktree", "add", "-q", home.resolve("tree").toString());
        git(top, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", top.toString(), "module");

        for (var folder : List.of(main, top, home.resolve("tree"), home.resolve("main/module"))) {
            var place = GitPlace.of(folder).orElseThrow();
            assertThat(place.top()).hasToString(git(folder, "rev-parse", "--show-toplevel"));
            assertThat(place.gitDir()).hasToString(git(folder, "rev-parse", "--absolute-git-dir"));
            assertThat(place.commonDir())
                    .hasToString(git(folder, "rev-parse", "--path-format=absolute", "--git-common-dir"));
        }
    }

    @Test
    void something_called_dot_git_is_no_repository() throws Exception {
        Files.createDirectories(home.resolve("a/.git"));
        Files.createDirectories(home.resolve("b"));
        Files.writeString(home.resolve("b/.git"), "gitdir: nowhere\n");

        assertThat(GitPlace.of(home.resolve("a"))).isEmpty();
        assertThat(GitPlace.of(home.resolve("b"))).isEmpty();
    }

    private static String git(Path folder, String... arguments) throws Exception {
        var command = new ProcessBuilder("git").directory(folder.toFile()).redirectErrorStream(true);
        command.command().addAll(List.of(arguments));
        var process = command.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }
}

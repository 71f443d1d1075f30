package dev.wave.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirTest {
    @TempDir
    private Path folder;

    @Test
    void git_does_not_see_it_in_its_common_folder() throws Exception {
        git("init", "-q");
        Files.writeString(StateDir.ofGit(folder.resolve(".git")).create().database(), "x");

        assertThat(git("status", "--porcelain", "--ignored")).isEmpty();
    }

    @Test
    void git_does_not_see_it_in_a_folder_that_becomes_a_repository_later() throws Exception {
        Files.writeString(StateDir.ofFolder(folder).create().database(), "x");
        git("init", "-q");

        assertThat(git("status", "--porcelain")).isEmpty();
    }

    @Test
    void only_its_owner_may_look_into_it() throws IOException {
        var state = StateDir.ofFolder(folder).create().create();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.root())))
                .isEqualTo("rwx------");
    }

    @Test
    void follows_no_link_a_project_brought() throws IOException {
        Files.createDirectories(folder.resolve(".wave"));
        Files.createDirectories(folder.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve(".wave/state"), folder.resolve("elsewhere"));

        assertThatThrownBy(() -> StateDir.ofFolder(folder).create())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("symbolic link");
    }

    @Test
    void says_what_is_in_the_way() throws IOException {
        Files.writeString(folder.resolve(".wave"), "");

        assertThatThrownBy(() -> StateDir.ofFolder(folder).create()).isInstanceOf(StoreException.class);
    }

    private String git(String... arguments) throws Exception {
        var command = new ProcessBuilder("git").directory(folder.toFile()).redirectErrorStream(true);
        command.command().addAll(java.util.List.of(arguments));
        var process = command.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }
}

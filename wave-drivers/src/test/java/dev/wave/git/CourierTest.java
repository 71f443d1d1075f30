package dev.wave.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that come from a remote nobody answers for.
class CourierTest {
    private static final String NAME = "sha256/" + "a".repeat(64);
    private static final int LARGE = 300_000;

    @TempDir
    Path temporary;

    private GitFixture fixture;
    private Path remote;
    private String address;

    @BeforeEach
    void a_remote() throws IOException {
        fixture = GitFixture.repository(temporary);
        remote = Files.createDirectories(temporary.resolve("remote"));
        fixture.gitIn(remote, "init", "-q");
        address = remote.toUri().toString();
    }

    private void has(String name, int bytes) throws IOException {
        var content = new byte[bytes];
        new Random(1).nextBytes(content); // so that it does not shrink on its way
        Files.createDirectories(remote.resolve(name).getParent());
        Files.write(remote.resolve(name), content);
        fixture.gitIn(remote, "add", "-A");
        fixture.gitIn(remote, "commit", "-q", "-m", "more");
        fixture.gitIn(remote, "update-ref", "refs/wave/recordings/x", "HEAD");
    }

    private void fetch(Path to, long largest) throws IOException {
        var folder = Files.createDirectories(temporary.resolve("courier"));
        new Courier(fixture.store(), folder, Optional.empty()).fetch(address, "refs/wave/recordings/x", to, largest);
    }

    private long arrived() throws IOException {
        try (var files = Files.walk(temporary.resolve("courier"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    @Test
    void files_of_allowed_size_are_written_as_they_are() throws IOException {
        has(NAME, LARGE);
        fixture.gitIn(remote, "config", "uploadpack.allowFilter", "true");
        var to = temporary.resolve("to");

        fetch(to, LARGE);

        assertThat(to.resolve(NAME)).hasSameBinaryContentAs(remote.resolve(NAME));
    }

    @Test
    void a_larger_one_is_not_even_sent_by_a_remote_that_can_leave_it_out() throws IOException {
        has("sha256/" + "b".repeat(64), 10);
        has(NAME, LARGE);
        fixture.gitIn(remote, "config", "uploadpack.allowFilter", "true");
        var to = Files.createDirectories(temporary.resolve("to"));

        assertThatThrownBy(() -> fetch(to, LARGE - 1))
                .isInstanceOf(GitFailed.class)
                .hasMessageContainingAll(
                        "is too large: '" + NAME + "' has more than 299999 bytes", "nothing of it was taken");
        assertThat(to).isEmptyDirectory();
        assertThat(arrived()).isLessThan(LARGE);
    }

    @Test
    void of_another_remote_it_comes_and_is_refused() throws IOException {
        has(NAME, LARGE);
        fixture.gitIn(remote, "config", "uploadpack.allowFilter", "false");
        var to = Files.createDirectories(temporary.resolve("to"));

        assertThatThrownBy(() -> fetch(to, LARGE - 1))
                .isInstanceOf(GitFailed.class)
                .hasMessageContainingAll("is too large: '" + NAME + "' has 300000 bytes", "nothing of it was taken");
        assertThat(to).isEmptyDirectory();
        assertThat(arrived()).isGreaterThan(LARGE);
    }

    @Test
    void files_with_names_that_no_piece_has_are_refused() throws IOException {
        has("sha256/x", 10);

        assertThatThrownBy(() -> fetch(temporary.resolve("to"), LARGE))
                .isInstanceOf(GitFailed.class)
                .hasMessageContaining("is no recording: it holds 'sha256/x'");
        assertThat(temporary.resolve("to")).doesNotExist();
    }
}

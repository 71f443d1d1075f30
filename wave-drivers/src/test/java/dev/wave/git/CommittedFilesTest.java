package dev.wave.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wave.spi.ProjectFiles.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was committed is read as it was, whatever lies in the folder now.
class CommittedFilesTest {
    @TempDir
    Path temp;

    @Test
    void the_commit_is_the_last_one_that_changed_the_file() throws IOException {
        try (var user = GitFixture.repository(temp, "wave.lock", "wave.yaml")) {
            user.write("wave.yaml", "later\n");
            user.git("commit", "-q", "-a", "-m", "second");
            user.write("wave.yaml", "now\n");

            assertThat(files(user, user.project).read("wave.yaml")).isEqualTo(new Found.Text("content of wave.yaml\n"));
            user.write("wave.lock", "anew\n");
            user.git("commit", "-q", "-a", "-m", "third");
            assertThat(files(user, user.project).read("wave.yaml")).isEqualTo(new Found.Text("now\n"));
        }
    }

    @Test
    void a_project_below_the_top_has_its_own_files() throws IOException {
        try (var user = GitFixture.repository(
                temp, "wave.yaml", "rö/p/wave.lock", "rö/p/.wave/personas/ä.yaml", "rö/p/.wave/personas/b.yaml")) {
            var found = files(user, FileName.in(user.project, FileName.ofText("rö/p")));

            assertThat(found.read("wave.yaml")).isEqualTo(new Found.Missing());
            assertThat(found.list(".wave/personas")).containsExactly("b.yaml", "ä.yaml");
            assertThat(found.list(".wave")).isEmpty();
            assertThat(found.list(".wave/pipelines")).isEmpty();
            assertThat(found.read(".wave/personas/ä.yaml"))
                    .isEqualTo(new Found.Text("content of rö/p/.wave/personas/ä.yaml\n"));
            assertThat(found.read("../../wave.yaml")).isEqualTo(new Found.Missing());
        }
    }

    @Test
    void what_is_no_text_is_not_read() throws IOException {
        try (var user = GitFixture.repository(temp, "wave.lock")) {
            Files.write(user.project.resolve("latin"), new byte[] {(byte) 0xe4});
            Files.createSymbolicLink(user.project.resolve("link"), Path.of("wave.lock"));
            user.write("folder/file", "text");
            user.git("add", "-A");
            user.git("commit", "-q", "-m", "second", "--amend");
            var found = files(user, user.project);

            assertThat(found.read("latin")).isEqualTo(new Found.Unusable("it is not UTF-8"));
            assertThat(found.read("link")).isEqualTo(new Found.Unusable("it is not a regular file"));
            assertThat(found.read("folder")).isEqualTo(new Found.Unusable("it is not a regular file"));
        }
    }

    @Test
    void what_a_partial_clone_lacks_is_not_fetched() throws IOException {
        try (var origin = GitFixture.repository(temp.resolve("origin"), "wave.lock", "wave.yaml");
                var clone = new GitFixture(temp.resolve("clone"))) {
            origin.write("wave.yaml", "later\n");
            origin.git("commit", "-q", "-a", "-m", "second");
            origin.git("config", "uploadpack.allowFilter", "true");
            clone.git("clone", "-q", "--filter=blob:none", "file://" + origin.project, ".");
            var found = files(clone, clone.project);

            assertThatThrownBy(() -> found.read("wave.yaml")).isInstanceOf(GitFailed.class);
            assertThat(clone.git("cat-file", "-p", "HEAD~1:wave.yaml")).isEqualTo("content of wave.yaml\n");
            assertThat(found.read("wave.yaml")).isEqualTo(new Found.Text("content of wave.yaml\n"));
        }
    }

    @Test
    void a_file_that_no_commit_has_was_changed_by_none() throws IOException {
        try (var user = GitFixture.repository(temp, "wave.yaml")) {
            user.write("wave.lock", "not committed\n");

            assertThat(CommittedFiles.lastChanging("wave.lock", user.program(), repository(user, user.project)))
                    .isEmpty();
        }
        try (var user = new GitFixture(temp.resolve("other"))) {
            user.git("init", "-q");

            assertThat(CommittedFiles.lastChanging("wave.lock", user.program(), repository(user, user.project)))
                    .isEmpty();
        }
    }

    private static CommittedFiles files(GitFixture user, Path project) {
        return CommittedFiles.lastChanging("wave.lock", user.program(), repository(user, project))
                .orElseThrow();
    }

    private static UserRepository repository(GitFixture user, Path project) {
        return UserRepository.find(user.program(), project).orElseThrow();
    }
}

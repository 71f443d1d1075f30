package dev.wave.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.model.SandboxMode;
import dev.wave.model.TreeId;
import dev.wave.process.Boot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What lies below workspaces.
class CheckoutsTest {
    @TempDir
    Path temporary;

    private WorkspaceFixture fixture;
    private Ground ground;

    @BeforeEach
    void open() throws IOException {
        fixture = WorkspaceFixture.of(temporary, "overlay", SandboxMode.NONE);
        ground = fixture.workspaces.ground();
    }

    @AfterEach
    void close() throws IOException {
        if (fixture != null) {
            fixture.close();
        }
    }

    private List<Path> layers(TreeId tree) throws IOException {
        return ground.checkouts().layers(ground.repository().id(tree));
    }

    @Test
    void a_tree_is_checked_out_once() throws IOException {
        var tree = fixture.tree("echo a > a");
        var first = layers(tree);
        var made = Files.getLastModifiedTime(first.getFirst().resolve("a"));
        assertThat(layers(tree)).isEqualTo(first).hasSize(1);
        assertThat(Files.getLastModifiedTime(first.getFirst().resolve("a"))).isEqualTo(made);
    }

    @Test
    void a_tree_that_differs_little_is_a_layer_over_a_checkout() throws IOException {
        var base = fixture.tree("echo a > a; mkdir d e; echo d > d/d; echo e > e/e; echo f > e/f; echo g > g");
        var next = fixture.tree("echo b > a; mkdir e g; echo e > e/e; echo d > d; echo h > g/h");
        var below = layers(base).getFirst();
        var layers = layers(next);
        assertThat(layers).hasSize(2).endsWith(below);
        assertThat(Walk.names(layers.getFirst()).stream()
                        .map(path -> path.getFileName().toString()))
                .containsExactly(".git", "a", "d", "e", "g");
        assertThat(Walk.names(layers.getFirst().resolve("e"))).hasSize(1);
        assertThat(FileStat.of(layers.getFirst().resolve("e/f")).isWhiteout()).isTrue();
        try (var workspace = fixture.open(next)) {
            assertThat(fixture.run(
                            workspace,
                            "find . -path ./.git -prune -o -path ./.wave -prune -o -type f -print"
                                    + " | sort; git status --porcelain; git log --format=%T"))
                    .isEqualTo("./a\n./d\n./e/e\n./g/h\n" + next.value().substring("git-sha1:".length()) + "\n");
        }
    }

    @Test
    void a_folder_that_is_gone_is_one_mark() throws IOException {
        layers(fixture.tree("echo a > a; mkdir -p d/e/f; echo x > d/e/f/x; echo y > d/y"));
        var layer = layers(fixture.tree("echo a > a")).getFirst();
        assertThat(FileStat.of(layer.resolve("d")).isWhiteout()).isTrue();
    }

    @Test
    void a_checkout_that_lost_bytes_in_a_crash_is_made_again() throws IOException {
        var tree = fixture.tree("echo a > a; echo b > b");
        var folder = layers(tree).getFirst();
        Files.writeString(folder.resolve("a"), "");
        Files.writeString(folder.resolveSibling("boot"), "another start of the machine");
        assertThat(layers(tree)).containsExactly(folder);
        assertThat(folder.resolve("a")).hasContent("a\n");
        assertThat(folder.resolveSibling("boot")).hasContent(Boot.id());
    }

    @Test
    void a_whole_checkout_is_kept_after_the_machine_started_again() throws IOException {
        var tree = fixture.tree("echo a > a; echo b > b");
        var folder = layers(tree).getFirst();
        Files.writeString(folder.resolveSibling("boot"), "another start of the machine");
        var mark = folder.resolve("mark");
        Files.writeString(mark, "still the same folder");
        assertThat(layers(tree)).containsExactly(folder);
        assertThat(mark).exists();
    }

    @Test
    void what_nobody_used_for_long_goes_and_what_a_workspace_lies_on_stays() throws IOException {
        var used = fixture.tree("echo a > a");
        var unused = fixture.tree("for i in $(seq 2001); do echo $i > $i; done");
        try (var workspace = fixture.open(used)) {
            assertThat(layers(unused)).as("too different for a delta").hasSize(1);
            var old = FileTime.from(Instant.now().minus(Duration.ofDays(30)));
            for (var base : List.of(layers(used).getFirst(), layers(unused).getFirst())) {
                Files.setLastModifiedTime(base.resolveSibling("boot"), old);
            }
            new Eviction(ground.place(), ground.trash(), Duration.ofDays(14)).run();
            assertThat(fixture.run(workspace, "cat a")).isEqualTo("a\n");
            assertThat(ground.place()
                            .base()
                            .resolve(ground.repository().id(used).hex()))
                    .exists();
            assertThat(ground.place()
                            .base()
                            .resolve(ground.repository().id(unused).hex()))
                    .doesNotExist();
        }
    }
}

package dev.wave.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.model.TreeId;
import dev.wave.spi.Trees.Merged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// As many files as is promised, or as `-Dwave.files` says; prints what each part takes with `-Dwave.times`.
class LargeRepositoryTest {
    @TempDir
    Path temporary;

    @Test
    @Timeout(300)
    void base_diff_merge_and_apply_go_with_the_change_not_with_the_repository() throws IOException {
        var files = Integer.getInteger("wave.files", 50_000);
        try (var fixture = new GitFixture(temporary)) {
            for (var i = 0; i < files; i++) {
                fixture.write("module" + i / 1000 + "/pkg" + i / 20 % 50 + "/File" + i + ".txt", "file " + i + "\n");
            }
            fixture.git("init", "-q");
            fixture.git("add", "-A");
            fixture.git("commit", "-qm", "many");
            fixture.base();
            fixture.write("module0/pkg0/File1.txt", "changed\n");
            fixture.write("module1/new.txt", "new\n");

            var base = timed("dirty base", () -> fixture.base());
            assertThat(base.description()).endsWith(" + 1 changed, 1 untracked");

            var ours = edited(fixture, base, "module0/pkg1/File20.txt");
            var theirs = edited(fixture, base, "module2/pkg3/File2060.txt");
            var store = fixture.store();
            var merged = timed("merge", () -> store.merge(base.tree(), ours, theirs));
            assertThat(merged).isInstanceOf(Merged.Clean.class);
            var result = ((Merged.Clean) merged).tree();
            assertThat(timed("changes", () -> store.changes(base.tree(), result)))
                    .hasSize(2);
            assertThat(timed("has", () -> store.has(result))).isTrue();
            assertThat(timed("has again", () -> store.has(ours))).isTrue();
            assertThat(timed("narrow", () -> store.narrow(result, List.of("module0/**"))))
                    .isNotEqualTo(result);

            var apply = new Apply(store, fixture.project, UserRepository.find(store.git(), fixture.project));
            var plan = timed("plan of apply", () -> apply.plan(base.tree(), result));
            timed("apply", () -> {
                apply.apply(plan);
                return plan;
            });

            assertThat(fixture.base().tree()).isEqualTo(result);
            assertThat(Files.readString(fixture.project.resolve("module0/pkg1/File20.txt")))
                    .isEqualTo("run\n");
        }
    }

    private static TreeId edited(GitFixture fixture, Base base, String path) {
        var objects = fixture.store().objects();
        var entry = new TreeEntry(TreeEntry.Mode.FILE, objects.writeBlob(FileName.bytes("run\n")));
        return objects.format()
                .treeId(new TreeEdit()
                        .put(path, Optional.of(entry))
                        .apply(objects, objects.format().objectId(base.tree())));
    }

    private static <T> T timed(String what, Supplier<T> work) {
        var start = System.nanoTime();
        var result = work.get();
        if (Boolean.getBoolean("wave.times")) {
            System.out.println(
                    what + " " + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");
        }
        return result;
    }
}

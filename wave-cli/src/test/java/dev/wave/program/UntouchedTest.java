package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person's files, index and refs change by `wave apply` and by nothing else.
class UntouchedTest {

    @TempDir
    Path temp;

    private WaveInProcess wave;

    @BeforeEach
    void busyRepository() throws Exception {
        wave = new WaveInProcess(temp).with("WAVE_TRUST", "1");
        wave.with("GIT_ALLOW_PROTOCOL", "file");
        var library = temp.resolve("library");
        Files.createDirectories(library);
        wave.sh("cd '" + library
                + "' && git init -q -b main && git config user.name A && git config user.email a@example.org"
                + " && echo lib > lib.txt && git add -A && git commit -q -m Begin");
        wave.file("wave.yaml", """
                steps:
                  - id: edit
                    run: "echo edited >> code.txt; echo new > made.txt; rm gone.txt; echo done > .wave/out/o"
                    deliverables: [o]
                    handover: {contract: {type: command, command: "grep -q edited code.txt"}}
                """)
                .file("code.txt", "one\r\ntwo\r\n")
                .file("gone.txt", "gone\n")
                .file("edited.txt", "before\n")
                .file(".gitignore", "ignored/\n")
                .committed();
        wave.git("submodule", "add", "-q", library.toString(), "sub");
        wave.git("commit", "-q", "-m", "Add the library");
        wave.git("config", "core.autocrlf", "true");
        wave.file("edited.txt", "uncommitted\n")
                .file("untracked.txt", "untracked\n")
                .file("ignored/secret.txt", "ignored\n")
                .file("staged.txt", "staged\n");
        wave.git("add", "staged.txt");
    }

    /// Everything of the repository that a person could miss, in words.
    private String state() throws Exception {
        var state = new TreeMap<String, String>();
        var root = wave.root();
        var index = root.resolve(".git/index");
        state.put("1 index", hash(index) + " " + Files.getLastModifiedTime(index));
        try (var paths = Files.walk(root)) {
            for (var path : paths.filter(path -> !path.startsWith(root.resolve(".git")))
                    .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                state.put(
                        "2 " + root.relativize(path),
                        hash(path) + " " + Files.getLastModifiedTime(path) + " " + Files.getPosixFilePermissions(path));
            }
        }
        state.put("3 refs", wave.git("for-each-ref"));
        state.put("4 config", hash(root.resolve(".git/config")));
        state.put("5 head", Files.readString(root.resolve(".git/HEAD")));
        state.put("6 status", wave.git("--no-optional-locks", "status", "--porcelain"));
        return String.join("\n", state.entrySet().stream().map(Object::toString).toList());
    }

    private static String hash(Path file) throws IOException {
        try {
            return HexFormat.of()
                    .formatHex(
                            java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void no_command_but_apply_changes_anything() throws Exception {
        var before = state();

        for (var words : List.of(
                List.of("validate"),
                List.of("plan"),
                List.of("run"),
                List.of("run"),
                List.of("run", "--fresh", "--committed"),
                List.of("status"),
                List.of("show"),
                List.of("logs"),
                List.of("diff"),
                List.of("why", "edit"),
                List.of("artifacts"),
                List.of("resume"),
                List.of("clean"))) {
            var said = wave.wave(words.toArray(String[]::new));
            assertThat(said.code()).as(words + "\n" + said.all()).isZero();
            assertThat(state()).as("after " + words).isEqualTo(before);
        }
    }

    @Test
    void a_failed_run_and_its_resume_change_nothing() throws Exception {
        wave.file("wave.yaml", wave.read("wave.yaml").replace("grep -q edited", "grep -q never"));
        var before = state();

        assertThat(wave.wave("run").code()).isEqualTo(1);
        assertThat(wave.wave("resume").code()).isEqualTo(1);

        assertThat(state()).isEqualTo(before);
    }

    @Test
    void apply_brings_exactly_the_change() throws Exception {
        var index = hash(wave.root().resolve(".git/index"));
        var refs = wave.git("for-each-ref");
        var before = files();
        assertThat(wave.wave("run").code()).isZero();

        var said = wave.wave("apply");

        assertThat(said.code()).as(said.all()).isZero();
        var after = files();
        var changed = new ArrayList<String>();
        for (var path : union(before, after)) {
            if (!java.util.Objects.equals(before.get(path), after.get(path))) {
                changed.add(path);
            }
        }
        assertThat(changed).containsExactly("code.txt", "gone.txt", "made.txt");
        assertThat(wave.read("code.txt")).isEqualTo("one\r\ntwo\r\nedited\n");
        assertThat(wave.read("made.txt")).isEqualTo("new\r\n"); // core.autocrlf
        assertThat(wave.root().resolve("gone.txt")).doesNotExist();
        assertThat(hash(wave.root().resolve(".git/index"))).isEqualTo(index);
        assertThat(wave.git("for-each-ref")).isEqualTo(refs);
        assertThat(wave.wave("apply").out()).contains("nothing to apply");
    }

    private static List<String> union(Map<String, String> some, Map<String, String> others) {
        var all = new TreeMap<>(some);
        all.putAll(others);
        return List.copyOf(all.keySet());
    }

    private Map<String, String> files() throws IOException {
        var files = new TreeMap<String, String>();
        try (var paths = Files.walk(wave.root())) {
            for (var path : paths.filter(path -> !path.startsWith(wave.root().resolve(".git")))
                    .filter(Files::isRegularFile)
                    .toList()) {
                files.put(wave.root().relativize(path).toString(), hash(path));
            }
        }
        return files;
    }

    @Test
    void a_change_to_a_copy_of_this_repository_passes_its_contract_and_is_applied() throws Exception {
        var source = Path.of("").toAbsolutePath().getParent();
        var clone = new WaveInProcess(temp.resolve("clone"), "wave").with("WAVE_TRUST", "1");
        try {
            clone.sh("git clone -q --depth 1 'file://" + source + "' .");
        } catch (AssertionError notARepository) {
            org.junit.jupiter.api.Assumptions.abort(
                    "this source tree is no git repository: " + notARepository.getMessage());
        }
        clone.file("wave.yaml", """
                steps:
                  - id: edit
                    run: "sed -i.old 's/^# /# On /' README.md && rm README.md.old"
                    handover: {contract: {type: command, command: "head -n 1 README.md | grep -q '^# On '"}}
                """);

        var said = clone.wave("run");
        assertThat(said.code()).as(said.all()).isZero();
        assertThat(clone.git("status", "--porcelain")).isEqualTo("?? wave.yaml\n");
        assertThat(clone.wave("apply").code()).isZero();

        assertThat(clone.git("status", "--porcelain")).isEqualTo(" M README.md\n?? wave.yaml\n");
        assertThat(clone.read("README.md")).startsWith("# On ");
    }
}

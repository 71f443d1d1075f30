package dev.wave.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.wave.git.FileName;
import dev.wave.git.GitProgram;
import dev.wave.git.GitStore;
import dev.wave.git.TreeEntry;
import dev.wave.model.ArtifactName;
import dev.wave.model.Format;
import dev.wave.model.TreeId;
import dev.wave.run.Artifact;
import dev.wave.run.Content;
import dev.wave.run.Verdict;
import dev.wave.run.Violation;
import dev.wave.store.FileBlobs;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CollectorTest {

    @TempDir
    Path folder;

    private final List<Wanted> wanted = new ArrayList<>();
    private final Map<String, String> start = new TreeMap<>();
    private final Map<String, String> now = new TreeMap<>();
    private FileBlobs blobs;
    private GitStore store;
    private Path out;
    private String message = "";
    private boolean writable = true;

    @BeforeEach
    void prepare() throws IOException {
        blobs = new FileBlobs(folder.resolve("blobs"), notice -> {});
        var env = new LinkedHashMap<>(Map.of("PATH", System.getenv("PATH"), "HOME", folder.toString()));
        store = GitStore.open(GitProgram.find(env), folder.resolve("state"), Optional.empty());
        out = Files.createDirectories(folder.resolve("ws/.wave/out"));
        start.put("README.md", "# R\n");
        now.put("README.md", "# R\n");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_file_named_for_its_output_is_it_with_any_extension() throws IOException {
        want("report", Format.MARKDOWN);
        want("bundle", Format.ANY);
        write("report.md", "# Report\n");
        write("bundle.tar.gz", "x");

        var collected = collect();

        assertThat(collected.verdict().held()).isTrue();
        assertThat(collected.artifacts())
                .extracting(Artifact::name, Artifact::extension, Artifact::source, this::text)
                .containsExactly(
                        tuple(new ArtifactName("report"), ".md", Artifact.Source.OUT, "# Report\n"),
                        tuple(new ArtifactName("bundle"), ".tar.gz", Artifact.Source.OUT, "x"));
    }

    @Test
    void two_files_for_one_output_are_a_violation() throws IOException {
        want("report", Format.ANY);
        write("report", "a");
        write("report.md", "b");

        assertThat(violations())
                .containsExactly("report: expected one of .wave/out/report[.EXT], found report, report.md");
    }

    @Test
    void where_one_name_begins_another_the_longer_one_has_the_file() throws IOException {
        want("a", Format.ANY);
        want("a.b", Format.ANY);
        write("a.b", "long");
        write("a.txt", "short");

        assertThat(collect().artifacts()).extracting(this::text).containsExactly("short", "long");
    }

    @Test
    void a_deliverable_that_is_missing_says_where_it_belongs() throws IOException {
        want("docs", Format.MARKDOWN, "docs/api.md");
        want("scan", Format.JSON);
        message = "I did nothing";

        assertThat(violations())
                .containsExactly(
                        "docs: expected at docs/api.md or .wave/out/docs.md, found nothing",
                        "scan: expected at .wave/out/scan.json, found nothing");
    }

    @Test
    void an_optional_output_may_be_missing() throws IOException {
        wanted.add(new Wanted(new ArtifactName("extra"), false, Format.JSON, Optional.empty()));

        assertThat(collect().verdict().held()).isTrue();
    }

    @Test
    void a_blank_deliverable_is_a_violation_and_a_blank_extra_is_not_stored() throws IOException {
        want("report", Format.ANY);
        wanted.add(new Wanted(new ArtifactName("extra"), false, Format.TEXT, Optional.empty()));
        write("report.md", " \n\n");
        write("extra", "");

        var collected = collect();

        assertThat(collected.verdict().violations())
                .containsExactly(new Violation("report", "expected some content, found an empty file"));
        assertThat(collected.artifacts()).isEmpty();
        assertThat(collected.notices()).containsExactly("extra is not stored: it is an empty file");
    }

    @Test
    void a_format_that_does_not_hold_is_a_violation() throws IOException {
        want("data", Format.JSON);
        write("data.json", "{\"a\": 1,}");

        assertThat(violations()).singleElement().asString().startsWith("data: expected JSON");
    }

    @Test
    void what_stands_at_the_declared_path_wins_and_a_copy_must_be_one() throws IOException {
        want("docs", Format.MARKDOWN, "docs/api.md");
        now.put("docs/api.md", "# API\n");
        write("docs.md", "# API\n");

        var same = collect();
        write("docs.md", "# Other\n");

        assertThat(same.artifacts()).singleElement().satisfies(artifact -> {
            assertThat(artifact.source()).isEqualTo(Artifact.Source.PATH);
            assertThat(artifact.extension()).isEqualTo(".md");
        });
        assertThat(same.verdict().held()).isTrue();
        assertThat(violations())
                .containsExactly("docs: expected one content, found docs/api.md and another one at .wave/out/docs.md");
    }

    @Test
    void a_path_that_is_as_it_was_counts_with_a_notice() throws IOException {
        want("readme", Format.MARKDOWN, "README.md");

        var collected = collect();

        assertThat(collected.verdict().held()).isTrue();
        assertThat(collected.notices())
                .containsExactly("README.md is as it was before the step, and is taken as readme");
    }

    @Test
    void a_folder_at_the_path_is_a_tree() throws IOException {
        want("site", Format.DIRECTORY, "dist");
        now.put("dist/index.html", "<p>");
        now.put("dist/css/a.css", "p{}");

        var content = (Content.Folder) collect().artifacts().getFirst().content();

        assertThat(content.files()).isEqualTo(2);
        assertThat(content.size()).isEqualTo(6);
        assertThat(files(content.tree())).containsExactly("css/a.css", "index.html");
    }

    @Test
    void a_folder_in_out_is_a_tree_without_empty_folders() throws IOException {
        want("site", Format.ANY);
        Files.createDirectories(out.resolve("site/empty"));
        write("site/ü/\n.html", "x");
        assertThat(out.resolve("site/ü/\n.html").toFile().setExecutable(true)).isTrue();

        var artifact = collect().artifacts().getFirst();

        assertThat(artifact.format()).isEqualTo(Format.DIRECTORY);
        assertThat(files(((Content.Folder) artifact.content()).tree())).containsExactly("ü/\n.html");
    }

    @Test
    void a_folder_is_no_document_and_an_empty_one_is_nothing() throws IOException {
        want("report", Format.JSON);
        want("site", Format.DIRECTORY);
        write("report/x", "x");
        Files.createDirectories(out.resolve("site"));

        assertThat(violations())
                .containsExactly(
                        "report: expected a file of format json, found a folder",
                        "site: expected some content, found an empty folder");
    }

    @Test
    void files_named_by_reference_are_a_folder_at_their_paths() throws IOException {
        want("implementation", Format.ANY);
        now.put("src/a.js", "a");
        now.put("src/deep/b.js", "b");
        now.put("other.js", "c");
        write("implementation.paths", "./src/a.js\r\n\n/workspace/src/deep\n src/a.js \n");

        var artifact = collect().artifacts().getFirst();

        assertThat(artifact.source()).isEqualTo(Artifact.Source.PATHS);
        assertThat(files(((Content.Folder) artifact.content()).tree())).containsExactly("src/a.js", "src/deep/b.js");
    }

    @Test
    void a_reference_must_name_something_the_step_changed() throws IOException {
        want("implementation", Format.ANY);
        start.put("gone.js", "x");
        now.put("src/a.js", "a");
        write("implementation.paths", "README.md\nsrc/missing.js\n../x\n/etc/passwd\ngone.js\nsrc/a.js\n.\n");

        assertThat(violations())
                .containsExactly(
                        "implementation: .wave/out/implementation.paths: 'README.md' is no file that this step created or changed",
                        "implementation: .wave/out/implementation.paths: 'src/missing.js' is no file that this step created or changed",
                        "implementation: .wave/out/implementation.paths: '../x' is no path in the workspace",
                        "implementation: .wave/out/implementation.paths: '/etc/passwd' is no path in the workspace",
                        "implementation: .wave/out/implementation.paths: 'gone.js' is no file that this step created or changed",
                        "implementation: .wave/out/implementation.paths: '.' is no path in the workspace");
    }

    @Test
    void one_reference_is_enough_for_a_document_and_two_are_too_many() throws IOException {
        want("spec", Format.MARKDOWN);
        now.put("docs/spec.md", "# S\n");
        now.put("docs/b.md", "# B\n");
        write("spec.paths", "docs/spec.md\n");
        var one = collect();
        write("spec.paths", "docs\n");

        assertThat(one.artifacts()).extracting(this::text).containsExactly("# S\n");
        assertThat(violations())
                .containsExactly("spec: expected one file of format markdown, found 2 named in .wave/out/spec.paths");
    }

    @Test
    void the_final_message_is_the_only_missing_text() throws IOException {
        want("scan", Format.ANY);
        message = "What I found.\n";

        var collected = collect();

        assertThat(collected.artifacts()).singleElement().satisfies(artifact -> {
            assertThat(artifact.source()).isEqualTo(Artifact.Source.FINAL_MESSAGE);
            assertThat(text(artifact)).isEqualTo("What I found.\n");
        });
    }

    @Test
    void two_missing_outputs_are_not_guessed() throws IOException {
        want("scan", Format.TEXT);
        want("plan", Format.TEXT);
        message = "text";

        assertThat(violations()).hasSize(2);
    }

    @Test
    void json_is_the_message_or_its_one_block() throws IOException {
        want("data", Format.JSON);

        assertThat(said("{\"a\": 1}\n")).contains("{\"a\": 1}");
        assertThat(said("Here it is:\n```json\n{\"a\": 1}\n```\nDone.")).contains("{\"a\": 1}\n");
        assertThat(said("Text\r\n```\r\n[1]\r\n```\r\n```sh\r\nls\r\n```")).contains("[1]\n");
        assertThat(said("```json\n{}\n```\n```json\n{}\n```")).isEmpty();
        assertThat(said("so: {\"a\": 1}")).isEmpty();
        assertThat(said("```json\n{\"a\": 1")).isEmpty();
        assertThat(said("  \n")).isEmpty();
    }

    @Test
    void binary_and_folders_are_never_taken_from_a_message() throws IOException {
        want("image", Format.BINARY);
        message = "text";

        assertThat(violations()).hasSize(1);
    }

    @Test
    void what_nobody_declared_is_told_and_not_stored() throws IOException {
        want("report", Format.ANY);
        write("report", "x");
        for (int i = 0; i < 7; i++) {
            write("junk" + i, "x");
        }

        assertThat(collect().notices())
                .containsExactly("not stored, because no output of that name is declared: .wave/out/junk0, "
                        + ".wave/out/junk1, .wave/out/junk2, .wave/out/junk3, .wave/out/junk4 and 2 more");
    }

    @Test
    void no_link_is_followed() throws IOException {
        var secret = Files.writeString(folder.resolve("id_rsa"), "secret");
        want("file", Format.ANY);
        want("dir", Format.ANY);
        want("inner", Format.ANY);
        Files.createSymbolicLink(out.resolve("file"), secret);
        Files.createSymbolicLink(out.resolve("dir"), folder);
        Files.createDirectories(out.resolve("inner"));
        Files.createSymbolicLink(out.resolve("inner/key"), secret);

        assertThat(violations())
                .containsExactly(
                        "file: expected a file at .wave/out/file, found a symbolic link",
                        "dir: expected a file at .wave/out/dir, found a symbolic link",
                        "inner: key in it is a symbolic link");
        assertThat(blobs.list()).isEmpty();
    }

    @Test
    void an_out_folder_that_was_replaced_by_a_link_is_not_entered() throws IOException {
        want("id_rsa", Format.ANY);
        Files.writeString(folder.resolve("id_rsa"), "secret");
        Files.delete(out);
        Files.createSymbolicLink(out, folder);
        assertThat(violations()).contains(".wave/out: expected a folder, found something else in its place");

        Files.delete(out);
        Files.delete(out.getParent());
        Files.createDirectories(folder.resolve("elsewhere/out"));
        Files.writeString(folder.resolve("elsewhere/out/id_rsa"), "secret");
        Files.createSymbolicLink(out.getParent(), folder.resolve("elsewhere"));
        assertThat(violations()).contains(".wave/out: expected a folder, found something else in its place");
        assertThat(blobs.list()).isEmpty();
    }

    @Test
    void an_out_folder_that_was_removed_is_empty() throws IOException {
        want("report", Format.ANY);
        Files.delete(out);
        Files.delete(out.getParent());

        assertThat(violations()).containsExactly("report: expected at .wave/out/report, found nothing");
    }

    @Test
    void pipes_and_devices_are_not_opened() throws Exception {
        want("pipe", Format.ANY);
        assertThat(new ProcessBuilder("mkfifo", out.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();

        assertThat(violations())
                .containsExactly("pipe: expected a file at .wave/out/pipe, found a pipe, socket or device");
    }

    @Test
    void a_file_that_claims_to_be_huge_is_not_read() throws IOException {
        want("big", Format.ANY);
        want("tree", Format.ANY);
        Files.createDirectories(out.resolve("tree"));
        for (var name : List.of("big", "tree/big")) {
            try (var file = new RandomAccessFile(out.resolve(name).toFile(), "rw")) {
                file.setLength(1L << 40);
            }
        }

        assertThat(violations())
                .containsExactly("big: expected at most 2.0 GB, found 1024.0 GB", "tree: it is larger than 2.0 GB");
    }

    @Test
    void a_large_file_is_told() throws IOException {
        want("big", Format.BINARY);
        try (var file = new RandomAccessFile(out.resolve("big").toFile(), "rw")) {
            file.setLength(101L * 1024 * 1024);
        }

        assertThat(collect().notices()).containsExactly("big is large: 101 MB");
    }

    @Test
    void more_files_than_anybody_needs_are_refused() throws IOException {
        want("report", Format.ANY);
        for (int i = 0; i <= OutFolder.MOST_ENTRIES; i++) {
            Files.createFile(out.resolve("f" + i));
        }

        assertThat(violations()).contains(".wave/out: more than 10000 files in one folder");
    }

    @Test
    void a_nested_repository_is_refused() throws IOException {
        want("site", Format.ANY);
        write("site/.GIT/config", "[core]\nfsmonitor = evil");

        assertThat(violations()).containsExactly("site: it holds a .git");
    }

    @Test
    void a_path_that_became_a_link_is_refused() throws IOException {
        want("docs", Format.ANY, "docs.md");
        var tree = new TreeMap<>(store.objects().tree(tree(now)));
        tree.put(
                "docs.md",
                new TreeEntry(
                        TreeEntry.Mode.SYMLINK,
                        store.objects().writeBlob("/etc/passwd".getBytes(StandardCharsets.UTF_8))));
        var linked = store.objects().format().treeId(store.objects().writeTree(tree));

        var collected = collector().collect(new Left(out, "/workspace", tree(start), linked, true, ""), wanted);

        assertThat(collected.verdict().violations())
                .containsExactly(new Violation("docs", "expected a file at docs.md, found a symbolic link"));
    }

    @Test
    void an_output_handed_over_elsewhere_is_put_at_its_path() throws IOException {
        want("docs", Format.MARKDOWN, "docs/report.md");
        start.putAll(Map.of("docs/report.md", "old", "docs/other.md", "other"));
        now.putAll(start);
        write("docs.md", "new");

        var collected = collect();

        assertThat(text(collected.artifacts().getFirst())).isEqualTo("new");
        start.put("docs/report.md", "new");
        assertThat(collected.tree()).isEqualTo(tree(start));
        assertThat(collected.verdict().held()).isTrue();
    }

    @Test
    void what_a_reading_step_says_is_put_at_its_path_and_the_old_file_is_not_its_work() throws IOException {
        want("docs", Format.MARKDOWN, "docs/report.md");
        start.putAll(Map.of("docs/report.md", "old", "docs/other.md", "other"));
        now.putAll(start);
        writable = false;
        message = "# new";

        var collected = collect();

        start.put("docs/report.md", text(collected.artifacts().getFirst()));
        assertThat(start.get("docs/report.md")).startsWith("# new");
        assertThat(collected.tree()).isEqualTo(tree(start));

        message = "";
        assertThat(violations()).hasSize(1).first().asString().contains("found nothing");
    }

    @Test
    void no_output_is_put_through_a_file() throws IOException {
        want("docs", Format.MARKDOWN, "docs/report.md");
        now.put("docs", "a file");
        write("docs.md", "new");

        assertThat(violations())
                .containsExactly("docs: expected a place for it at docs/report.md, found no folder on the way");
        assertThat(collect().tree()).isEqualTo(tree(now));
    }

    private Optional<String> said(String text) throws IOException {
        message = text;
        return collect().artifacts().stream().map(this::text).findFirst();
    }

    private List<String> violations() throws IOException {
        var verdict = collect().verdict();
        assertThat(verdict.contract()).isEqualTo("outputs");
        assertThat(verdict.status()).isEqualTo(Verdict.Status.BROKEN);
        return verdict.violations().stream().map(Violation::toString).toList();
    }

    private Collected collect() throws IOException {
        return collector().collect(new Left(out, "/workspace", tree(start), tree(now), writable, message), wanted);
    }

    private Collector collector() {
        return new Collector(blobs, store, folder.resolve("scratch"));
    }

    private void want(String name, Format format) {
        wanted.add(new Wanted(new ArtifactName(name), true, format, Optional.empty()));
    }

    private void want(String name, Format format, String path) {
        wanted.add(new Wanted(new ArtifactName(name), true, format, Optional.of(path)));
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(out.resolve(name).getParent());
        Files.writeString(out.resolve(name), text);
    }

    private String text(Artifact artifact) {
        var digest = ((Content.Blob) artifact.content()).digest();
        return new String(blobs.read(digest).orElseThrow(), StandardCharsets.UTF_8);
    }

    private TreeId tree(Map<String, String> files) throws IOException {
        return store.objects().format().treeId(branch(files));
    }

    private dev.wave.git.ObjectId branch(Map<String, String> files) {
        var entries = new TreeMap<String, TreeEntry>();
        var folders = new TreeMap<String, Map<String, String>>();
        files.forEach((path, text) -> {
            int slash = path.indexOf('/');
            if (slash < 0) {
                var blob = store.objects().writeBlob(text.getBytes(StandardCharsets.UTF_8));
                entries.put(FileName.ofText(path), new TreeEntry(TreeEntry.Mode.FILE, blob));
            } else {
                folders.computeIfAbsent(path.substring(0, slash), _ -> new TreeMap<>())
                        .put(path.substring(slash + 1), text);
            }
        });
        folders.forEach((name, inside) ->
                entries.put(FileName.ofText(name), new TreeEntry(TreeEntry.Mode.FOLDER, branch(inside))));
        return store.objects().writeTree(entries);
    }

    private List<String> files(TreeId tree) {
        return store.files(store.empty(), tree).stream()
                .map(change -> change.shown())
                .sorted()
                .toList();
    }
}

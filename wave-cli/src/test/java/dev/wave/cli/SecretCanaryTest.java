package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.wave.model.SecretName;
import dev.wave.redaction.Redaction;
import dev.wave.redaction.Vault;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A value that stands in one file of the user, is given to steps that do everything wrong with it, and afterwards
/// still stands in that one file and nowhere else.
class SecretCanaryTest {
    private static final String CANARY = "canary-Zq7\"+/x\\$ y&9";

    private static final Redaction KNOWN = known();

    private static final String AGENT = """
            cat > /dev/null
            case "$WAVE_STEP" in
              use)
                echo "with $TOKEN"; printf %s "$TOKEN" | base64 >&2
                printf 'cut in %s' "${TOKEN%% *}"; sleep 0.1; printf ' %s\\n' "${TOKEN#* }"
                printf %s "$TOKEN" > "$HOME/.npmrc"; printf %s "$TOKEN" > "$TMPDIR/x"
                for line in /proc/[0-9]*/cmdline; do
                  case $(tr '\\0' ' ' < $line 2> /dev/null) in *"$TOKEN"*) echo "argv $line" >> "$LEDGER" ;; esac
                done
                echo done > "$WAVE_OUT/use.txt" ;;
              fail) echo "failed with $TOKEN"; printf %s "$TOKEN" > left.txt; exit 3 ;;
              hide) printf %s "$TOKEN" > ignored.log; echo; exit 4 ;;
              hand) printf %s "x$TOKEN" | base64 > "$WAVE_OUT/hand.txt" ;;
              folder) mkdir -p "$WAVE_OUT/folder/in"; printf %s "$TOKEN" > "$WAVE_OUT/folder/in/f" ;;
              write) mkdir -p a; echo "key=$TOKEN" > a/b.txt; echo ok > "$WAVE_OUT/write.txt" ;;
              name) touch "f$(printf %s "$TOKEN" | od -An -v -tx1 | tr -d ' \\n').txt"; echo ok > "$WAVE_OUT/name.txt" ;;
              link) ln -s "$(printf %s "$TOKEN" | od -An -v -tx1 | tr -d ' \\n')" l; echo ok > "$WAVE_OUT/link.txt" ;;
              say) echo "the answer is $TOKEN" ;;
              repair) echo "${TOKEN-none}" > "$WAVE_OUT/repair.txt" ;;
              crash)
                echo "$TOKEN" ; echo begun >> "$LEDGER"
                if [ "$WAVE_ATTEMPT" = 1 ]; then sleep 1000; fi
                echo ok > "$WAVE_OUT/crash.txt" ;;
              *) echo "${TOKEN-none}" > "$WAVE_OUT/$WAVE_STEP.txt" ;;
            esac
            """;

    @TempDir
    Path folder;

    @Test
    void is_nowhere_but_where_its_user_put_it() throws Exception {
        var project = project("""
                name: leaky
                max_parallel: 2
                steps:
                """
                + step("use", "handover: {contract: {type: command, command: 'echo contract ${TOKEN-has no secret}'}}")
                + step("fail", "")
                + step("hide", "")
                + step("hand", "")
                + step("folder", "")
                + step("write", "")
                + step("name", "")
                + step("link", "")
                + step("say", "")
                + step("repair", "handover: {contract: {type: command, command: 'cat .wave/out/repair.txt; false'}}")
                        .replace("secrets: [TOKEN]\n", "secrets: []\n")
                + step("prepared", "workspace: {setup: {run: 'echo $TOKEN; touch made', secrets: [TOKEN]}}")
                        .replace("secrets: [TOKEN]\n", "secrets: []\n")
                + step("unprepared", "workspace: {setup: {run: 'echo $TOKEN > .npmrc', secrets: [TOKEN]}}")
                + step("broken", "workspace: {setup: {run: 'echo $TOKEN; exit 1', secrets: [TOKEN]}}"));

        var ended = project.finish("run", "--format", "ndjson");
        assertThat(ended.code()).as(ended.toString()).isZero();

        assertThat(failures(project.journal()))
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("fail", "exited failed with [secret TOKEN]"),
                        Map.entry("hide", "exited "),
                        Map.entry("hand", "secret_found .wave/out/hand.txt holds the secret TOKEN"),
                        Map.entry("folder", "secret_found .wave/out/folder/in/f holds the secret TOKEN"),
                        Map.entry("write", "secret_found a/b.txt holds the secret TOKEN"),
                        Map.entry("name", "secret_found f[secret TOKEN].txt holds the secret TOKEN"),
                        Map.entry("link", "secret_found l holds the secret TOKEN"),
                        Map.entry("say", "secret_found the final message holds the secret TOKEN"),
                        Map.entry("repair", "contract_broken none"),
                        Map.entry(
                                "unprepared",
                                "not_prepared setup: it left .npmrc, which holds the secret TOKEN; let it remove that file, or"
                                        + " write the value nowhere"),
                        Map.entry("broken", "not_prepared setup: exited with 1: [secret TOKEN]"))));
        assertThat(Files.readString(project.ledger)).isEmpty();
        assertThat(project.wave("logs", "use").out()).contains("with [secret TOKEN]", "cut in [secret TOKEN]");
        assertNowhere(project, ended.out(), ended.err());
        for (var command : List.of("show", "logs", "status", "artifacts")) {
            var shown = project.wave(command);
            assertNowhere(project, shown.out(), shown.err());
        }
        var page = project.wave("report", "--transcripts", "-o", "-");
        assertThat(page.out()).contains("[secret TOKEN]", "Transcript of attempt 1");
        assertNowhere(project, page.out(), page.err());
    }

    @Test
    void is_nowhere_after_wave_was_killed_and_has_gone_on() throws Exception {
        var project = project("name: killed\nsteps:\n" + step("crash", ""));
        var process = project.start("run", "--format", "ndjson");
        project.awaitStarts(1);
        process.toHandle().destroyForcibly();
        process.waitFor();

        assertNowhere(project, new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        var resumed = project.finish("resume");
        assertThat(resumed.code()).as(resumed.toString()).isZero();
        assertNowhere(project, resumed.out(), resumed.err());
    }

    private LiveProject project(String pipeline) throws IOException, InterruptedException {
        var project = new LiveProject(folder, AGENT, pipeline);
        Files.createDirectories(project.beside("home"));
        Files.writeString(project.beside("home/token"), CANARY + "\n");
        Files.writeString(project.root.resolve(".gitignore"), "*.log\n");
        Files.writeString(
                project.root.resolve("wave.yaml"),
                "secrets: {TOKEN: {command: cat ~/token}}\n" + Files.readString(project.root.resolve("wave.yaml")));
        return project;
    }

    private static String step(String id, String more) {
        return """
              - id: %s
                persona: craftsman
                task: Do it
                optional: true
                retry: {max: 0}
                secrets: [TOKEN]
                deliverables: [{name: %s, format: %s}]
                %s
            """.formatted(id, id, id.equals("folder") ? "directory" : "text", more);
    }

    /// The kind of each failed step's failure, and what it says.
    private static Map<String, String> failures(List<JsonObject> journal) {
        var failures = new TreeMap<String, String>();
        for (var event : journal) {
            if (event.get("type").getAsString().equals("step_finished") && event.has("failure")) {
                failures.put(event.get("step").getAsString(), said(event.getAsJsonObject("failure")));
            }
        }
        return failures;
    }

    private static String said(JsonObject failure) {
        var kind = failure.get("kind").getAsString();
        return kind
                + switch (kind) {
                    case "exited" -> " " + failure.get("last_lines").getAsString();
                    case "not_prepared" -> " " + failure.get("message").getAsString();
                    case "secret_found" -> {
                        var place = failure.getAsJsonArray("places").get(0).getAsJsonObject();
                        yield " " + place.get("where").getAsString() + " "
                                + place.get("message").getAsString();
                    }
                    case "contract_broken" -> {
                        var said = new StringBuilder();
                        failure.getAsJsonArray("verdicts")
                                .forEach(verdict -> said.append(verdict.getAsJsonObject()
                                        .get("evidence")
                                        .getAsString()));
                        yield " " + said;
                    }
                    default -> " " + failure;
                };
    }

    /// Neither in the texts nor in any file of the project, its state, the caches, the home, or of Wave's in the
    /// folder for temporary files.
    private void assertNowhere(LiveProject project, String... texts) throws IOException {
        for (var text : texts) {
            assertThat(holds(text.getBytes(StandardCharsets.UTF_8))).as(text).isFalse();
        }
        var places = new ArrayList<Path>();
        search(project.root.getParent(), places);
        try (var temporary =
                Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), "{wave,transcript}*")) {
            for (var path : temporary) {
                search(path, places);
            }
        }
        assertThat(places).containsExactly(project.beside("home/token"));
    }

    private static void search(Path below, List<Path> places) throws IOException {
        try (var files = Files.walk(below)) {
            for (var file : files.toList()) {
                if (holds(below.relativize(file).toString().getBytes(StandardCharsets.UTF_8))
                        || (Files.isSymbolicLink(file)
                                && holds(Files.readSymbolicLink(file).toString().getBytes(StandardCharsets.UTF_8)))
                        || (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && holds(file))) {
                    places.add(file);
                }
            }
        }
    }

    private static boolean holds(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        return holds(bytes) || holds(inflated(bytes));
    }

    /// What git keeps is compressed.
    private static byte[] inflated(byte[] bytes) throws IOException {
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        } catch (ZipException | EOFException _) {
            return new byte[0];
        }
    }

    /// In any of the encodings, and, so that not only what Wave itself knows is looked for, in parts of it.
    private static boolean holds(byte[] bytes) throws IOException {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        return KNOWN.in(new ByteArrayInputStream(bytes)).isPresent()
                || text.contains("canary-Zq7")
                || text.contains(Base64.getEncoder().encodeToString("canary-Zq".getBytes(StandardCharsets.UTF_8)));
    }

    private static Redaction known() {
        var vault = new Vault();
        vault.add(new SecretName("TOKEN"), CANARY);
        return vault.redaction();
    }
}

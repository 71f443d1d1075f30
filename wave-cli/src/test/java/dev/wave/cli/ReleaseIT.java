package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `./mvnw -Prelease package` packs, as somebody uses it who has neither a JDK nor the sources.
class ReleaseIT {

    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();
    private static final Path PACKED = PROJECT.resolve("wave-cli/target/release");
    private static final String NAME = "wave-0.1.0";
    private static final String OWN = NAME + "-linux-x64";

    /// 70 MB are promised.
    private static final long MOST_KILOBYTES = 71_680;

    private static final int MOST_CLASSES = 6070;

    @TempDir
    Path temp;

    /// A shell, git, and what coreutils has of programs that a shell script may want.
    private static final String[] SMALL = {
        "sh",
        "git",
        "cat",
        "chmod",
        "cp",
        "cut",
        "date",
        "dirname",
        "env",
        "head",
        "id",
        "ln",
        "ls",
        "mkdir",
        "mkfifo",
        "mktemp",
        "mv",
        "printf",
        "readlink",
        "rm",
        "rmdir",
        "sha256sum",
        "sleep",
        "sort",
        "tail",
        "test",
        "touch",
        "tr",
        "true",
        "uname",
        "wc"
    };

    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void packed() {
        assumeTrue(Files.exists(PACKED.resolve("SHA256SUMS")), "nothing is packed: it needs ./mvnw -Prelease package");
        assumeTrue(Files.exists(PACKED.resolve(OWN + ".tar.gz")), "packed for another platform");
    }

    @Test
    void works_with_git_and_a_few_small_programs_and_no_java() throws Exception {
        var wave = unpacked(OWN).resolve("bin/wave").toString();
        var nothing = Map.of("PATH", programs(SMALL));
        var project = Files.createDirectories(temp.resolve("a project"));
        run(project, nothing, "git", "init", "-q");

        assertThat(run(temp, nothing, wave, "--version")).isEqualTo(new Ended(0, "wave 0.1.0\n", ""));
        assertThat(run(project, nothing, wave, "init").code()).isZero();
        var run = run(project, nothing, wave, "run", "--trust");
        assertThat(run.code()).as(run.err() + run.out()).isZero();
        assertThat(run.out()).contains("done ").contains("next: wave diff");
        assertThat(run(project, nothing, wave, "run", "--trust").out()).contains("nothing ran");

        var report = run(project, nothing, wave, "report");
        assertThat(report.code()).as(report.err()).isZero();
        assertThat(Path.of(report.out().strip()))
                .content()
                .startsWith("<!DOCTYPE html>")
                .endsWith("</html>\n");
    }

    @Test
    void makes_no_cache_of_its_own_where_there_is_a_home() throws Exception {
        var home = Files.createDirectories(temp.resolve("home"));
        var environment = Map.of("PATH", programs(SMALL), "HOME", home.toString());

        var init = run(home, environment, unpacked(OWN).resolve("bin/wave").toString(), "init");

        assertThat(init.code()).as(init.err()).isZero();
        assertThat(home.resolve(".cache/wave/aot")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "validate", "plan --feature=login"})
    void takes_its_classes_from_the_cache_it_brings_wherever_it_is_unpacked(String words) throws Exception {
        var command = new ArrayList<>(List.of(unpacked(OWN).resolve("bin/wave").toString()));
        command.addAll(List.of(words.split(" ")));
        var log = temp.resolve("classes.txt");
        var options = LoadedClasses.into(log) + " -Djava.io.tmpdir=" + temp;

        var ended = run(
                LoadedClasses.project(temp),
                Map.of("PATH", programs(SMALL), "_JAVA_OPTIONS", options),
                command.toArray(String[]::new));

        assertThat(ended.code()).as(ended.err()).isZero();
        // What release/classes.txt does not name is loaded from elsewhere: release/aot.sh --learn
        LoadedClasses.of(log).assertFew(words, MOST_CLASSES);
    }

    @Test
    void a_run_that_waits_takes_little_memory() throws Exception {
        var builder = new ProcessBuilder(unpacked(OWN).resolve("bin/wave").toString(), "run", "--trust")
                .directory(Resident.idleProject(temp).toFile());
        builder.environment().clear();
        builder.environment().put("PATH", programs(SMALL));

        assertThat(Resident.ofIdleRun(builder.start())).as("kilobytes").isBetween(30_000L, MOST_KILOBYTES);
    }

    @Test
    void is_installed_as_its_page_says() throws Exception {
        var page = Files.readString(PROJECT.resolve("docs/how-to/install.md"));
        var typed = page.substring(page.indexOf("```sh\n") + 6, page.indexOf("\n```\n\n`wave` is"));
        assertThat(typed).contains(OWN).endsWith("\nwave doctor");
        var home = Files.createDirectories(temp.resolve("a home"));
        var path = home + "/.local/bin:" + programs(SMALL) + ":" + programs("tar", "gzip");

        var installed = run(PACKED, Map.of("PATH", path, "HOME", home.toString()), "sh", "-ec", typed);

        assertThat(installed.code()).as(installed.out() + installed.err()).isZero();
        assertThat(installed.out())
                .contains(OWN + ".tar.gz: OK")
                .containsPattern("ok +wave +0\\.1\\.0")
                .contains(home + "/.local/lib/" + OWN + "/jre");
    }

    @Test
    void says_nothing_when_the_cache_does_not_fit() throws Exception {
        var folder = unpacked(OWN);
        Files.setLastModifiedTime(
                folder.resolve("lib/wave.jar"), Files.getLastModifiedTime(PROJECT.resolve("README.md")));

        assertThat(run(
                        temp,
                        Map.of("PATH", programs(SMALL)),
                        folder.resolve("bin/wave").toString(),
                        "--version"))
                .isEqualTo(new Ended(0, "wave 0.1.0\n", ""));
    }

    @Test
    void starts_the_plain_one_with_a_java_that_is_there() throws Exception {
        var wave = unpacked(NAME).resolve("bin/wave");
        var link = Files.createSymbolicLink(temp.resolve("link"), wave);

        var home = Map.of("PATH", System.getenv("PATH"), "HOME", temp.toString());
        assertThat(run(temp, home, link.toString(), "--version")).isEqualTo(new Ended(0, "wave 0.1.0\n", ""));
        assertThat(run(
                                temp,
                                Map.of(
                                        "PATH",
                                        System.getenv("PATH"),
                                        "HOME",
                                        temp.toString(),
                                        "WAVE_JAVA",
                                        temp.toString()),
                                wave.toString())
                        .err())
                .startsWith("wave: WAVE_JAVA is " + temp + ", which is not a Java 25 or newer");
    }

    @Test
    void lists_what_it_is_made_of_and_the_sums_of_its_files() throws Exception {
        assertThat(run(PACKED, Map.of("PATH", System.getenv("PATH")), "sha256sum", "--strict", "-c", "SHA256SUMS")
                        .code())
                .isZero();

        var parts = Files.readString(PACKED.resolve(NAME + ".cdx.json"));
        assertThat(parts)
                .contains("\"bomFormat\" : \"CycloneDX\"")
                .contains("pkg:maven/org.xerial/sqlite-jdbc@", "pkg:maven/org.snakeyaml/snakeyaml-engine@")
                .doesNotContain("serialNumber", "junit", PROJECT.toString());
        assertThat(unpacked(NAME).resolve("lib/wave.cdx.json")).hasContent(parts);
    }

    @Test
    void two_builds_have_the_same_bytes_but_for_the_cache() throws Exception {
        var elsewhere = temp.resolve("another folder");
        Files.createDirectories(elsewhere);
        var environment =
                Map.of("PATH", System.getenv("PATH"), "HOME", System.getenv("HOME"), "TZ", "Asia/Tokyo", "LC_ALL", "C");
        for (var name : sources()) {
            var copy = elsewhere.resolve(name);
            Files.createDirectories(copy.getParent());
            Files.copy(PROJECT.resolve(name), copy);
        }

        var built = run(
                elsewhere,
                environment,
                "sh",
                "-c",
                "umask 077 && ./mvnw -q -B -ntp -Prelease -Dmaven.test.skip -Dspotless.skip -pl wave-cli -am package");

        assertThat(built.code()).as(built.out() + built.err()).isZero();
        var other = elsewhere.resolve("wave-cli/target/release");
        for (var name : List.of(NAME + ".tar.gz", NAME + ".cdx.json")) {
            assertThat(other.resolve(name)).hasSameBinaryContentAs(PACKED.resolve(name));
        }
        assertThat(sums(unpacked(other, OWN, "other"))).isEqualTo(sums(unpacked(PACKED, OWN, "one")));
    }

    private static List<String> sources() throws Exception {
        var listed = run(
                PROJECT,
                Map.of("PATH", System.getenv("PATH")),
                "git",
                "ls-files",
                "--cached",
                "--others",
                "--exclude-standard");
        assumeTrue(listed.code() == 0, "the sources are not in git");
        return listed.out()
                .lines()
                .filter(name -> !name.startsWith("examples/") && !name.startsWith("\""))
                .filter(name -> Files.isRegularFile(PROJECT.resolve(name)))
                .toList();
    }

    /// Of all files but the AOT cache, by their paths.
    private static Map<String, String> sums(Path folder) throws Exception {
        var sums = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                sums.put(folder.relativize(file).toString(), HexFormat.of().formatHex(digest));
            }
        }
        assertThat(sums.remove("lib/wave.jsa")).isNotNull();
        return sums;
    }

    private Path unpacked(String name) throws Exception {
        return unpacked(PACKED, name, "some where");
    }

    private Path unpacked(Path packed, String name, String where) throws Exception {
        var folder = Files.createDirectories(temp.resolve(where));
        assertThat(run(
                                folder,
                                Map.of("PATH", System.getenv("PATH")),
                                "tar",
                                "-xzf",
                                packed.resolve(name + ".tar.gz").toString())
                        .code())
                .isZero();
        return folder.resolve(name);
    }

    /// A folder with these programs of this machine and nothing else.
    private static String programs(String... names) throws IOException {
        var folder = Files.createDirectories(PROJECT.resolve("wave-cli/target/small-programs"));
        for (var name : names) {
            for (var place : List.of("/usr/bin", "/bin", "/usr/local/bin")) {
                var program = Path.of(place, name);
                if (Files.isExecutable(program) && Files.notExists(folder.resolve(name))) {
                    Files.createSymbolicLink(folder.resolve(name), program);
                }
            }
        }
        return folder.toString();
    }

    private static Ended run(Path folder, Map<String, String> environment, String... command) throws Exception {
        var builder = new ProcessBuilder(new ArrayList<>(List.of(command))).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        // A command is looked up on the PATH of this process, not of the new one.
        var program = Path.of(command[0]);
        if (program.getNameCount() == 1 && !program.isAbsolute()) {
            for (var place : List.of("/usr/bin", "/bin", "/usr/local/bin")) {
                if (Files.isExecutable(Path.of(place).resolve(program))) {
                    builder.command().set(0, Path.of(place).resolve(program).toString());
                    break;
                }
            }
        }
        var errors = Files.createTempFile("release", ".err");
        builder.redirectError(errors.toFile());
        var process = builder.start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        var err = Files.readString(errors);
        Files.delete(errors);
        return new Ended(process.exitValue(), out, err);
    }
}

package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script `wave`, started as a user starts it: from a copy of the project's folder whose path has a
/// space, with the packaged program, a home of its own, and where it helps a Java or a Maven that only says
/// what it was asked to do.
class LauncherIT {

    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /// 70 MB are promised.
    private static final long MOST_KILOBYTES = 71_680;

    private static final int MOST_CLASSES = 5700;

    @TempDir
    Path temp;

    private Path home;
    private Path wave;
    private Path target;

    private record Ended(int code, String out, String err) {}

    /// Most tests have no use for a cache, and none ends while one is being made in its folder.
    private static final Map<String, String> WITH_CACHE = Map.of("WAVE_AOT", "");

    @AfterEach
    void nothing_goes_on() throws Exception {
        await(() -> ProcessHandle.allProcesses()
                .noneMatch(process -> process.info().commandLine().orElse("").contains(temp.toString())));
    }

    @BeforeEach
    void copy() throws Exception {
        home = Files.createDirectories(temp.resolve("a home"));
        var project = Files.createDirectories(temp.resolve("a project/.mvn")).getParent();
        target = Files.createDirectories(project.resolve("wave-cli/target"));
        wave = Files.copy(PROJECT.resolve("wave"), project.resolve("wave"));
        Files.copy(PROJECT.resolve(".mvn/find-jdk.sh"), project.resolve(".mvn/find-jdk.sh"));
        var sources = Files.createDirectories(project.resolve("wave-cli/src"));
        assertThat(succeeds(
                        List.of("cp", "-R", PROJECT.resolve("wave-cli/src/main").toString(), sources.toString())))
                .isTrue();
        for (var file : List.of("wave.jar", "wave.jar.sha256")) {
            Files.copy(PROJECT.resolve("wave-cli/target").resolve(file), target.resolve(file));
        }
    }

    @Test
    void starts_from_anywhere_and_through_links() throws Exception {
        var link = Files.createSymbolicLink(temp.resolve("one"), Path.of("two"));
        Files.createSymbolicLink(temp.resolve("two"), Path.of("a project/wave"));

        assertThat(run(Map.of(), wave.toString(), "--version")).isEqualTo(new Ended(0, "wave 0.1.0\n", ""));
        assertThat(run(Map.of(), link.toString(), "--version")).isEqualTo(new Ended(0, "wave 0.1.0\n", ""));
        assertThat(run(Map.of(), "../one", "--version")).isEqualTo(new Ended(0, "wave 0.1.0\n", ""));
    }

    @Test
    void starts_without_a_home() throws Exception {
        assertThat(run(Map.of("HOME", ""), wave.toString(), "--version")).isEqualTo(new Ended(0, "wave 0.1.0\n", ""));
    }

    @Test
    void makes_its_aot_cache_in_the_background_and_uses_it() throws Exception {
        assertThat(run(WITH_CACHE, wave.toString(), "--version").out()).isEqualTo("wave 0.1.0\n");
        await(() -> cached().stream().anyMatch(file -> file.endsWith("/wave.aot")));

        assertThat(run(WITH_CACHE, wave.toString(), "--version")).isEqualTo(new Ended(0, "wave 0.1.0\n", ""));
        var there = LoadedClasses.project(temp).toString();
        assertFewClasses("--version");
        assertFewClasses("validate", "-C", there);
        assertFewClasses("plan", "-C", there, "--feature=login");
        var idle = start(
                Map.of("WAVE_AOT", ""),
                wave.toString(),
                "run",
                "--trust",
                "-C",
                Resident.idleProject(temp).toString());
        assertThat(Resident.ofIdleRun(idle)).as("kilobytes of a run that waits").isBetween(30_000L, MOST_KILOBYTES);
    }

    private void assertFewClasses(String... words) throws Exception {
        var log = temp.resolve("classes.txt");
        var command = new ArrayList<>(List.of(wave.toString()));
        command.addAll(List.of(words));

        var ended =
                run(Map.of("WAVE_AOT", "", "_JAVA_OPTIONS", LoadedClasses.into(log)), command.toArray(String[]::new));

        assertThat(ended.code()).as(ended.err()).isZero();
        LoadedClasses.of(log).assertFew(words[0], MOST_CLASSES);
    }

    @Test
    void runs_a_new_build_at_once() throws Exception {
        run(WITH_CACHE, wave.toString(), "--version");
        await(() -> cached().stream().anyMatch(file -> file.endsWith("/wave.aot")));

        build("second");
        assertThat(run(Map.of("WAVE_AOT", "", "WAVE_JAVA", fakeJava("25.0.1")), wave.toString())
                        .out())
                .contains(".cache/wave/aot/second")
                .doesNotContain("-XX:AOTCache");
    }

    @Test
    void leaves_a_half_replaced_build_alone() throws Exception {
        Files.writeString(target.resolve("wave.jar.sha256"), "0000\n");

        assertThat(run(WITH_CACHE, wave.toString(), "--version").out()).isEqualTo("wave 0.1.0\n");
        assertThat(cached()).isEmpty();
    }

    @Test
    void becomes_the_jvm() throws Exception {
        var started = start(Map.of("WAVE_JAVA", fakeJava("25.0.1")), wave.toString(), "run", "a b", "*");
        var out = new String(started.getInputStream().readAllBytes());

        assertThat(started.waitFor()).isEqualTo(7);
        assertThat(out).startsWith("pid " + started.pid() + "\n").endsWith("dev.wave.cli.Main\nrun\na b\n*\n");
    }

    @Test
    void takes_the_java_it_is_told() throws Exception {
        var told = fakeJava("25.0.1");
        var home25 = fakeJava("25.0.2");
        var home17 = fakeJava("17.0.9");

        assertThat(chosen(Map.of("WAVE_JAVA", told, "JAVA_HOME", home25))).isEqualTo("25.0.1");
        assertThat(chosen(Map.of("WAVE_JAVA", told + "/bin/java", "JAVA_HOME", home25)))
                .isEqualTo("25.0.1");
        assertThat(chosen(Map.of("JAVA_HOME", home25))).isEqualTo("25.0.2");
        assertThat(chosen(Map.of("JAVA_HOME", home17, "PATH", told + "/bin:/usr/bin:/bin")))
                .isEqualTo("25.0.1");
    }

    @Test
    void refuses_an_older_java_it_is_told() throws Exception {
        var old = fakeJava("17.0.9");

        assertThat(run(Map.of("WAVE_JAVA", old), wave.toString()))
                .isEqualTo(new Ended(
                        1,
                        "",
                        "wave: WAVE_JAVA is " + old + ", which is not a Java 25 or newer with the program java: "
                                + "set it to the folder of one, or unset it to have one looked for.\n"));
    }

    @Test
    void says_in_one_sentence_that_there_is_no_java() throws Exception {
        var empty = List.of("bwrap", "--dev-bind", "/", "/", "--tmpfs", "/usr/lib/jvm");
        assumeTrue(
                succeeds(Stream.concat(empty.stream(), Stream.of("true")).toList()), "bwrap cannot hide folders here");
        var command = new ArrayList<>(empty);
        command.add(wave.toString());

        assertThat(run(Map.of(), command.toArray(String[]::new)))
                .isEqualTo(new Ended(
                        1,
                        "",
                        "wave: Java 25 or newer was not found on this machine: install a JDK 25 (for example Eclipse"
                                + " Temurin), or set WAVE_JAVA to the folder of one.\n"));
    }

    @Test
    void says_in_one_sentence_that_it_does_not_run_on_windows() throws Exception {
        assertThat(run(Map.of("OS", "Windows_NT"), wave.toString()))
                .isEqualTo(new Ended(
                        1, "", "wave: Wave runs on Linux and macOS, not on Windows itself: use it inside WSL.\n"));
    }

    @Test
    void two_first_starts_build_once() throws Exception {
        forgetTheBuild();
        script(wave.resolveSibling("mvnw"), """
                echo built >>"$HOME/builds"
                until [ -e "$HOME/go" ]; do sleep 0.02; done
                echo '[INFO] Building wave-core 0.1.0         [3/6]'
                cp "$HOME"/kept/* "$(dirname "$0")/wave-cli/target"
                """);
        var builds = home.resolve("builds");

        var first = start(Map.of(), wave.toString(), "--version");
        await(() -> Files.exists(builds));
        var second = start(Map.of(), wave.toString(), "--version");
        var secondSays = second.errorReader();
        assertThat(secondSays.readLine()).isEqualTo("wave: another process is building Wave; waiting for it.");
        Files.createFile(home.resolve("go"));

        assertThat(ended(first).out()).isEqualTo("wave 0.1.0\n");
        assertThat(ended(second).out()).isEqualTo("wave 0.1.0\n");
        assertThat(builds).hasContent("built");
    }

    @Test
    void build_progress_goes_to_standard_error() throws Exception {
        forgetTheBuild();
        script(wave.resolveSibling("mvnw"), """
                echo '[INFO] Building wave-core 0.1.0         [3/6]'
                cp "$HOME"/kept/* "$(dirname "$0")/wave-cli/target"
                """);

        var log = wave.resolveSibling("target/build.log");
        assertThat(run(Map.of(), wave.toString(), "--version"))
                .isEqualTo(new Ended(
                        0,
                        "wave 0.1.0\n",
                        "wave: building Wave; this is done once. What happens is in " + log
                                + "\nwave:   wave-core [3/6]\n"));
        assertThat(log).content().startsWith("[INFO] Building wave-core");
    }

    @Test
    void a_failed_build_shows_its_errors_and_its_log() throws Exception {
        forgetTheBuild();
        script(wave.resolveSibling("mvnw"), """
                echo '[INFO] working'
                echo '[ERROR] no such thing'
                exit 1
                """);

        var ended = run(Map.of(), wave.toString(), "--version");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .endsWith("[ERROR] no such thing\nwave: Wave could not be built; the whole log is "
                        + wave.resolveSibling("target/build.log") + "\n");
    }

    private void forgetTheBuild() throws IOException {
        Files.move(target, home.resolve("kept"));
        Files.createDirectory(target);
    }

    /// Replaces the program by an empty one whose hash begins with this word.
    private void build(String word) throws Exception {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (var jar = new JarOutputStream(Files.newOutputStream(target.resolve("wave.jar")), manifest)) {
            jar.putNextEntry(new JarEntry(word));
        }
        Files.writeString(target.resolve("wave.jar.sha256"), word + "\n");
        script(home.resolve("bin/sha256sum"), "echo '" + word + "  -'");
    }

    /// A Java of this version that prints its process id and arguments, and exits with 7.
    private String fakeJava(String version) throws IOException {
        var folder = temp.resolve("jdk " + version);
        script(folder.resolve("bin/java"), """
                echo "pid $$"
                echo "version %s"
                printf '%%s\\n' "$@"
                exit 7
                """.formatted(version));
        Files.writeString(folder.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return folder.toString();
    }

    private String chosen(Map<String, String> environment) throws Exception {
        var line = run(environment, wave.toString()).out().lines().skip(1).findFirst();
        return line.orElseThrow().replace("version ", "");
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> cached() {
        var aot = home.resolve(".cache/wave/aot");
        try (var files = Files.walk(aot)) {
            return files.filter(Files::isRegularFile).map(Path::toString).toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private Process start(Map<String, String> environment, String... command) throws IOException {
        var builder = new ProcessBuilder(command).directory(home.toFile());
        var variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("WAVE_") || name.startsWith("XDG_"));
        variables.remove("JAVA_HOME");
        variables.put("HOME", home.toString());
        variables.put("WAVE_AOT", "off");
        variables.put("PATH", home + "/bin:" + System.getenv("PATH"));
        variables.putAll(environment);
        return builder.start();
    }

    private Ended run(Map<String, String> environment, String... command) throws Exception {
        return ended(start(environment, command));
    }

    private static Ended ended(Process process) throws Exception {
        var out = new String(process.getInputStream().readAllBytes());
        var err = new String(process.getErrorStream().readAllBytes());
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), out, err);
    }

    private static boolean succeeds(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        var deadline = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            assertThat(Instant.now()).isBefore(deadline);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}

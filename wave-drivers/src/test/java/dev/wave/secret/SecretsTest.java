package dev.wave.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wave.diagnostic.Place;
import dev.wave.model.Secret;
import dev.wave.model.SecretName;
import dev.wave.model.SecretSource;
import dev.wave.model.VariableName;
import dev.wave.process.Processes;
import dev.wave.redaction.Vault;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path folder;

    private Charset passed = StandardCharsets.UTF_8;
    private final Vault vault = new Vault();
    private final SequencedMap<String, String> environment = new LinkedHashMap<>();

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectories(folder.resolve("project"));
        Files.createDirectories(folder.resolve("home"));
        environment.put("PATH", System.getenv("PATH"));
        environment.put("CI_TOKEN", "from the environment");
    }

    @Test
    void looks_in_the_environment() throws Exception {
        assertThat(look(env("CI_TOKEN"))).isEqualTo("from the environment");
    }

    @Test
    void reads_files_of_the_user_and_of_the_project() throws Exception {
        Files.writeString(folder.resolve("home/key"), "of home\n");
        Files.writeString(folder.resolve("project/key"), "of the project\r\n");
        Files.writeString(folder.resolve("key"), "two\nlines\n\n");

        assertThat(look(new SecretSource.File("~/key"))).isEqualTo("of home");
        assertThat(look(new SecretSource.File("key"))).isEqualTo("of the project");
        assertThat(look(new SecretSource.File(folder.resolve("key").toString())))
                .isEqualTo("two\nlines\n");
    }

    @Test
    void takes_what_a_command_prints() throws Exception {
        assertThat(look(sh("echo noise >&2; printf '%s\\n' \"$CI_TOKEN\" \"$PWD\"")))
                .isEqualTo("from the environment\n" + folder.toRealPath().resolve("project"));
    }

    @Test
    void takes_it_again_for_the_next_attempt() throws Exception {
        assertThat(look(sh("echo hunter22"))).isEqualTo("hunter22");
        assertThat(look(sh("echo hunter22"))).isEqualTo("hunter22");
    }

    @Test
    void hides_a_value_before_anybody_has_it() throws Exception {
        look(env("CI_TOKEN"));

        assertThat(vault.redaction().text("it is: from the environment")).isEqualTo("it is: [secret TOKEN]");
    }

    @Test
    void says_which_source_is_missing_and_what_to_do() {
        assertMissing(
                env("NOBODY_SETS_THIS"),
                "secret TOKEN: the variable NOBODY_SETS_THIS is not set; set it where Wave is started, or name another"
                        + " source in .wave/local.yaml");
        assertMissing(
                new SecretSource.File("~/none"),
                "secret TOKEN: the file ~/none does not exist; create it, or name another source in .wave/local.yaml");
        assertMissing(new SecretSource.File("."), "secret TOKEN: the file . cannot be read");
        assertMissing(
                new SecretSource.Command(List.of("no-such-program")),
                "secret TOKEN: the program 'no-such-program' is not on the PATH");
    }

    @Test
    void never_repeats_what_a_command_said() {
        assertMissing(
                sh("echo hunter22; echo hunter22 >&2; exit 3"),
                "secret TOKEN: its command exited with 3; run it by hand to see why");
    }

    @Test
    void gives_a_command_up_that_does_not_end() {
        assertMissing(
                sh("echo hunter22; sleep 1000"),
                "secret TOKEN: its command did not end within 1 s; run it by hand to see why");
    }

    @Test
    void refuses_what_could_not_be_hidden_or_given() throws Exception {
        Files.write(folder.resolve("project/latin"), new byte[] {'a', 'b', 'c', 'd', (byte) 0xfc});
        Files.writeString(folder.resolve("project/nul"), "abcd\0efgh");
        Files.writeString(folder.resolve("project/long"), "x".repeat(16 * 1024 + 1));
        Files.writeString(folder.resolve("project/most"), "x".repeat(16 * 1024) + "\n");
        environment.put("EMPTY", " \n");
        environment.put("SHORT", " abc ");

        assertMissing(env("EMPTY"), "secret TOKEN: env EMPTY is empty");
        assertMissing(
                env("SHORT"),
                "secret TOKEN: the value is shorter than 4 bytes, too short to be hidden in what programs print; use a"
                        + " longer one");
        assertMissing(new SecretSource.File("latin"), "secret TOKEN: the file latin is not UTF-8 text");
        assertMissing(
                new SecretSource.File("nul"), "secret TOKEN: the value holds a NUL character, which no variable can");
        assertMissing(new SecretSource.File("long"), "secret TOKEN: the value is longer than 16 KB");
        assertThat(look(new SecretSource.File("most"))).hasSize(16 * 1024);
    }

    @Test
    void refuses_what_would_be_another_value_by_the_time_a_program_has_it() {
        environment.put("MANGLED", "gr\uFFFDn-hunter22");
        environment.put("GREEN", "grün-hunter22");
        var refused = "secret TOKEN: the value holds characters that a program would not get as they are under this"
                + " locale; start Wave with LC_ALL=C.UTF-8";

        assertMissing(env("MANGLED"), refused);
        passed = StandardCharsets.US_ASCII;
        assertMissing(env("GREEN"), refused);
    }

    @Test
    void refuses_a_file_of_the_project_that_every_step_sees() throws IOException {
        Files.createDirectories(folder.resolve("project/seen"));
        Files.writeString(folder.resolve("project/seen/key"), "hunter22");

        assertThatThrownBy(() -> secrets()
                        .look(List.of(secret(new SecretSource.File("./conf/../seen/key"))), SecretsTest::isSeen))
                .isInstanceOf(SecretMissing.class)
                .hasMessage("secret TOKEN: the file ./conf/../seen/key is part of the base, which steps see; add it to"
                        + " .gitignore, or move it out of the project");
    }

    private void assertMissing(SecretSource source, String message) {
        assertThatThrownBy(() -> secrets().look(List.of(secret(source)), SecretsTest::isSeen))
                .isInstanceOf(SecretMissing.class)
                .hasMessage(message);
    }

    private String look(SecretSource source) throws SecretMissing, InterruptedException {
        return secrets()
                .look(List.of(secret(source)), SecretsTest::isSeen)
                .with(new LinkedHashMap<>(Map.of("A", "b")))
                .getOrDefault("TOKEN", "");
    }

    private Secrets secrets() {
        var project = folder.resolve("project");
        var processes = new Processes(folder.resolve("scratch"), Duration.ofMillis(200), environment);
        return new Secrets(
                environment,
                passed,
                new SecretFiles(project, Optional.of(folder.resolve("home"))),
                new SecretCommands(processes, environment, project, "test:secrets", Duration.ofSeconds(1)),
                vault);
    }

    private static Secret secret(SecretSource source) {
        return new Secret(new SecretName("TOKEN"), new Place("wave.yaml", 1, 1), source);
    }

    private static SecretSource env(String variable) {
        return new SecretSource.Env(new VariableName(variable));
    }

    private static SecretSource sh(String text) {
        return new SecretSource.Command(List.of("sh", "-c", text));
    }

    private static boolean isSeen(Path file) {
        return file.startsWith("seen");
    }
}

package dev.wave.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ClaudeProgramTest {

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void follow_links() throws IOException {
        folder = temporary.toRealPath();
    }

    @Test
    void npm_links_to_a_package_that_tells_its_version() throws Exception {
        var program = npm("2.1.197", 100_000);
        Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(folder.resolve("bin/claude"), program);

        assertThat(ClaudeProgram.find("/nonexistent:" + folder.resolve("bin")))
                .contains(new ClaudeProgram(program, List.of(program.getParent().getParent()), Optional.of("2.1.197")));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_package_whose_script_did_not_run_has_its_program_beside_it() throws Exception {
        var placeholder = npm("2.1.197", 300);
        var arch = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
        var beside = executable(
                placeholder
                        .getParent()
                        .getParent()
                        .resolveSibling("claude-code-linux-" + arch)
                        .resolve("claude"),
                10);

        assertThat(ClaudeProgram.at(placeholder))
                .isEqualTo(new ClaudeProgram(beside, List.of(beside), Optional.of("2.1.197")));
    }

    @Test
    void the_native_installer_names_the_file_for_its_version() throws Exception {
        var program = executable(folder.resolve("share/claude/versions/2.1.200"), 10);
        Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(folder.resolve("bin/claude"), program);

        assertThat(ClaudeProgram.at(folder.resolve("bin/claude")))
                .isEqualTo(new ClaudeProgram(program, List.of(program), Optional.of("2.1.200")));
    }

    @Test
    void a_program_that_tells_no_version_is_taken_as_it_is() throws Exception {
        var program = executable(folder.resolve("claude"), 10);

        assertThat(ClaudeProgram.at(program).version()).isEmpty();
        assertThat(ClaudeProgram.at(program).problem()).isEmpty();
    }

    @Test
    void one_that_is_too_old_says_what_to_install() throws Exception {
        assertThat(ClaudeProgram.at(npm("1.0.128", 100_000)).problem()).hasValueSatisfying(problem -> {
            assertThat(problem.what()).startsWith("version 1.0.128 at ").endsWith(" is too old");
            assertThat(problem.fix())
                    .isEqualTo("install version 2.1 or later: npm install -g @anthropic-ai/claude-code");
        });
        assertThat(new ClaudeProgram(folder, List.of(), Optional.of("2.0.9")).problem())
                .isPresent();
        assertThat(new ClaudeProgram(folder, List.of(), Optional.of("2.1.0")).problem())
                .isEmpty();
        assertThat(new ClaudeProgram(folder, List.of(), Optional.of("3.0.0-beta.1")).problem())
                .isEmpty();
        assertThat(new ClaudeProgram(folder, List.of(), Optional.of("tomorrow")).problem())
                .isEmpty();
    }

    @Test
    void there_may_be_none() {
        assertThat(ClaudeProgram.find(folder.toString())).isEmpty();
        assertThat(ClaudeProgram.find("")).isEmpty();
    }

    private Path npm(String version, int size) throws IOException {
        var home = Files.createDirectories(folder.resolve("node_modules/@anthropic-ai/claude-code"));
        Files.writeString(home.resolve("package.json"), "{\"version\": \"" + version + "\"}");
        return executable(home.resolve("bin/claude.exe"), size);
    }

    private static Path executable(Path file, int size) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x".repeat(size));
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}

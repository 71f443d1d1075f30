package dev.wave.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.model.SandboxMode;
import dev.wave.process.Errand;
import dev.wave.process.Programs;
import dev.wave.spi.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolchainsTest {
    @TempDir
    Path temporary;

    private Path home;

    @BeforeEach
    void a_home() throws IOException {
        home = Files.createDirectories(temporary.toRealPath().resolve("home"));
    }

    private void files(String... paths) throws IOException {
        for (var path : paths) {
            var file = home.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x");
        }
    }

    private void link(String at, String target) throws IOException {
        Files.createDirectories(home.resolve(at).getParent());
        Files.createSymbolicLink(home.resolve(at), Path.of(target));
    }

    private List<String> shown(String path, Path... hidden) throws IOException {
        var environment = Map.of("HOME", home.toString(), "PATH", path.replace("~", home.toString()));
        return Toolchains.of(environment, List.of(hidden)).views().stream()
                .map(view -> ((View.Shown) view).at().replace(home.toString(), "~"))
                .sorted()
                .toList();
    }

    @Test
    void of_an_installation_its_parts_are_shown_and_not_what_lies_beside() throws IOException {
        files("tools/node/bin/node", "tools/node/lib/node_modules/npm/x", "tools/node/share/man", "tools/node/.token");
        assertThat(shown("~/tools/node/bin"))
                .containsExactly("~/tools/node/bin", "~/tools/node/lib", "~/tools/node/share");
    }

    @Test
    void of_maven_all_is_shown_that_it_starts_with_and_not_its_settings() throws IOException {
        files("mvn/bin/mvn", "mvn/boot/x.jar", "mvn/lib/y.jar", "mvn/conf/logging/z", "mvn/conf/settings.xml");
        files("other/bin/x", "other/boot/x", "other/conf/x");
        assertThat(shown("~/mvn/bin:~/other/bin"))
                .containsExactly("~/mvn/bin", "~/mvn/boot", "~/mvn/conf/logging", "~/mvn/lib", "~/other/bin");
    }

    @Test
    void credentials_beside_a_bin_folder_are_not_shown() throws IOException {
        files(
                ".cargo/bin/cargo",
                ".cargo/credentials.toml",
                ".cargo/registry/x",
                ".rustup/toolchains/stable/bin/cargo");
        files(
                ".rustup/settings.toml",
                ".docker/bin/docker",
                ".docker/config.json",
                "go/bin/tool",
                "go/src/mine/secret");
        assertThat(shown("~/.cargo/bin:~/.docker/bin:~/go/bin"))
                .containsExactly(
                        "~/.cargo/bin", "~/.docker/bin", "~/.rustup/settings.toml", "~/.rustup/toolchains", "~/go/bin");
    }

    @Test
    void the_home_is_never_an_installation() throws IOException {
        files("bin/mine", "lib/secret", "share/secret", ".local/bin/x", ".local/share/keyrings/k", ".local/lib/l");
        assertThat(shown("~/bin:~/.local/bin:~:/")).containsExactly("~/.local/bin", "~/bin");
    }

    @Test
    void links_are_followed_to_what_they_start() throws IOException {
        files(".nvm/versions/node/v20/bin/node", ".nvm/versions/node/v20/lib/node_modules/npm/bin/npm-cli.js");
        files(".local/share/claude/versions/2.1", ".local/share/claude/secret", ".npm/lib/node_modules/x/cli.js");
        link(".nvm/versions/node/v20/bin/npm", "../lib/node_modules/npm/bin/npm-cli.js");
        link(".local/bin/claude", home + "/.local/share/claude/versions/2.1");
        link(".local/bin/x", home + "/.npm/lib/node_modules/x/cli.js");
        link("run/fnm", home + "/.nvm/versions/node/v20");
        assertThat(shown("~/run/fnm/bin:~/.local/bin"))
                .containsExactly(
                        "~/.local/bin",
                        "~/.local/share/claude/versions/2.1",
                        "~/.npm/lib/node_modules",
                        "~/.nvm/versions/node/v20/bin",
                        "~/.nvm/versions/node/v20/lib",
                        "~/run/fnm/bin");
    }

    @Test
    void what_is_hidden_stays_hidden_whatever_the_path_says() throws IOException {
        files("project/node_modules/.bin/x", "project/bin/y", "cache/wave/bin/z");
        assertThat(shown(
                        "~/project/node_modules/.bin:~/project/bin:~/cache/wave/bin:relative",
                        home.resolve("project"),
                        home.resolve("cache/wave")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "git,git --version",
        "node,'node -e \"require(\\\"fs\\\").writeFileSync(\\\"made\\\", \\\"1\\\")\"'",
        "npm,npm --version",
        "python3,'python3 -c \"import ssl, sqlite3, json; open(\\\"made\\\", \\\"w\\\").write(\\\"1\\\")\"'",
        "java,java -version",
        "javac,'echo \"class A { public static void main(String[] a) {} }\" > A.java && javac A.java && java A'",
        "mvn,mvn -v",
        "cargo,'cargo --version && rustc --version'",
        "go,go version",
        "ruby,ruby -e 1",
        "gcc,'echo \"int main() { return 0; }\" > a.c && gcc a.c && ./a.out'"
    })
    void the_tools_of_this_machine_work_inside(String program, String script) throws IOException {
        var path = System.getenv("PATH");
        assumeTrue(Programs.find(program, path, Path.of("/")).isPresent(), program + " is not installed");
        var outside = Files.createDirectories(temporary.resolve("outside"));
        var works = Errand.run(List.of("/bin/sh", "-c", "cd '" + outside + "' && { " + script + "; }"));
        assumeTrue(works.exit() == 0, program + " does not work outside of a sandbox either");
        var sandbox = Sandbox.find(temporary.resolve("cache"), System.getenv(), List.of());
        assumeTrue(sandbox.holds(SandboxMode.AUTO), "no sandbox here");
        var workspace = Files.createDirectories(temporary.resolve("workspace"));
        var cell = new Cell(
                List.of(new View.Writable(workspace, Sandbox.WORKSPACE)),
                Files.createDirectories(temporary.resolve("inside")),
                Files.createDirectories(temporary.resolve("tmp")),
                List.of(),
                new LinkedHashMap<>(Map.of("PATH", path)),
                Needs.NONE);
        var ran = Errand.run(sandbox.line(cell, ".", List.of("/bin/sh", "-c", script)));
        assertThat(ran.exit()).as(ran.output()).isZero();
    }
}

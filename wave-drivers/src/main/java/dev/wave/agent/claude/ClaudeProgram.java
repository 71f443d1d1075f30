package dev.wave.agent.claude;

import dev.wave.plan.Presence;
import dev.wave.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The program `claude` as it is installed here. Finding it starts no process.
///
/// @param file what is started: no link, so that a sandbox has to show nothing besides
/// @param installation what it is made of, for a sandbox to show
/// @param version as its files tell; absent if they do not
public record ClaudeProgram(Path file, List<Path> installation, Optional<String> version) {
    private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})(?:[-+].*)?");

    /// The oldest version that has all the options Wave starts it with.
    private static final int MAJOR = 2;
    private static final int MINOR = 1;

    /// Below this a file of npm's package holds no program, only a text that says so: its install script did
    /// not run. The program itself then lies in the package beside it.
    private static final long PLACEHOLDER = 64 * 1024;

    public ClaudeProgram {
        installation = List.copyOf(installation);
    }

    /// The one that `claude` runs.
    ///
    /// @param path the value of `PATH`
    public static Optional<ClaudeProgram> find(String path) {
        return Programs.find("claude", path, Path.of("/")).map(ClaudeProgram::at);
    }

    /// The one that a file of this machine is, or leads to.
    public static ClaudeProgram at(Path file) {
        try {
            var real = file.toRealPath();
            return npm(real).orElseGet(() -> new ClaudeProgram(real, List.of(real), named(real)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is wrong with it; absent if it can be driven.
    Optional<Presence.Missing> problem() {
        return version.map(VERSION::matcher)
                .filter(found -> found.matches() && isOld(found.group(1), found.group(2)))
                .map(_ -> new Presence.Missing(
                        "version " + version.orElseThrow() + " at " + file + " is too old",
                        "install version " + MAJOR + "." + MINOR + " or later: npm install -g"
                                + " @anthropic-ai/claude-code"));
    }

    private static boolean isOld(String major, String minor) {
        return Integer.parseInt(major) < MAJOR || (Integer.parseInt(major) == MAJOR && Integer.parseInt(minor) < MINOR);
    }

    /// npm's layout: `claude-code/bin/claude.exe` with a `package.json` above it, and beside `claude-code` a
    /// package with the program for this kind of machine.
    private static Optional<ClaudeProgram> npm(Path real) throws IOException {
        var home = Optional.ofNullable(real.getParent())
                .filter(folder -> folder.endsWith("bin"))
                .map(Path::getParent)
                .filter(folder -> Files.isRegularFile(folder.resolve("package.json")));
        if (home.isEmpty()) {
            return Optional.empty();
        }
        var version = version(home.get().resolve("package.json"));
        if (Files.size(real) < PLACEHOLDER) {
            var beside = beside(home.get());
            if (beside.isPresent()) {
                return Optional.of(new ClaudeProgram(beside.get(), List.of(beside.get()), version));
            }
        }
        return Optional.of(new ClaudeProgram(real, List.of(home.get()), version));
    }

    private static Optional<Path> beside(Path home) throws IOException {
        var name = home.getFileName() + "-" + (isMac() ? "darwin" : "linux") + "-" + (isArm() ? "arm64" : "x64");
        var program = home.resolveSibling(name).resolve("claude");
        return Files.isExecutable(program) ? Optional.of(program.toRealPath()) : Optional.empty();
    }

    private static boolean isMac() {
        return System.getProperty("os.name").startsWith("Mac");
    }

    private static boolean isArm() {
        return System.getProperty("os.arch").equals("aarch64");
    }

    private static Optional<String> version(Path description) throws IOException {
        return Json.parse(Files.readString(description)).flatMap(json -> json.text("version"));
    }

    /// The layout of the native installer: the file is named for its version.
    private static Optional<String> named(Path real) {
        return Optional.of(real.getFileName().toString())
                .filter(name -> VERSION.matcher(name).matches());
    }
}

package dev.wave.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// How a code base is tested, guessed from the files at its root. Reads, runs nothing.
///
/// @param language what people call it, for example `Node.js`
/// @param command for `sh`
record TestCommand(String language, String command) {
    private static final List<Sign> SIGNS = List.of(
            new Sign("package.json", "Node.js", "npm test", containing("\"test\"\\s*:(?!.*no test specified)")),
            new Sign("mvnw", "Java (Maven)", "./mvnw -q -B test", _ -> true),
            new Sign("pom.xml", "Java (Maven)", "mvn -q -B test", _ -> true),
            new Sign("gradlew", "Java (Gradle)", "./gradlew test", _ -> true),
            new Sign("build.gradle", "Java (Gradle)", "gradle test", _ -> true),
            new Sign("build.gradle.kts", "Java (Gradle)", "gradle test", _ -> true),
            new Sign("Cargo.toml", "Rust", "cargo test", _ -> true),
            new Sign("go.mod", "Go", "go test ./...", _ -> true),
            new Sign("pyproject.toml", "Python", "python3 -m pytest -q", containing("pytest")),
            new Sign("pytest.ini", "Python", "python3 -m pytest -q", _ -> true),
            new Sign("setup.py", "Python", "python3 -m unittest", _ -> true),
            new Sign("pyproject.toml", "Python", "python3 -m unittest", _ -> true),
            new Sign("requirements.txt", "Python", "python3 -m pytest -q", containing("(?m)^pytest")),
            new Sign("mix.exs", "Elixir", "mix test", _ -> true),
            new Sign("Gemfile", "Ruby", "bundle exec rake test", _ -> true),
            new Sign("Makefile", "make", "make test", containing("(?m)^test\\s*:")),
            new Sign("tests/run.sh", "shell", "sh tests/run.sh", _ -> true));

    /// A file that tells.
    private record Sign(String file, String language, String command, Predicate<String> content) {}

    static Optional<TestCommand> of(Path root) {
        return SIGNS.stream()
                .filter(sign ->
                        text(root.resolve(sign.file())).filter(sign.content()).isPresent())
                .findFirst()
                .map(sign -> new TestCommand(sign.language(), sign.command()));
    }

    private static Predicate<String> containing(String pattern) {
        return Pattern.compile(pattern).asPredicate();
    }

    private static Optional<String> text(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) < 1 << 20
                    ? Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1))
                    : Optional.empty();
        } catch (IOException _) { // a file that cannot be read tells nothing
            return Optional.empty();
        }
    }
}

package dev.wave.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.load.BuiltinPersonas;
import dev.wave.model.PersonaName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What there is of a kind, as the code lists it, is what the reference lists. Whoever adds something reads
/// here where it has to be told; commands, events, diagnostics and exit codes: [DocsTest], [CommandsPageTest],
/// [ExitCodesPageTest].
class ReferenceTest {
    private static final String ENVIRONMENT = Pages.text("docs/reference/environment.md");
    private static final String LANGUAGE = Pages.text("docs/reference/language.md");

    /// Where a name in capitals can be the name of a variable: it is asked for or set.
    private static final Pattern ASKED =
            Pattern.compile("(?:get|getOrDefault|getenv|put|variable|folder|containsKey)\\(\\s*\"([A-Z][A-Z0-9_]+)\"");

    /// Names that no constant has that is anything else.
    private static final Pattern NAMED =
            Pattern.compile("\"((?:WAVE|XDG|CLAUDE|ANTHROPIC|OPENAI)_[A-Z0-9_]*[A-Z0-9])\"");

    /// What the launchers ask for.
    private static final Pattern IN_SHELL = Pattern.compile("\\$\\{?((?:WAVE|XDG)_[A-Z0-9_]+)");

    /// What Wave gives to git, and asks about git's own; and a word of the doctor's.
    private static boolean isElsewhere(String name) {
        return name.startsWith("GIT_")
                || List.of("LD_LIBRARY_PATH", "CLAUDE_LOGIN").contains(name);
    }

    @TempDir
    Path temp;

    @Test
    void every_variable_of_the_environment_is_on_its_page() throws IOException {
        var variables = new TreeSet<String>();
        for (var module : List.of("wave-core", "wave-drivers", "wave-cli")) {
            find(Pages.ROOT.resolve(module + "/src/main/java"), ".java", List.of(ASKED, NAMED), variables);
        }
        find(Pages.ROOT.resolve("wave-cli/src/main/sh"), "", List.of(IN_SHELL), variables);
        collect(Pages.ROOT.resolve("wave"), List.of(IN_SHELL), variables);
        variables.removeIf(ReferenceTest::isElsewhere);

        assertThat(variables).contains("WAVE_TRUST", "WAVE_JAVA", "XDG_CACHE_HOME", "PATH", "WAVE_TAG");
        assertThat(variables.stream().filter(name -> !ENVIRONMENT.contains("`" + name + "`")))
                .as("variables that docs/reference/environment.md has no row for, '| `NAME` | meaning |'. What is no"
                        + " variable, or nobody's business, is named in ReferenceTest")
                .isEmpty();
    }

    private static void find(Path folder, String suffix, List<Pattern> patterns, Set<String> found) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(suffix))
                    .forEach(file -> collect(file, patterns, found));
        }
    }

    private static void collect(Path file, List<Pattern> patterns, Set<String> found) {
        try {
            var text = Files.readString(file);
            patterns.forEach(pattern ->
                    pattern.matcher(text).results().map(match -> match.group(1)).forEach(found::add));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_built_in_persona_is_listed_and_can_be_asked() throws Exception {
        var person = new Person(temp);
        for (var persona : BuiltinPersonas.names()) {
            assertThat(LANGUAGE)
                    .as("docs/reference/language.md, 'Personas', names every built-in persona")
                    .contains("`" + persona + "`");
            Files.writeString(person.project().resolve("wave.yaml"), asking(persona));
            assertThat(person.types("wave validate").text()).isEqualTo("the project is valid\n");
        }
    }

    private static String asking(PersonaName persona) {
        return "steps: [{id: a, persona: " + persona + ", task: x}]\n";
    }
}

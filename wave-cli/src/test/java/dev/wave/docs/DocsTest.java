package dev.wave.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.cli.Wiring;
import dev.wave.command.Commands;
import dev.wave.command.Console;
import dev.wave.diagnostic.Code;
import dev.wave.expression.Function;
import dev.wave.load.BuiltinPersonas;
import dev.wave.model.Decoded;
import dev.wave.model.Format;
import dev.wave.plan.ModelTable;
import dev.wave.run.Failure;
import dev.wave.run.RunEvent;
import dev.wave.run.RunEventJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the program has, the reference says; and what the reference prints, the program prints.
class DocsTest {
    private static final Pattern OPTION = Pattern.compile("^ {2,6}(?:(-\\w), )?(-\\w(?![\\w-])|--[a-z-]+)");
    private static final String COMMANDS = Pages.text("docs/reference/commands.md");
    private static final String LANGUAGE = Pages.text("docs/reference/language.md");
    private static final String EVENTS = Pages.text("docs/reference/events.md");
    private static final String DIAGNOSTICS = Pages.text("docs/reference/diagnostics.md");

    @TempDir
    Path folder;

    @Test
    void every_diagnostic_has_an_example_that_is_what_the_program_says() throws IOException, InterruptedException {
        var sections = Pages.sections(DIAGNOSTICS);
        var agent = Pages.blocks(sections.firstEntry().getValue(), "yaml").getFirst();
        for (var code : Code.values()) {
            assertThat(sections.keySet())
                    .as(
                            "docs/reference/diagnostics.md needs a section '## %s': what it means, its cure, a `yaml` block"
                                    + " with a project that has the mistake, and a block with what Wave says",
                            code.text())
                    .contains(code.text());
            var section = sections.get(code.text());
            var project = Files.createDirectories(folder.resolve(code.text()));
            write(section, section.contains("The whole file:") ? "" : agent, project);

            assertThat(wave(saying(code), "-C", project.toString()))
                    .contains("[" + code.text() + "]")
                    .startsWith(Pages.blocks(section, "").getFirst());
        }
    }

    /// Writes the project of a section: the files it names, else its only one as `wave.yaml`.
    private static void write(String section, String head, Path project) throws IOException {
        Files.createDirectories(project.resolve(".wave"));
        var files = Pages.files(section);
        for (var file : files.entrySet()) {
            Files.writeString(project.resolve(file.getKey()), file.getValue());
        }
        if (files.isEmpty() && !Pages.blocks(section, "yaml").isEmpty()) {
            Files.writeString(
                    project.resolve("wave.yaml"),
                    head + Pages.blocks(section, "yaml").getFirst());
        }
    }

    /// The command that says it: what only a machine lacks is no mistake of the project's, and neither is a lock.
    private static String saying(Code code) {
        return switch (code) {
            case E_NO_AGENT -> "run";
            case E_LOCK -> "plan";
            default -> "validate";
        };
    }

    @Test
    void the_example_of_the_language_is_valid() throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("wave.yaml"), Pages.blocks(LANGUAGE, "yaml").getFirst());
        var persona = Files.createDirectories(folder.resolve(".wave/personas")).resolve("scout.md");
        Files.writeString(persona, Pages.blocks(LANGUAGE, "markdown").getFirst());

        assertThat(wave("validate", "-C", folder.toString())).isEqualTo("the project is valid\n");
    }

    @Test
    void every_event_and_failure_has_an_example() {
        for (var type : leaves(RunEvent.class)) {
            assertThat(Pages.sections(EVENTS).keySet())
                    .as(
                            "docs/reference/events.md needs a section '## %s' with its fields and a line of JSON",
                            snake(type))
                    .contains(snake(type));
            var example = Pages.blocks(Pages.sections(EVENTS).get(snake(type)), "json")
                    .getFirst()
                    .strip();
            assertThat(RunEventJson.readLine(example))
                    .isInstanceOfSatisfying(
                            Decoded.Understood.class,
                            understood -> assertThat(understood.value())
                                    .isInstanceOfSatisfying(RunEventJson.Line.class, line -> {
                                        assertThat(line.recorded().event()).isInstanceOf(type);
                                        assertThat(RunEventJson.writeLine(line.run(), line.recorded()))
                                                .isEqualTo(example);
                                    }));
        }
        for (var kind : leaves(Failure.class)) {
            assertThat(EVENTS).contains("{\"kind\":\"" + snake(kind) + "\"");
        }
    }

    @Test
    void every_command_and_each_of_its_options_is_described() throws InterruptedException {
        var common = Pages.sections(COMMANDS).get("Options of every command");
        for (var command : Commands.TABLE.names()) {
            assertThat(Pages.sections(COMMANDS).keySet())
                    .as(
                            "docs/reference/commands.md needs a section '## wave %s': what it does, a table of its options, an"
                                    + " example (see CommandsPageTest)",
                            command)
                    .contains("wave " + command);
            var section = Pages.sections(COMMANDS).get("wave " + command);
            for (var option : options(wave(command, "--help", "-C", folder.toString()))) {
                assertThat(section + common)
                        .as(
                                "docs/reference/commands.md, section '## wave %s', needs a row '| `%s` | meaning |' in its"
                                        + " table of options",
                                command, option)
                        .containsPattern("`" + option + "[`= \\[]");
            }
        }
    }

    @Test
    void the_first_page_promises_what_the_page_on_promises_does() {
        var guarantees =
                Pages.sections(Pages.text("docs/concepts/reproducibility.md")).get("The guarantees");
        var promised = Stream.of(guarantees.split("\n\n"))
                .map(DocsTest::oneLine)
                .filter(text -> text.startsWith("**G"))
                .toList();

        assertThat(promised).hasSize(4);
        assertThat(oneLine(Pages.text("README.md"))).contains(promised);
    }

    @Test
    void the_first_page_fits_on_two_screens() {
        assertThat(Pages.text("README.md").lines()).hasSizeLessThanOrEqualTo(100);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    @Test
    void every_persona_function_and_format_is_in_the_reference() {
        BuiltinPersonas.names().forEach(name -> assertThat(LANGUAGE).contains("`" + name + "`"));
        Stream.of(Function.values()).forEach(function -> assertThat(LANGUAGE).contains("`" + function.text() + "("));
        Stream.of(Format.values()).forEach(format -> assertThat(LANGUAGE).contains("`" + format.text() + "`"));
    }

    @Test
    void every_model_of_a_tier_is_in_the_table() {
        var adapters = Pages.text("docs/reference/adapters.md");
        assertThat(adapters).contains("which is version " + ModelTable.VERSION);
        for (var type : ModelTable.types()) {
            assertThat(adapters)
                    .contains("| `" + type + "` | `"
                            + String.join("` | `", ModelTable.ids(type).values()) + "` |");
        }
    }

    @Test
    void no_link_leads_nowhere() throws IOException {
        assertThat(Pages.all().stream().flatMap(page -> Pages.deadLinks(page).stream()))
                .isEmpty();
    }

    private static List<String> options(String help) {
        return help.lines()
                .map(OPTION::matcher)
                .filter(matcher -> matcher.find())
                .flatMap(found -> Stream.of(Optional.ofNullable(found.group(1)), Optional.of(found.group(2))))
                .flatMap(Optional::stream)
                .toList();
    }

    /// The cases of a closed set, whatever groups they are in.
    private static List<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses())
                        .flatMap(permitted -> leaves(permitted).stream())
                        .toList()
                : List.of(type);
    }

    private static String snake(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private String wave(String... words) throws InterruptedException {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        var console = new Console(stream, stream, Optional.empty());
        Wiring.program(console, Pages.environment(folder), folder, Clock.systemUTC(), (_, _) -> () -> {})
                .run(List.of(words));
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}

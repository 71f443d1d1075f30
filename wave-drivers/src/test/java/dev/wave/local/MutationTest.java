package dev.wave.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.local.MutationSuite.Effect;
import dev.wave.local.MutationSuite.Keys;
import dev.wave.model.Value;
import dev.wave.store.Leases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Edits of projects, each with what has to follow from it, written by hand in
/// `src/test/resources/mutations`: the steps whose keys change, exactly these, and whose definitions. And
/// the other way round: a key or a definition with any one of its components left out does not pass.
class MutationTest {
    private static final Path FOLDER = Path.of("src/test/resources/mutations");

    /// Components of keys that never change alone, with the reason.
    private static final Map<String, String> IMPLIED = Map.of(
            "keyVersion", "changes with Wave; the golden vectors hold it still",
            "action", "an ask has a task and a prompt, a run a command",
            "outputs.*.schema", "the contract that comes of it has it, too",
            "workspace.history", "the commits are there, too, which nobody sees without it",
            "workspace.setup.command.shell", "the digest of the layer among the extras has it, too",
            "workspace.setup.command.words", "the digest of the layer among the extras has them, too");

    /// The same for definitions, which know of no layer.
    private static final Map<String, String> IMPLIED_IN_DEFINITIONS = Map.of(
            "keyVersion", "changes with Wave; the golden vectors hold it still",
            "action", "an ask has a task and a prompt, a run a command",
            "outputs.*.schema", "the contract that comes of it has it, too");

    private static final List<MutationSuite> SUITES = new ArrayList<>();
    private static final List<Effect> EFFECTS = new ArrayList<>();
    private static final List<Effect> NON_EFFECTS = new ArrayList<>();

    @TempDir
    private static Path temp;

    private static Leases leases;

    @BeforeAll
    static void make_every_edit() throws IOException, InterruptedException {
        leases = Leases.open(temp.resolve("leases"), Clock.systemUTC(), temp);
        try (var files = Files.list(FOLDER)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                SUITES.add(MutationSuite.read(file, leases));
            }
        }
        for (var suite : SUITES) {
            make(suite, suite.semantic(), EFFECTS);
            make(suite, suite.cosmetic(), NON_EFFECTS);
        }
    }

    /// An edit that cannot be made, or after which nothing can be run, is a mistake in the list.
    private static void make(MutationSuite suite, List<Edit> edits, List<Effect> effects) throws InterruptedException {
        var impossible = new ArrayList<String>();
        for (var edit : edits) {
            try {
                effects.add(suite.effect(edit));
            } catch (IllegalArgumentException problem) {
                impossible.add(edit.place() + ": " + edit.name() + ": " + problem.getMessage());
            }
        }
        assertThat(impossible).isEmpty();
    }

    @AfterAll
    static void close() {
        leases.close();
    }

    @Test
    void there_are_enough_of_them() {
        assertThat(SUITES.stream().mapToInt(suite -> suite.semantic().size()).sum())
                .isGreaterThanOrEqualTo(200);
        assertThat(SUITES.stream().mapToInt(suite -> suite.cosmetic().size()).sum())
                .isGreaterThanOrEqualTo(100);
    }

    @Test
    void an_edit_changes_exactly_the_keys_and_definitions_that_were_said_beforehand() {
        assertThat(surprises(EFFECTS)).isEmpty();
    }

    @Test
    void what_no_step_sees_changes_no_key_and_no_definition() {
        assertThat(surprises(NON_EFFECTS)).isEmpty();
    }

    private static List<String> surprises(List<Effect> effects) {
        var surprises = new ArrayList<String>();
        for (var effect : effects) {
            var edit = effect.edit();
            var found = "keys " + effect.keys(UnaryOperator.identity()) + ", with what follows " + effect.allKeys()
                    + ", definitions " + effect.definitions(UnaryOperator.identity());
            var expected =
                    "keys " + edit.keys() + ", with what follows " + edit.all() + ", definitions " + edit.definitions();
            if (!found.equals(expected)) {
                surprises.add(edit.place() + ": " + edit.name() + "\n  expected " + expected + "\n  found    " + found
                        + "\n" + effect.differences());
            }
        }
        return surprises;
    }

    @Test
    void a_key_without_any_one_of_its_components_is_found_out() {
        assertThat(unnoticed(components(Keys::fixed), Effect::keys, Edit::keys)).isEqualTo(IMPLIED.keySet());
    }

    @Test
    void a_definition_without_any_one_of_its_components_is_found_out() {
        assertThat(unnoticed(components(Keys::definitions), Effect::definitions, Edit::definitions))
                .isEqualTo(IMPLIED_IN_DEFINITIONS.keySet());
    }

    /// The components that could be left out and every edit would still change what was said beforehand.
    private static Set<String> unnoticed(
            Set<String> paths,
            BiFunction<Effect, UnaryOperator<SequencedMap<String, Value>>, Set<String>> changed,
            Function<Edit, Set<String>> expected) {
        var unnoticed = new LinkedHashSet<String>();
        for (var path : paths) {
            if (EFFECTS.stream()
                    .allMatch(effect -> changed.apply(effect, without(path)).equals(expected.apply(effect.edit())))) {
                unnoticed.add(path);
            }
        }
        return unnoticed;
    }

    @Test
    void every_component_is_in_the_reference_and_every_one_there_is_tried() throws IOException {
        var page = Files.readString(Path.of("../docs/reference/keys.md"));
        var table = page.substring(page.indexOf("## The components"), page.indexOf("### Inputs and outputs"));
        var listed = Pattern.compile("(?m)^\\| (`\\w+`(?:, `\\w+`)*) \\|")
                .matcher(table)
                .results()
                .flatMap(row -> Stream.of(row.group(1).replace("`", "").split(", ")))
                .toList();
        var paths = components(Keys::fixed);

        assertThat(paths.stream().filter(path -> !path.contains("."))).containsExactlyInAnyOrderElementsOf(listed);
        assertThat(paths.stream()
                        .map(path -> path.substring(path.lastIndexOf('.') + 1))
                        .filter(name -> !name.equals("*")))
                .allMatch(name -> page.contains("`" + name + "`") || page.contains("\"" + name + "\""));
    }

    private static Set<String> components(
            Function<Keys, SequencedMap<String, SequencedMap<String, Value>>> components) {
        var paths = new LinkedHashSet<String>();
        for (var effect : EFFECTS) {
            for (var keys : List.of(effect.before(), effect.after())) {
                components.apply(keys).values().forEach(step -> paths.addAll(ComponentPaths.of(step)));
            }
        }
        return paths;
    }

    private static UnaryOperator<SequencedMap<String, Value>> without(String path) {
        return components -> ComponentPaths.without(components, path);
    }
}

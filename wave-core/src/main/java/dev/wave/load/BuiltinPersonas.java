package dev.wave.load;

import dev.wave.model.Digest;
import dev.wave.model.Persona;
import dev.wave.model.PersonaName;
import dev.wave.model.Personas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The personas every project has without writing them. A project's persona of the same name replaces one.
///
/// They are Markdown files like a project's own; when one of them changes, [#VERSION] must grow.
public final class BuiltinPersonas {

    /// Counts the changes to any of the texts.
    public static final int VERSION = 1;

    private static final List<PersonaName> NAMES = Stream.of(
                    "assistant",
                    "navigator",
                    "planner",
                    "architect",
                    "craftsman",
                    "implementer",
                    "tester",
                    "reviewer",
                    "auditor",
                    "debugger",
                    "documenter",
                    "researcher",
                    "summarizer",
                    "judge")
            .map(PersonaName::new)
            .toList();

    private static final Personas ALL = new Personas() {
        @Override
        public List<PersonaName> names() {
            return NAMES;
        }

        @Override
        public Optional<Persona> find(PersonaName name) {
            return BuiltinPersonas.find(name);
        }
    };

    /// Each is read when it is first asked for, and once.
    private static final Map<PersonaName, Persona> READ = Collections.synchronizedMap(new LinkedHashMap<>());

    private BuiltinPersonas() {}

    public static List<PersonaName> names() {
        return NAMES;
    }

    /// All of them, in the order of [#names].
    public static Personas all() {
        return ALL;
    }

    public static Optional<Persona> find(PersonaName name) {
        return NAMES.contains(name) ? Optional.of(READ.computeIfAbsent(name, BuiltinPersonas::read)) : Optional.empty();
    }

    private static Persona read(PersonaName name) {
        var problems = new Problems();
        return new PersonaReader(problems)
                .markdown("builtin/" + name + ".md", name.value(), resource(name))
                .filter(_ -> problems.found().isEmpty())
                .orElseThrow(() -> new IllegalStateException("built-in persona: " + problems.found()));
    }

    /// The Markdown file as it would stand in `.wave/personas`.
    public static Optional<String> text(PersonaName name) {
        return NAMES.contains(name) ? Optional.of(resource(name)) : Optional.empty();
    }

    /// How a lock names the persona: `builtin@1 sha256:…`.
    public static Optional<String> pin(PersonaName name) {
        return text(name).map(text -> "builtin@" + VERSION + " " + Digest.ofText(text));
    }

    private static String resource(PersonaName name) {
        try (var stream = BuiltinPersonas.class.getResourceAsStream("personas/" + name + ".md")) {
            if (stream == null) {
                throw new IllegalStateException("no resource for the built-in persona " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

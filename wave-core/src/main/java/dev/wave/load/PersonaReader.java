package dev.wave.load;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Place;
import dev.wave.model.AdapterName;
import dev.wave.model.Permissions;
import dev.wave.model.Persona;
import dev.wave.model.PersonaName;
import dev.wave.model.SandboxMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads personas: from `personas:` in `wave.yaml`, and from Markdown files with YAML front matter.
final class PersonaReader {
    static final FieldNames FRONT_MATTER = FieldNames.of(
                    "a persona", "description", "adapter", "model", "permissions", "sandbox")
            .hint("the name of the file is the persona's name", "name")
            .hint("the prompt is the text below the front matter", "prompt", "system_prompt", "system", "instructions")
            .meaning("permissions", "tools", "allowed_tools", "allow", "deny");
    static final FieldNames INLINE = FieldNames.of(
                    "a persona", "description", "adapter", "model", "permissions", "sandbox", "prompt")
            .meaning("prompt", "system_prompt", "system", "instructions")
            .meaning("permissions", "tools", "allowed_tools", "allow", "deny");
    private static final Permissions NONE = new Permissions(List.of(), List.of());

    private final Problems problems;

    PersonaReader(Problems problems) {
        this.problems = problems;
    }

    /// The personas of `personas:`.
    List<Persona> inline(Fields file) {
        var personas = new ArrayList<Persona>();
        for (var entry : file.entries("personas")) {
            var name = name(entry.key(), entry.place());
            Fields.of(entry.value(), INLINE, problems)
                    .flatMap(fields -> persona(fields, name, entry.place(), inlinePrompt(fields)))
                    .ifPresent(personas::add);
        }
        return personas;
    }

    private Optional<String> inlinePrompt(Fields fields) {
        if (!fields.has("prompt")) {
            fields.missing("prompt");
        }
        return fields.string("prompt");
    }

    /// The persona of a Markdown file.
    ///
    /// @param name the file's name without `.md`
    Optional<Persona> markdown(String path, String name, String text) {
        var parts = FrontMatter.split(text);
        if (parts.isEmpty()) {
            problems.add(Code.E_YAML, Place.startOf(path), "the front matter has no end", "end it with a line '---'");
            return Optional.empty();
        }
        var node = YamlReader.read(path, parts.get().yaml(), problems)
                .orElseGet(() -> new Node.Mapping(List.of(), Place.startOf(path)));
        var prompt = parts.get().body().strip();
        if (prompt.isEmpty()) {
            problems.add(
                    Code.E_MISSING_FIELD,
                    Place.startOf(path),
                    "the persona has no prompt",
                    "write it below the front matter");
        }
        return Fields.of(node, FRONT_MATTER, problems)
                .flatMap(fields ->
                        persona(fields, name(name, Place.startOf(path)), Place.startOf(path), Optional.of(prompt)));
    }

    private Optional<Persona> persona(Fields fields, Optional<PersonaName> name, Place place, Optional<String> prompt) {
        var description = fields.string("description").orElse("");
        var adapter = fields.name("adapter", "an adapter", AdapterName::isValid, AdapterName::new);
        var model = fields.string("model");
        var permissions = new PermissionReader(problems).read(fields).orElse(NONE);
        var sandbox = fields.choice("sandbox", SandboxMode.class);
        return name.flatMap(known ->
                prompt.map(text -> new Persona(known, place, description, text, adapter, model, permissions, sandbox)));
    }

    private Optional<PersonaName> name(String text, Place place) {
        var scalar = new Node.Scalar(text, place, Node.Kind.STRING, new dev.wave.model.Text.Layout.Unknown());
        return Names.of(scalar, "a persona", PersonaName::isValid, PersonaName::new, problems);
    }
}

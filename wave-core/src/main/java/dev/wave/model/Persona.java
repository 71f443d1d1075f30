package dev.wave.model;

import dev.wave.diagnostic.Place;
import java.util.Optional;

/// Who does a step: a prompt, permissions and a wish for a model.
///
/// @param prompt the system prompt, Markdown
/// @param model a tier (`cheap`, `balanced`, `strong`) or an exact id
public record Persona(
        PersonaName name,
        Place place,
        String description,
        String prompt,
        Optional<AdapterName> adapter,
        Optional<String> model,
        Permissions permissions,
        Optional<SandboxMode> sandbox) {}

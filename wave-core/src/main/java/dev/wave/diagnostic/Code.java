package dev.wave.diagnostic;

import java.util.Locale;

/// The kinds of diagnostics. The text of a code is stable: users search for it and tools filter by it.
public enum Code {
    /// A field the language has and this version does not act on yet.
    E_NOT_YET,
    /// The file cannot be read, is too large, is not UTF-8 or is not a file.
    E_FILE,
    /// The text is not YAML, or YAML beyond the limits (aliases, depth).
    E_YAML,
    /// A key that stands twice in one mapping.
    E_DUPLICATE_KEY,
    /// A field the language does not have at this place.
    E_UNKNOWN_FIELD,
    /// A required field that is not there.
    E_MISSING_FIELD,
    /// A value of the wrong kind or shape.
    E_TYPE,
    /// A value outside what the field allows.
    E_VALUE,
    /// The file belongs to another tool, such as Docker Compose.
    E_OTHER_TOOL,
    /// One name defined twice.
    E_DUPLICATE,
    /// Two fields that exclude each other, or neither of two of which one is needed.
    E_CONFLICT,
    /// A dependency on a step that does not exist.
    E_UNKNOWN_STEP,
    /// Steps that wait for each other.
    E_CYCLE,
    /// An input that no step produces.
    E_UNKNOWN_INPUT,
    /// An input that more than one artifact could be.
    E_AMBIGUOUS_INPUT,
    /// A required input from a step that may be skipped.
    E_INPUT_MAY_BE_SKIPPED,
    /// A persona that is neither in the project nor built in.
    E_UNKNOWN_PERSONA,
    /// An adapter that is neither configured nor built in.
    E_UNKNOWN_ADAPTER,
    /// A secret that the project does not declare.
    E_UNKNOWN_SECRET,
    /// A parameter that does not exist.
    E_UNKNOWN_PARAM,
    /// A parameter named like a flag of Wave.
    E_PARAM_NAME,
    /// A `{name}` in shell text, where nothing is substituted.
    E_PLACEHOLDER_IN_SHELL,
    /// A `{{ expression }}` that does not parse.
    E_EXPRESSION,
    /// An expression that refers to what cannot exist.
    E_REFERENCE,
    /// A schema that is missing or is no valid JSON Schema.
    E_SCHEMA,
    /// Permissions that could not be enforced.
    E_PERMISSION,
    /// The project has no pipeline of that name, or none at all.
    E_NO_PIPELINE,
    /// No project was found.
    E_NO_PROJECT,
    /// No agent that could answer the step.
    E_NO_AGENT,
    /// A lock that cannot be read, or holds two versions.
    E_LOCK,
    /// An input that was found only by one of its words.
    W_INPUT_BY_WORD,
    /// Something that is allowed and probably not meant.
    W_SUSPICIOUS;

    /// How the code is written, for example `E-UNKNOWN-FIELD`.
    public String text() {
        return name().replace('_', '-').toUpperCase(Locale.ROOT);
    }

    public Severity severity() {
        return switch (name().charAt(0)) {
            case 'E' -> Severity.ERROR;
            case 'W' -> Severity.WARNING;
            default -> Severity.NOTE;
        };
    }
}

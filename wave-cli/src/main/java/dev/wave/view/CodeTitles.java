package dev.wave.view;

import dev.wave.diagnostic.Code;

/// What each code of a diagnostic is about, in a few words, for lists of rules.
final class CodeTitles {

    private CodeTitles() {}

    static String of(Code code) {
        return switch (code) {
            case E_NOT_YET -> "Part of the language, and not of this version";
            case E_FILE -> "A file that cannot be read";
            case E_YAML -> "Text that is not YAML, or beyond the limits";
            case E_DUPLICATE_KEY -> "A key that stands twice in one mapping";
            case E_UNKNOWN_FIELD -> "A field the language does not have at this place";
            case E_MISSING_FIELD -> "A required field that is not there";
            case E_TYPE -> "A value of the wrong kind";
            case E_VALUE -> "A value outside what the field allows";
            case E_OTHER_TOOL -> "A file of another tool";
            case E_DUPLICATE -> "One name defined twice";
            case E_CONFLICT -> "Fields that exclude each other, or have no effect together";
            case E_UNKNOWN_STEP -> "A dependency on a step that does not exist";
            case E_CYCLE -> "Steps that wait for each other";
            case E_UNKNOWN_INPUT -> "An input that no step produces";
            case E_AMBIGUOUS_INPUT -> "An input that more than one artifact could be";
            case E_INPUT_MAY_BE_SKIPPED -> "A required input from a step that may be skipped";
            case E_UNKNOWN_PERSONA -> "A persona that is neither in the project nor built in";
            case E_UNKNOWN_ADAPTER -> "An adapter that is neither configured nor built in";
            case E_UNKNOWN_SECRET -> "A secret that the project does not declare";
            case E_UNKNOWN_PARAM -> "A parameter that does not exist";
            case E_PARAM_NAME -> "A parameter named like an option of Wave";
            case E_PLACEHOLDER_IN_SHELL -> "A name in braces in shell text, where nothing is filled in";
            case E_EXPRESSION -> "An expression that does not parse";
            case E_REFERENCE -> "A reference to what cannot exist";
            case E_SCHEMA -> "A schema that is missing or no valid JSON Schema";
            case E_PERMISSION -> "Permissions that could not be enforced";
            case E_NO_PIPELINE -> "A pipeline that does not exist";
            case E_NO_PROJECT -> "No project";
            case E_NO_AGENT -> "No agent that could do the step";
            case E_LOCK -> "A lock that cannot be read";
            case W_INPUT_BY_WORD -> "An input found only by one of its words";
            case W_SUSPICIOUS -> "Something that is allowed and probably not meant";
        };
    }
}

package dev.wave.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Names with what is to be said of each, as a list of terms. What is empty is left out.
final class Facts {
    private final List<Html> rows = new ArrayList<>();

    Facts add(String name, Html value) {
        rows.add(Html.of("div", Html.of("dt", name), Html.of("dd", value)));
        return this;
    }

    Facts add(String name, String value) {
        return value.isBlank() ? this : add(name, Html.text(value));
    }

    Facts add(String name, Optional<String> value) {
        return add(name, value.orElse(""));
    }

    /// A text in the letters of a program.
    Facts code(String name, String value) {
        return value.isBlank() ? this : add(name, Html.of("code", value));
    }

    Html done() {
        return rows.isEmpty() ? Html.none() : Html.of("dl", rows).as("facts");
    }
}

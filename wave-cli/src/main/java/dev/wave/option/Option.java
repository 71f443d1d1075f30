package dev.wave.option;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Something a command is told by name, as `--save FILE`.
///
/// @param form its names, and its value if it takes one
/// @param times how often it may be given
/// @param group the title that it stands under in the help
/// @param meaning what it is for
/// @param given is told the value each time; the fallback, or nothing, where there is none
public record Option(Form form, Times times, String group, String meaning, Consumer<String> given) {

    /// How an option is written.
    ///
    /// @param names short ones first
    /// @param label what its value is called in the help; absent: it takes none
    /// @param fallback what counts as its value where none is given; absent: one has to be
    public record Form(List<String> names, Optional<String> label, Optional<String> fallback) {
        public Form {
            names = List.copyOf(names);
        }

        /// Reads what the help shows: `-q, --quiet`, or with a value `-i, --input TEXT`.
        static Form of(String text) {
            var space = text.lastIndexOf(' ');
            var takesValue = space > 0 && text.charAt(space - 1) != ',';
            return takesValue
                    ? new Form(
                            names(text.substring(0, space)), Optional.of(text.substring(space + 1)), Optional.empty())
                    : new Form(names(text), Optional.empty(), Optional.empty());
        }

        /// The same, where the value may be left out.
        Form or(String value) {
            return new Form(names, label, Optional.of(value));
        }

        private static List<String> names(String text) {
            return Stream.of(text.split(",", -1)).map(String::strip).toList();
        }
    }

    /// The name that says most: a long one, if it has one.
    public String name() {
        return form.names().stream()
                .filter(name -> name.startsWith("--"))
                .findFirst()
                .orElse(form.names().getFirst());
    }

    /// What its value is called in the help; nothing if it takes none.
    public String label() {
        return form.label().orElse("");
    }

    /// Whether a value may follow.
    public boolean takesValue() {
        return form.label().isPresent();
    }

    /// Whether a value has to follow.
    public boolean needsValue() {
        return takesValue() && form.fallback().isEmpty();
    }
}

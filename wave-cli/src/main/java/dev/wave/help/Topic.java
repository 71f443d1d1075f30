package dev.wave.help;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What `wave help TOPIC` explains: things that are no command.
public enum Topic {
    PARAMS("what a pipeline is given, and how"),
    CONTRACTS("what a step must deliver, and what follows if it does not"),
    PERMISSIONS("what steps may do, and what keeps them from the rest"),
    REPRODUCIBILITY("what is reused, recorded and replayed"),
    AGENTS("who does the work: Claude Code, a program, a script"),
    FILES("which files Wave reads and writes"),
    ENVIRONMENT("the variables that Wave reads and sets"),
    EXIT_CODES("what the exit codes mean");

    private final String summary;

    Topic(String summary) {
        this.summary = summary;
    }

    /// As it is named on a command line.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// A few words for lists.
    public String summary() {
        return summary;
    }

    /// Its page.
    ///
    /// @param width in characters
    public List<String> lines(int width) {
        return Wrapped.page(Texts.read("topics/" + text() + ".txt"), width);
    }

    /// The topic of that name.
    public static Optional<Topic> named(String name) {
        return Arrays.stream(values())
                .filter(topic -> topic.text().equals(name))
                .findFirst();
    }

    /// The names of all topics.
    public static List<String> names() {
        return Arrays.stream(values()).map(Topic::text).toList();
    }
}

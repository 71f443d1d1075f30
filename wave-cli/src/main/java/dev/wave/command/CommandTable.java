package dev.wave.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/// The commands Wave has, in the order of its help. A command's class is loaded only when it is called.
public final class CommandTable {
    private final SequencedMap<String, Entry> entries;

    private CommandTable(SequencedMap<String, Entry> entries) {
        this.entries = Collections.unmodifiableSequencedMap(entries);
    }

    /// A command: how it is made, and what the list of commands says of it.
    record Entry(String name, String group, String summary, Function<Tools, WaveCommand> make) {}

    /// Collects the entries.
    static final class Builder {
        private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        private String group = "";

        Builder group(String title) {
            group = title;
            return this;
        }

        Builder add(String name, String summary, Function<Tools, WaveCommand> make) {
            entries.put(name, new Entry(name, group, summary, make));
            return this;
        }

        CommandTable build() {
            return new CommandTable(entries);
        }
    }

    Optional<Entry> named(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /// The names of all commands, in the order of the help.
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /// What there is, in groups.
    List<String> overview() {
        var lines = new ArrayList<String>();
        lines.add("Wave runs AI workflows that are declared in YAML and kept in git.");
        lines.add("");
        lines.add("usage: wave [-C DIR] COMMAND [OPTIONS]");
        var group = "";
        var width = entries.keySet().stream().mapToInt(String::length).max().orElse(0);
        for (var entry : entries.values()) {
            if (!entry.group().equals(group)) {
                group = entry.group();
                lines.add("");
                lines.add(group + ":");
            }
            lines.add("  " + entry.name() + " ".repeat(width - entry.name().length() + 2) + entry.summary());
        }
        return lines;
    }
}

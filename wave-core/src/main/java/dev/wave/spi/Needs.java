package dev.wave.spi;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What one command needs to be shown besides the workspace and what every command gets, for example an
/// agent's installation. Only a sandbox has to be told: without one everything is there.
///
/// @param readable files and folders of this machine, shown read-only at their own paths
/// @param files files and sockets of this machine, by the path they are shown at; read-only
/// @param ports unix sockets of Wave, by the port of `127.0.0.1` they are reached at from the inside
public record Needs(List<Path> readable, SequencedMap<String, Path> files, SequencedMap<Integer, Path> ports) {
    public Needs {
        readable = List.copyOf(readable);
        files = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(files));
        ports = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(ports));
    }

    /// Nothing besides.
    public static final Needs NONE = new Needs(List.of(), new LinkedHashMap<>(), new LinkedHashMap<>());
}

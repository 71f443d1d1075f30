package dev.wave.sandbox;

import dev.wave.spi.Needs;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What one program is shown besides what every program gets.
///
/// @param workspace the views at and below [Sandbox#WORKSPACE], those above first
/// @param home a private folder that is its `HOME`
/// @param tmp a private folder that is its `/tmp`
/// @param groups the control groups it is held in, if there are limits to hold
/// @param variables set for it, whatever it was started with
/// @param needs what it was given by name
public record Cell(
        List<View> workspace,
        Path home,
        Path tmp,
        List<Path> groups,
        SequencedMap<String, String> variables,
        Needs needs) {
    public Cell {
        workspace = List.copyOf(workspace);
        groups = List.copyOf(groups);
        variables = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(variables));
    }
}

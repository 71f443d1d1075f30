package dev.wave.sandbox;

import dev.wave.run.Level;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What this machine keeps the programs of steps from, and by what.
///
/// @param files whether they see only what they are shown, and write only where they may
/// @param processes whether they see and reach no others, and end with their step
/// @param network whether they reach nothing but what their step was granted
/// @param memory whether a `memory_limit` holds
/// @param count whether they are only so many that they do not stop the machine
public record Enforcement(Guard files, Guard processes, Guard network, Guard memory, Guard count) {

    /// Whether something is kept.
    public sealed interface Guard {

        /// It is, by this means of the system.
        record Kept(String by) implements Guard {}

        /// It is not.
        ///
        /// @param why what is missing or was refused
        /// @param fix what a person can do about it; empty if nothing is known
        record NotKept(String why, String fix) implements Guard {}
    }

    /// The level of what is made by steps that do not refuse the sandbox. Limits do not count for it.
    public Level level() {
        return files instanceof Guard.Kept && processes instanceof Guard.Kept && network instanceof Guard.Kept
                ? Level.SANDBOXED
                : Level.OPEN;
    }

    /// The guards by what they guard, in the order in which people are told.
    public SequencedMap<String, Guard> all() {
        var all = new LinkedHashMap<String, Guard>();
        all.put("files", files);
        all.put("processes", processes);
        all.put("network", network);
        all.put("memory", memory);
        all.put("number of processes", count);
        return all;
    }
}

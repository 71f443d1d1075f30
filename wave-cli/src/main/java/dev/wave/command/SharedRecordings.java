package dev.wave.command;

import dev.wave.lock.Lock;
import dev.wave.lock.Recording;
import dev.wave.lock.RecordingName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// The recordings of a lock that `push` and `pull` are about.
final class SharedRecordings {

    private SharedRecordings() {}

    /// Those that are named, or all whose bytes are shared. A name is `PIPELINE/CASE` or a pipeline's.
    static SequencedMap<RecordingName, Recording> of(LockFile file, List<String> names) {
        var lock = file.read()
                .orElseThrow(
                        () -> CommandProblem.failed("this project has no wave.lock\n`wave record --shared` makes one"));
        names.forEach(name -> refuseUnknown(lock, name));
        var chosen = new LinkedHashMap<RecordingName, Recording>();
        lock.recordings().forEach((name, recording) -> {
            var asked = names.isEmpty() ? recording.bytes() == Recording.Bytes.SHARED : isNamed(name, names);
            if (asked) {
                chosen.put(name, recording);
            }
        });
        return chosen;
    }

    private static boolean isNamed(RecordingName name, List<String> names) {
        return names.contains(name.toString()) || names.contains(name.pipeline().value());
    }

    private static void refuseUnknown(Lock lock, String name) {
        if (lock.recordings().keySet().stream().noneMatch(recorded -> isNamed(recorded, List.of(name)))) {
            throw CommandProblem.usage("wave.lock names no recording '" + name + "'; it names "
                    + String.join(
                            ", ",
                            lock.recordings().keySet().stream()
                                    .map(RecordingName::toString)
                                    .toList()));
        }
    }

    /// What to do if a recording's bytes are not at hand.
    static Stream<String> remedy(Recording recording) {
        return recording.bytes() == Recording.Bytes.SHARED
                ? Stream.of("its bytes are shared: `wave pull` gets them")
                : Stream.of("its bytes are committed: `git checkout .wave/recordings` brings them back,"
                        + " `git fetch --unshallow` what a shallow clone lacks, `wave record` makes them anew");
    }
}

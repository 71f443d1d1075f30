package dev.wave.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Programs that hear signals, however the tests were started: a script's `cmd &` and `nohup` have `INT` and
/// `HUP` ignored, children inherit that, and a test that waits for what comes of a signal would wait for ever.
public final class Signals {

    private Signals() {}

    /// The command, with these signals as they are for a program that a person starts. Only Linux has a way to
    /// say it; elsewhere the command is as it was. The process has the same id.
    public static List<String> heard(List<String> command) {
        return Files.exists(Path.of("/proc/self/status"))
                ? Stream.concat(Stream.of("env", "--default-signal=INT,HUP"), command.stream())
                        .toList()
                : command;
    }
}

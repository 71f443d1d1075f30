package dev.wave.spi;

import dev.wave.run.Level;
import java.nio.file.Path;
import java.util.List;

/// Where an attempt's processes run: how to start a command inside the workspace.
public interface Site {

    /// The command line that runs `command` inside the workspace, in the folder `dir` of it (`.` for its
    /// root), where it finds what it needs.
    Launch launch(List<String> command, String dir, Needs needs);

    /// The command line of a command that needs nothing besides.
    default Launch launch(List<String> command, String dir) {
        return launch(command, dir, Needs.NONE);
    }

    /// How well its processes are contained.
    Level level();

    /// The workspace's path as the processes inside see it.
    String inside();

    /// Marks every process of the attempt, in its environment; what carries it is killed when the attempt
    /// ends.
    String tag();

    /// A command line ready to be started on this machine.
    ///
    /// @param argv program and arguments
    /// @param directory working directory of the process that is started
    record Launch(List<String> argv, Path directory) {
        public Launch {
            argv = List.copyOf(argv);
        }
    }
}

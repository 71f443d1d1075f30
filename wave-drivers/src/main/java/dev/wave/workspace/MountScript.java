package dev.wave.workspace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line that starts a program in a mount namespace of its own, with a workspace mounted in it.
///
/// The namespace and all its mounts end with the last process in it, also with `kill -9`: nothing is ever
/// mounted on the host. `userxattr` as root too, so that what overlayfs marks in the upper directory can be
/// read from Java, and so that the upper directory is always complete (no redirects). Programs are named by
/// absolute paths: the environment of a step has no say in what is run.
final class MountScript {
    /// What the command line exits with if the workspace cannot be mounted.
    static final int CANNOT_MOUNT = 125;

    private final Way way;
    private final Tools tools;
    private final Place place;

    MountScript(Way way, Tools tools, Place place) {
        this.way = way;
        this.tools = tools;
        this.place = place;
    }

    /// The programs of util-linux, and the ids of the user.
    record Tools(Path unshare, Path mount, Path flock, int user, int group) {}

    /// The command in the workspace, as the user himself and with all the rest of the machine.
    ///
    /// @param lease a file, locked as long as a process of the namespace lives; a second start fails
    /// @param dir folder of the workspace to start in
    List<String> commandLine(List<Mount> mounts, Path lease, List<String> command, String dir) {
        return line(text(mounts, lease) + openly(), dir, command);
    }

    /// A command line of the sandbox, started where the workspace is mounted at [Place#inside()].
    ///
    /// @param lease as above
    /// @param folders of the workspace that are made if they are not there
    List<String> sandboxed(List<Mount> mounts, Path lease, List<String> folders, List<String> command) {
        var script = new StringBuilder(text(mounts, lease));
        for (var folder : folders) {
            script.append("mkdir -p %s || fail 'cannot make a folder that the step may write to'\n"
                    .formatted(quoted(place.inside().resolve(folder))));
        }
        return line(script + "shift\nexec \"$@\"\n", ".", command);
    }

    private List<String> line(String script, String dir, List<String> command) {
        var line = new ArrayList<String>();
        line.add(tools.unshare().toString());
        line.add(way == Way.OVERLAY_ROOT ? "-m" : "-Urm");
        line.addAll(List.of("--", "/bin/sh", "-c", script, "wave", dir));
        line.addAll(command);
        return line;
    }

    /// A shell script for a person: opens a shell in the workspace, in the same way.
    String enter(List<Mount> mounts, Path lease) {
        var words = commandLine(mounts, lease, List.of("/bin/sh"), ".").stream()
                .map(MountScript::quoted)
                .toList();
        return Entrance.of("exec " + String.join(" ", words));
    }

    private String text(List<Mount> mounts, Path lease) {
        var script = new StringBuilder(
                """
                fail() { echo "wave: $1" >&2; exit %d; }
                cd %s || fail 'the folder of the workspaces is gone'
                exec 9>>%s && %s -n 9 || fail 'another process is still in this workspace'
                """.formatted(CANNOT_MOUNT, quoted(place.all()), quoted(lease), quoted(tools.flock())));
        for (var mount : mounts) {
            script.append(line(mount)).append(" || fail 'cannot mount the workspace'\n");
        }
        return script.toString();
    }

    private String openly() {
        var script = new StringBuilder("%s -n -i -t tmpfs tmpfs %s || fail 'cannot hide the other workspaces'\n"
                .formatted(quoted(tools.mount()), quoted(place.all())));
        script.append("cd %s/\"$1\" || fail \"no folder $1 in the workspace\"\nshift\nexec "
                .formatted(quoted(place.inside())));
        if (way == Way.OVERLAY_USER) {
            script.append("%s -U --map-user=%d --map-group=%d -- "
                    .formatted(quoted(tools.unshare()), tools.user(), tools.group()));
        }
        return script.append("\"$@\"\n").toString();
    }

    private String line(Mount mount) {
        var options = switch (mount) {
            case Mount.Writable(var _, var lowers, var upper, var work) ->
                "-t overlay -o lowerdir=%s,upperdir=%s,workdir=%s,userxattr wave"
                        .formatted(String.join(":", lowers), upper, work);
            case Mount.ReadOnly(var _, var lowers) ->
                // without an upper directory an overlay needs two
                "-t overlay -o lowerdir=%s:%s,userxattr wave"
                        .formatted(String.join(":", lowers), place.option("empty"));
            case Mount.Bind(var _, var source) -> "--bind " + source;
        };
        return "%s -n -i %s %s"
                .formatted(quoted(tools.mount()), options, quoted(place.inside().resolve(mount.at())));
    }

    /// As one word of the shell.
    static String quoted(Object path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }
}

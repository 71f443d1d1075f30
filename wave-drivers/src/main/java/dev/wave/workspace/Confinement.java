package dev.wave.workspace;

import dev.wave.gateway.Forwarder;
import dev.wave.gateway.HostProxy;
import dev.wave.git.FileName;
import dev.wave.run.Level;
import dev.wave.sandbox.Cell;
import dev.wave.sandbox.Sandbox;
import dev.wave.sandbox.View;
import dev.wave.spi.Containment;
import dev.wave.spi.Needs;
import dev.wave.spi.Workspaces.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// How well the programs of one workspace are contained, and how they are started for it: in the sandbox of
/// this machine if there is one and the step wants it, else as they are.
///
/// @param objects folders of git objects that the workspace's `.git` borrows from
record Confinement(Sandbox sandbox, Request request, StepFolder folder, List<Path> objects) {
    /// Where sockets are seen inside.
    private static final String SOCKETS = "/run/wave/";

    Confinement {
        objects = List.copyOf(objects);
    }

    static Confinement of(Ground ground, Request request, StepFolder folder) throws IOException {
        return new Confinement(
                ground.sandbox(), request, folder, ground.repository().objectFolders());
    }

    boolean holds() {
        return sandbox.holds(request.containment().mode());
    }

    Level level() {
        return holds() ? sandbox.enforcement().level() : Level.OPEN;
    }

    /// The path of the workspace as its programs see it.
    ///
    /// @param open the path without a sandbox
    String inside(Path open) {
        return holds() ? Sandbox.WORKSPACE : open.toString();
    }

    /// The folders of the workspace that are writable where the rest is not: those shared, which are not part
    /// of the tree, and those the step may change.
    ///
    /// @param layers the workspace as it is; a link in it, which may lead anywhere, is not followed
    List<String> writable(Layers layers) throws IOException {
        var folders =
                new ArrayList<>(request.share().stream().map(StepFolder::inside).toList());
        if (request.writable()) {
            folders.add(".git");
            folders.addAll(scope().folders());
        }
        var real = new ArrayList<String>();
        for (var path : folders) {
            if (layers.leavesFolder(FileName.ofText(path))) {
                real.add(path);
            }
        }
        return isWhollyWritable() ? List.of() : real;
    }

    /// The workspace as it is seen inside.
    ///
    /// @param root where it lies on the host or will be mounted
    /// @param writable folders of it, which must be there
    List<View> workspace(Path root, List<String> writable) {
        var views = new ArrayList<View>();
        views.add(
                isWhollyWritable()
                        ? new View.Writable(root, Sandbox.WORKSPACE)
                        : new View.Shown(root, Sandbox.WORKSPACE));
        views.add(new View.Shown(root.resolve(".wave"), Sandbox.WORKSPACE + "/.wave"));
        views.add(new View.Writable(root.resolve(".wave/out"), Sandbox.WORKSPACE + "/.wave/out"));
        writable.forEach(path -> views.add(new View.Writable(root.resolve(path), Sandbox.WORKSPACE + "/" + path)));
        return views;
    }

    /// A throwaway copy always is.
    private boolean isWhollyWritable() {
        return folder.isThrowaway() || (request.writable() && scope().folders().isEmpty());
    }

    private WriteScope scope() {
        return new WriteScope(request.containment().writes());
    }

    /// The words that start the command, where it is reached by ports; without a sandbox they are all there is.
    List<String> openly(List<String> command, Needs needs) {
        return Forwarder.command(needs.ports(), command);
    }

    /// The words that start the command in the sandbox.
    ///
    /// @param workspace what is seen at and below [Sandbox#WORKSPACE], those above first
    /// @param dir folder of the workspace to start in
    List<String> line(List<View> workspace, List<String> command, String dir, Needs needs) throws IOException {
        var views = new ArrayList<>(workspace);
        objects.forEach(path -> views.add(View.Shown.here(path)));
        var ports = new LinkedHashMap<Integer, Path>();
        needs.ports().forEach((port, socket) -> ports.put(port, shown(socket, port, views)));
        var variables = new LinkedHashMap<String, String>();
        request.containment().proxy().ifPresent(proxy -> {
            ports.put(HostProxy.PORT, shown(proxy, HostProxy.PORT, views));
            variables.putAll(HostProxy.variables(request.containment().hosts()));
        });
        if (!ports.isEmpty()) {
            Forwarder.readable().forEach(path -> views.add(View.Shown.here(path)));
        }
        var home = Files.createDirectories(folder.at("home"));
        var tmp = Files.createDirectories(folder.at("tmp"));
        return sandbox.line(
                new Cell(views, home, tmp, groups(), variables, needs), dir, Forwarder.command(ports, command));
    }

    private List<Path> groups() throws IOException {
        return sandbox.groups(folder.group(), request.containment().memoryBytes());
    }

    /// Lets go of what is not in the workspace's folder. Nothing of the step may be alive.
    void release() {
        sandbox.release(folder.group());
    }

    /// A shell script for a person that starts a shell as the workspace's programs were started, but without a
    /// network, with a fresh home and nothing of his environment. Made once nothing of the step is alive.
    ///
    /// @param line the words for a shell, in a confinement without a network
    String entrance(Line line) throws IOException {
        for (var own : List.of("home", "tmp")) {
            Trash.delete(folder.at(own));
        }
        var alone = new Confinement(sandbox.withoutGroups(), alone(request), folder, objects);
        var words = new StringBuilder();
        for (var word : line.of(alone)) {
            words.append(' ').append(MountScript.quoted(word));
        }
        return Entrance.bare(words.toString());
    }

    private static Request alone(Request request) {
        var contained = request.containment();
        return request.contained(
                new Containment(contained.mode(), List.of(), Optional.empty(), contained.writes(), Optional.empty()));
    }

    /// Makes a command line in a confinement.
    interface Line {
        List<String> of(Confinement confinement) throws IOException;
    }

    private static Path shown(Path socket, int port, List<View> views) {
        var at = SOCKETS + port;
        views.add(new View.Shown(socket, at));
        return Path.of(at);
    }
}

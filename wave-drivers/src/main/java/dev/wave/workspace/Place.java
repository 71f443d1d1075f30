package dev.wave.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// Where the workspaces of one project lie: `ws/PROJECT/{base,delta,layer,pool,step,trash,owner,empty}` in Wave's
/// cache.
///
/// All folders of a project are on one file system, so that moving between them is a rename.
///
/// @param cache Wave's cache folder, `$XDG_CACHE_HOME/wave`
/// @param root the project's part of it
record Place(Path cache, Path root) {

    /// Makes the folders that are not there yet; only their owner may look into them.
    static Place prepare(Path cache, String project) throws IOException {
        var place = new Place(cache, cache.resolve("ws").resolve(project));
        Files.createDirectories(cache);
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(place.all(), owner);
        Files.createDirectories(place.inside());
        for (var name : List.of("base", "delta", "layer", "pool", "step", "trash", "owner", "empty")) {
            Files.createDirectories(place.root().resolve(name));
        }
        return place;
    }

    /// A folder of it, as mount options name it: relative to [#all()], and of no other project.
    String option(String folder) {
        return root.getFileName() + "/" + folder;
    }

    /// All workspaces of this user; hidden from the processes in them.
    Path all() {
        return cache.resolve("ws");
    }

    /// Where an overlay workspace is mounted: the same path for every attempt, each in a namespace of its
    /// own.
    Path inside() {
        return cache.resolve("workspace");
    }

    Path base() {
        return root.resolve("base");
    }

    Path delta() {
        return root.resolve("delta");
    }

    Path layer() {
        return root.resolve("layer");
    }

    Path pool() {
        return root.resolve("pool");
    }

    Path step() {
        return root.resolve("step");
    }

    Path trash() {
        return root.resolve("trash");
    }

    Path owner() {
        return root.resolve("owner");
    }

    /// A folder that stays empty.
    Path empty() {
        return root.resolve("empty");
    }
}

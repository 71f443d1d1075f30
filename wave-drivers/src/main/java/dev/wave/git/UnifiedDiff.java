package dev.wave.git;

import dev.wave.model.TreeId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What differs between two trees, as text for people, made by git under nobody's configuration: no colours,
/// no drivers, no renames. File contents are in it as they are: a view has to make them printable.
public final class UnifiedDiff {
    private final GitStore store;

    public UnifiedDiff(GitStore store) {
        this.store = store;
    }

    /// How much of one file differs.
    ///
    /// @param path as shown
    /// @param added lines; absent, with `deleted`, for a binary file
    public record FileLines(String path, Optional<Long> added, Optional<Long> deleted) {}

    /// The differences as a patch, cut after the last whole line within `bytes`, with a last line that says
    /// so.
    public String text(TreeId from, TreeId to, int bytes) {
        var kept = new ByteArrayOutputStream();
        var command = diff(from, to, "--patch", "--full-index");
        var ended = command.stream(out -> keep(out, kept, bytes));
        var cut = kept.size() > bytes;
        if (ended.exit() != 0 && !cut) {
            throw new GitFailed(command + " failed: " + ended.error());
        }
        var text = kept.toString(StandardCharsets.UTF_8);
        if (!cut) {
            return text;
        }
        var whole = kept.toByteArray();
        var end = bytes;
        while (end > 0 && whole[end - 1] != '\n') {
            end--;
        }
        return new String(whole, 0, end, StandardCharsets.UTF_8) + "[cut: the difference is longer than " + bytes
                + " bytes]\n";
    }

    /// The hunks in which two texts differ, cut like a patch of trees; without their names. Of bytes that are
    /// no text it
    /// says only that they differ.
    public String text(byte[] before, byte[] after, int bytes) {
        var patch = text(single(before), single(after), bytes);
        var first = patch.indexOf("\n@@ ");
        return first < 0 ? (patch.isEmpty() ? "" : "not text, and not the same\n") : patch.substring(first + 1);
    }

    /// A tree in which the bytes are the only file.
    private TreeId single(byte[] bytes) {
        var objects = store.objects();
        var file = new TreeEntry(TreeEntry.Mode.FILE, objects.writeBlob(bytes));
        return objects.format().treeId(objects.writeTree(Map.of("text", file)));
    }

    /// Lines added and deleted by file, sorted by path.
    public List<FileLines> summary(TreeId from, TreeId to) {
        var lines = new ArrayList<FileLines>();
        for (var line : diff(from, to, "--numstat", "-z").latin1().split("\0", -1)) {
            if (!line.isEmpty()) {
                var fields = line.split("\t", 3);
                lines.add(new FileLines(FileName.shown(fields[2]), number(fields[0]), number(fields[1])));
            }
        }
        return List.copyOf(lines);
    }

    private static Optional<Long> number(String text) {
        return text.equals("-") ? Optional.empty() : Optional.of(Long.parseLong(text));
    }

    private static void keep(InputStream out, ByteArrayOutputStream kept, int bytes) throws IOException {
        var buffer = new byte[8192];
        for (var n = out.read(buffer); n >= 0 && kept.size() <= bytes; n = out.read(buffer)) {
            kept.write(buffer, 0, n);
        }
    }

    private GitCommand diff(TreeId from, TreeId to, String... options) {
        var line = new ArrayList<>(
                List.of("diff-tree", "-r", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames"));
        line.addAll(List.of(options));
        var format = store.objects().format();
        line.add(format.objectId(from).hex());
        line.add(format.objectId(to).hex());
        return store.git().neutral(store.gitDir(), line.toArray(String[]::new));
    }
}

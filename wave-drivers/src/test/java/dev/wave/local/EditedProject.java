package dev.wave.local;

import dev.wave.spi.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/// A project's files as texts, to be edited as a person would edit them. What is told to Wave besides (the
/// words of the command, the machine) is a text of its own, [#CALL].
final class EditedProject implements ProjectFiles {

    /// The name under which the call and the machine can be edited: `NAME VALUE` a line.
    static final String CALL = "the call";

    private static final String USUAL_CALL = """
            run 7f3a
            branch main
            commit 3f2a91c6e0a5b4d3c2b1a09f8e7d6c5b4a392817
            folder shop
            cut here
            os linux
            arch amd64
            """;

    private final SequencedMap<String, String> files;

    private EditedProject(SequencedMap<String, String> files) {
        this.files = new TreeMap<>(files);
    }

    /// The project in a folder, without what the build keeps beside an example.
    static EditedProject in(Path folder, String call) throws IOException {
        var files = new TreeMap<String, String>();
        files.put(CALL, "project " + folder.getFileName() + "\n" + USUAL_CALL + call);
        try (var all = Files.walk(folder)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        files.keySet().removeIf(path -> path.startsWith("expected.") || path.startsWith(".wave/recordings/"));
        return new EditedProject(files);
    }

    EditedProject after(List<Change> changes) {
        var edited = new EditedProject(files);
        for (var change : changes) {
            edited.apply(change);
        }
        return edited;
    }

    /// One thing that a person does to a file.
    sealed interface Change {

        /// A text that stands exactly once in the file becomes another.
        record Replace(String file, String find, String text) implements Change {}

        record Append(String file, String text) implements Change {}

        record Prepend(String file, String text) implements Change {}

        record Create(String file, String text) implements Change {}

        record Delete(String file) implements Change {}

        record Move(String file, String to) implements Change {}
    }

    private void apply(Change change) {
        switch (change) {
            case Change.Replace(var file, var find, var text) -> {
                var now = existing(file);
                var at = now.indexOf(find);
                if (at < 0 || now.indexOf(find, at + 1) >= 0) {
                    throw new IllegalArgumentException(
                            file + " holds " + (at < 0 ? "nowhere" : "more than once") + ": " + find);
                }
                files.put(file, now.substring(0, at) + text + now.substring(at + find.length()));
            }
            case Change.Append(var file, var text) -> files.put(file, existing(file) + text);
            case Change.Prepend(var file, var text) -> files.put(file, text + existing(file));
            case Change.Create(var file, var text) -> {
                if (files.put(file, text) != null) {
                    throw new IllegalArgumentException("there is one: " + file);
                }
            }
            case Change.Delete(var file) -> {
                existing(file);
                files.remove(file);
            }
            case Change.Move(var file, var to) -> {
                files.put(to, existing(file));
                files.remove(file);
            }
        }
    }

    private String existing(String file) {
        var text = files.get(file);
        if (text == null) {
            throw new IllegalArgumentException("no file " + file);
        }
        return text;
    }

    /// What the call says under that name.
    String call(String name) {
        return calls(name).getFirst();
    }

    List<String> calls(String name) {
        return existing(CALL)
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .toList();
    }

    /// The files that steps see: all but Wave's own.
    SequencedMap<String, String> base() {
        var base = new TreeMap<>(files);
        base.keySet()
                .removeIf(path -> path.equals(CALL)
                        || path.equals("wave.yaml")
                        || path.equals("wave.lock")
                        || path.startsWith(".wave/"));
        return base;
    }

    @Override
    public Found read(String path) {
        var text = files.get(path);
        return text == null ? new Found.Missing() : new Found.Text(text);
    }

    @Override
    public List<String> list(String folder) {
        return files.keySet().stream()
                .filter(path -> path.startsWith(folder + "/"))
                .map(path -> path.substring(folder.length() + 1))
                .filter(name -> !name.contains("/"))
                .toList();
    }
}

package dev.wave.collect;

import dev.wave.collect.OutFolder.Entry;
import dev.wave.git.FileChange;
import dev.wave.git.FileName;
import dev.wave.git.TreeEntry;
import dev.wave.model.Format;
import dev.wave.run.Artifact;
import dev.wave.run.Artifact.Source;
import dev.wave.run.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Looks for outputs in one workspace: at their paths, then in `.wave/out`.
final class Search {
    static final String PATHS = ".paths";

    private final ArtifactStore artifacts;
    private final TreeFiles trees;
    private final Left left;
    private final Optional<OutFolder> out;
    private final Findings findings;
    private final List<FileChange> changed;

    Search(ArtifactStore artifacts, TreeFiles trees, Left left, Optional<OutFolder> out, Findings findings) {
        this.artifacts = artifacts;
        this.trees = trees;
        this.left = left;
        this.out = out;
        this.findings = findings;
        changed = trees.changed(left.start(), left.tree());
    }

    /// The output as it was found; absent if it is missing, or wrong, which is then a finding.
    Optional<Artifact> find(Wanted output, List<Entry> offers) throws IOException {
        try {
            var atPath = output.path().isPresent() && isItsWork(output.path().get(), offers)
                    ? atPath(output, output.path().get())
                    : Optional.<Artifact>empty();
            if (atPath.isPresent()) {
                compare(output, atPath.get(), offers);
                return atPath;
            }
            return findings.isWrong(output.name()) ? Optional.empty() : offered(output, offers);
        } catch (Refused e) {
            findings.violation(output.name(), e.reason());
            return Optional.empty();
        }
    }

    /// What stands at the path untouched is not what the step made if it hands over something else, or may
    /// not touch it.
    private boolean isItsWork(String path, List<Entry> offers) {
        return left.writable() && (offers.isEmpty() || isChanged(FileName.ofText(path)));
    }

    private boolean isChanged(String name) {
        return changed.stream()
                .anyMatch(change -> change.path().equals(name) || change.path().startsWith(name + "/"));
    }

    private Optional<Artifact> atPath(Wanted output, String path) throws IOException {
        var name = FileName.ofText(path);
        var there = trees.find(left.tree(), name);
        if (there.isEmpty()) {
            return Optional.empty();
        }
        if (!isChanged(name)) {
            findings.notice(path + " is as it was before the step, and is taken as " + output.name());
        }
        return switch (there.get().mode()) {
            case FILE, EXECUTABLE -> file(output, there.get(), extension(path), Source.PATH);
            case FOLDER -> folder(output, trees.folder(there.get()), Source.PATH);
            case SYMLINK -> throw new Refused("expected a file at " + path + ", found a symbolic link");
            case SUBMODULE -> throw new Refused("expected a file at " + path + ", found a submodule");
        };
    }

    private Optional<Artifact> file(Wanted output, TreeEntry file, String extension, Source source) throws IOException {
        var size = trees.size(file);
        return artifacts.spooled(output, size, to -> trees.copy(file, to), extension, source, findings);
    }

    private Optional<Artifact> offered(Wanted output, List<Entry> offers) throws IOException {
        if (offers.isEmpty()) {
            return Optional.empty();
        }
        if (offers.size() > 1) {
            throw new Refused("expected one of .wave/out/" + output.name() + "[.EXT], found "
                    + String.join(
                            ", ", offers.stream().limit(5).map(Entry::shown).toList()));
        }
        var entry = offers.getFirst();
        return switch (entry.kind()) {
            case FILE ->
                isList(output, entry)
                        ? referenced(output, entry)
                        : artifacts.file(output, opened(), entry, extension(output, entry), findings);
            case FOLDER -> {
                try (var folder = opened().folder(entry.path())) {
                    yield folder(output, trees.store(folder), Source.OUT);
                }
            }
            case LINK, OTHER ->
                throw new Refused("expected a file at .wave/out/" + entry.shown() + ", found "
                        + entry.kind().text());
        };
    }

    private Optional<Artifact> referenced(Wanted output, Entry list) throws IOException {
        var references = References.read(text(list), left.inside(), changed);
        if (!references.problems().isEmpty()) {
            references
                    .problems()
                    .forEach(
                            problem -> findings.violation(output.name(), ".wave/out/" + list.shown() + ": " + problem));
            return Optional.empty();
        }
        if (output.takesFolder()) {
            return folder(output, trees.select(references.files()), Source.PATHS);
        }
        if (references.files().size() > 1) {
            throw new Refused("expected one file of format " + output.format().text() + ", found "
                    + references.files().size() + " named in .wave/out/" + list.shown());
        }
        var only = references.files().getFirst();
        var file = only.to().filter(TreeEntry::isFile);
        if (file.isEmpty()) {
            throw new Refused("expected a file at " + only.shown() + ", found something else");
        }
        return file(output, file.get(), extension(only.shown()), Source.PATHS);
    }

    private String text(Entry list) throws IOException {
        if (list.size() > References.LONGEST) {
            throw new Refused(".wave/out/" + list.shown() + " is larger than " + Sizes.text(References.LONGEST));
        }
        try (var in = opened().open(list)) {
            return new String(in.readNBytes(References.LONGEST), StandardCharsets.UTF_8);
        }
    }

    private Optional<Artifact> folder(Wanted output, Content.Folder content, Source source) throws Refused {
        if (!output.takesFolder()) {
            throw new Refused("expected a file of format " + output.format().text() + ", found a folder");
        }
        if (content.files() == 0) {
            return artifacts.empty(output, "an empty folder", findings);
        }
        return Optional.of(new Artifact(output.name(), Format.DIRECTORY, "", content, source));
    }

    /// `path:` wins; a copy beside it is fine as long as it is one.
    private void compare(Wanted output, Artifact atPath, List<Entry> offers) throws IOException {
        for (var entry : offers) {
            var same = switch (entry.kind()) {
                case FILE ->
                    atPath.content() instanceof Content.Blob(var digest, var size)
                            && size == entry.size()
                            && digest.equals(artifacts.digest(opened(), entry));
                case FOLDER -> {
                    try (var folder = opened().folder(entry.path())) {
                        yield trees.store(folder).equals(atPath.content());
                    }
                }
                case LINK, OTHER -> false;
            };
            if (!same) {
                findings.violation(
                        output.name(),
                        "expected one content, found " + output.path().orElse("") + " and another one at .wave/out/"
                                + entry.shown());
            }
        }
    }

    private OutFolder opened() {
        return out.orElseThrow(); // an entry is of a folder
    }

    private static boolean isList(Wanted output, Entry entry) {
        return entry.name().equals(FileName.ofText(output.name().value()) + PATHS);
    }

    private static String extension(Wanted output, Entry entry) {
        return entry.shown().substring(output.name().value().length());
    }

    private static String extension(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot);
    }
}

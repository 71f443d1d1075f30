package dev.wave.trust;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import dev.wave.model.Digest;
import dev.wave.store.DurableFiles;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The approvals a person gave, one small file each, outside every repository. A file that others could have
/// written, or that does not say what its name says, counts as no approval.
public final class TrustStore {
    private final Path folder;
    private final Clock clock;

    /// @param folder `$XDG_CONFIG_HOME/wave/trust`
    public TrustStore(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /// An approval.
    ///
    /// @param project its identity: the real path of its root
    /// @param request digest of what was approved
    public record Approval(String project, Digest request, Instant given) {}

    /// Whether a person approved exactly this for this project.
    public boolean trusted(String project, Digest request) {
        return read(file(project, request))
                .filter(approval ->
                        approval.project().equals(project) && approval.request().equals(request))
                .isPresent();
    }

    /// Records the approval; it is durable when the method returns.
    public void approve(String project, Digest request) {
        try {
            Files.createDirectories(folder.getParent());
            DurableFiles.makeFolder(folder);
            var approval = new Approval(project, request, clock.instant());
            DurableFiles.replace(
                    file(project, request),
                    toJson(approval).getBytes(StandardCharsets.UTF_8),
                    PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw DurableFiles.failed("cannot record the approval", folder, e);
        }
    }

    /// Takes back every approval of the project; how many there were.
    public int revoke(String project) {
        var revoked = 0;
        for (var approval : list()) {
            if (approval.project().equals(project)) {
                try {
                    revoked += Files.deleteIfExists(file(project, approval.request())) ? 1 : 0;
                } catch (IOException e) {
                    throw DurableFiles.failed("cannot take the approval back", folder, e);
                }
            }
        }
        return revoked;
    }

    /// All approvals, by project, the oldest first.
    public List<Approval> list() {
        try (var files = Files.list(folder)) {
            return files.flatMap(file -> read(file).stream())
                    .sorted(Comparator.comparing(Approval::project).thenComparing(Approval::given))
                    .toList();
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            throw DurableFiles.failed("cannot list the approvals", folder, e);
        }
    }

    private Path file(String project, Digest request) {
        return folder.resolve(Digest.ofText(request + "\n" + project).hex() + ".json");
    }

    private Optional<Approval> read(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || !isOnlyOurs(file) || !isOnlyOurs(folder)) {
                return Optional.empty();
            }
            var approval = ofJson(Files.readString(file));
            return file.equals(file(approval.project(), approval.request())) ? Optional.of(approval) : Optional.empty();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException | IllegalStateException | DateTimeException _) {
            // Fails closed: what cannot be read approves nothing.
            return Optional.empty();
        }
    }

    private static boolean isOnlyOurs(Path file) throws IOException {
        var permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        return !permissions.contains(PosixFilePermission.GROUP_WRITE)
                && !permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }

    private static String toJson(Approval approval) throws IOException {
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.beginObject();
            json.name("project").value(approval.project());
            json.name("request").value(approval.request().value());
            json.name("given").value(approval.given().toString());
            json.endObject();
        }
        return text + "\n";
    }

    private static Approval ofJson(String text) throws IOException {
        try (var json = new JsonReader(new StringReader(text))) {
            var project = "";
            var request = "";
            var given = "";
            json.beginObject();
            while (json.hasNext()) {
                switch (json.nextName()) {
                    case "project" -> project = json.nextString();
                    case "request" -> request = json.nextString();
                    case "given" -> given = json.nextString();
                    default -> json.skipValue();
                }
            }
            json.endObject();
            return new Approval(project, new Digest(request), Instant.parse(given));
        }
    }
}

package dev.wave.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// What was found out about a file, for as long as the file looks as it did then: by its size, its inode and both of
/// its times. Forgetting is always safe, so nothing here ever fails.
///
/// @param memory where it is written down; one memory is about one file
/// @param about the file
record KnownFacts(Path memory, Path about) {

    /// What [#remember] was told, if the file is still the same.
    Optional<String> recall() {
        try {
            var look = look();
            var text = Files.readString(memory);
            return text.startsWith(look) ? Optional.of(text.substring(look.length())) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    void remember(String facts) {
        try {
            var text = look() + facts;
            Files.createDirectories(memory.getParent());
            var fresh = memory.resolveSibling(memory.getFileName() + "."
                    + Long.toHexString(ThreadLocalRandom.current().nextLong()));
            Files.writeString(fresh, text, StandardCharsets.UTF_8);
            Files.move(fresh, memory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException _) {
            return; // then it is found out again
        }
    }

    /// One line. A link is followed: it is the file behind it that counts.
    private String look() throws IOException {
        var is = Files.readAttributes(about, "unix:size,ino,lastModifiedTime,ctime");
        var path = about.toString().replace('\n', ' ');
        return path + " " + is.get("size") + " " + is.get("ino") + " " + is.get("lastModifiedTime") + " "
                + is.get("ctime") + "\n";
    }
}

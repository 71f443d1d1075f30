package dev.wave.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which start of the machine this is.
public final class Boot {
    private static final Path ID = Path.of("/proc/sys/kernel/random/boot_id");

    private Boot() {}

    /// A text that differs after every start of the machine; always the same where the kernel does not say.
    public static String id() throws IOException {
        return Files.isReadable(ID) ? Files.readString(ID).strip() : "unknown";
    }
}

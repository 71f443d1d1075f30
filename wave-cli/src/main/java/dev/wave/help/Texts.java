package dev.wave.help;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The texts that come with Wave.
public final class Texts {

    private Texts() {}

    /// A text by the name of its file.
    public static String read(String name) {
        try (var stream = Texts.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("not packaged: " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("not readable: " + name, e);
        }
    }
}

package dev.wave.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Programs installed outside the system's folders.
record Toolchains(List<View> views) {
    Toolchains {
        views = List.copyOf(views);
    }

    static Toolchains of(Map<String, String> environment, List<Path> hidden) {
        return new Toolchains(List.of());
    }
}

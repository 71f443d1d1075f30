package dev.wave.workspace;

import java.util.List;

/// One file system to be mounted in an attempt's mount namespace. Sources are paths as
/// [Place#option] has them, made by Wave only: they hold nothing that an option string would have to quote.
sealed interface Mount {

    /// Where it appears, as a path in the workspace; empty for the workspace itself.
    String at();

    /// The folders on top of each other, the first on top, with writes going to `upper`.
    record Writable(String at, List<String> lowers, String upper, String work) implements Mount {
        public Writable {
            lowers = List.copyOf(lowers);
        }
    }

    /// The folders on top of each other, the first on top; nobody can write.
    record ReadOnly(String at, List<String> lowers) implements Mount {
        public ReadOnly {
            lowers = List.copyOf(lowers);
        }
    }

    /// The folder itself.
    record Bind(String at, String source) implements Mount {}
}

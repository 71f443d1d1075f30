package dev.wave.run;

import dev.wave.model.Digest;
import dev.wave.model.TreeId;

/// The content of an artifact, named by itself.
public sealed interface Content {

    /// The name of the content: equal names mean equal bytes.
    String id();

    /// In bytes.
    long size();

    /// A file, kept in the blob store.
    record Blob(Digest digest, long size) implements Content {
        @Override
        public String id() {
            return digest.value();
        }
    }

    /// A folder, kept as a git tree.
    record Folder(TreeId tree, int files, long size) implements Content {
        @Override
        public String id() {
            return tree.value();
        }
    }
}

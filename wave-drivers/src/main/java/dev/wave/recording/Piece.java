package dev.wave.recording;

import dev.wave.git.ObjectPiece;
import dev.wave.model.Digest;

/// One file of a recording, named by what it holds.
public sealed interface Piece {

    /// Its path below the folder of all recordings, for example `sha256/2cf24d…`.
    String path();

    /// What it is, for people.
    String what();

    /// In bytes.
    long size();

    /// Bytes of the store.
    record OfStore(Digest digest, String what, long size) implements Piece {
        @Override
        public String path() {
            return "sha256/" + digest.hex();
        }
    }

    /// An object of a tree.
    ///
    /// @param folder named for how the repository names objects
    record OfTree(ObjectPiece object, String folder, String what) implements Piece {
        @Override
        public String path() {
            return folder + "/" + object.entry().id();
        }

        @Override
        public long size() {
            return object.size();
        }
    }
}

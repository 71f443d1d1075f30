package dev.wave.store;

/// The store could not be read or written. The message is for people: it names the file, what is wrong with
/// it and, where there is one, the way out.
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    public StoreException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public StoreException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /// What is wrong with the store.
    public enum Kind {
        /// No space left on the device.
        FULL,
        /// It may not be written, or not even read.
        NO_ACCESS,
        /// What is there is not what was written.
        CORRUPT,
        /// A newer Wave wrote it.
        NEWER,
        /// Another process holds it for longer than is worth waiting, or wrote what was ours to write.
        BUSY,
        /// Any other failure of the disk.
        FAILED
    }
}

package dev.wave.store;

import dev.wave.model.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/// A blob's bytes, checked against its name before the last of them are handed out.
final class VerifiedStream extends FilterInputStream {
    private final Digest expected;
    private final Runnable corrupt;
    private final MessageDigest sha256 = Digest.sha256();
    private long left;
    private boolean checked;

    /// @param size of the file; one that holds more or fewer bytes is corrupt
    /// @param corrupt called once, before the exception, if the bytes are not those of the name
    VerifiedStream(InputStream in, long size, Digest expected, Runnable corrupt) {
        super(in);
        this.left = size;
        this.expected = expected;
        this.corrupt = corrupt;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        var count = super.read(bytes, offset, length);
        if (count > 0) {
            sha256.update(bytes, offset, count);
            left -= count;
        }
        if (count < 0 || left <= 0) {
            check();
        }
        return count;
    }

    /// Reads what it skips: it belongs to what is checked.
    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, 1 << 16)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void check() throws CorruptException {
        if (checked) {
            return;
        }
        checked = true;
        if (left != 0 || !Arrays.equals(sha256.digest(), HexFormat.of().parseHex(expected.hex()))) {
            corrupt.run();
            throw new CorruptException(expected);
        }
    }

    /// The bytes are not those the name stands for.
    static final class CorruptException extends IOException {
        private static final long serialVersionUID = 1L;

        CorruptException(Digest digest) {
            super("the stored bytes of " + digest + " are corrupt");
        }
    }
}

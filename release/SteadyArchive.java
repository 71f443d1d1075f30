import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Makes one AOT cache out of two that Java wrote from the same input: their bytes, with zeros where they differ.
///
/// They differ in the checksums of the header, which Java only reads with `-XX:+VerifySharedSpaces`, and in words that hold
/// the milliseconds since the machine started: the clock of `SoftReference`, and when each one was last used. Anything else
/// is refused, so that nothing but this can ever be put to zero.
///
///     java SteadyArchive.java ONE OTHER RESULT
void main(String[] args) throws IOException {
    var one = read(args[0]);
    var other = read(args[1]);
    if (one.capacity() != other.capacity()) {
        throw new IllegalStateException("two caches of one input have " + one.capacity() + " and " + other.capacity() + " bytes");
    }
    for (var checksum : CHECKSUMS) {
        one.putInt(checksum, 0);
        other.putInt(checksum, 0);
    }
    for (var at = 0; at + Long.BYTES <= one.capacity(); at += Long.BYTES) {
        var first = one.getLong(at);
        var second = other.getLong(at);
        if (first != second) {
            if (!aLittleBefore(first, second)) {
                throw new IllegalStateException("two caches of one input differ at " + at + ": " + Long.toHexString(first)
                        + " and " + Long.toHexString(second));
            }
            one.putLong(at, 0);
        }
    }
    Files.write(Path.of(args[2]), one.array());
}

/// Of the header (`GenericCDSFileMapHeader` in OpenJDK's `cds.h`), and of the region of objects.
static final List<Integer> CHECKSUMS = List.of(4, 312);

/// Milliseconds since the machine started, of which the other cache has some more.
boolean aLittleBefore(long first, long second) {
    return first > 0 && second > first && second - first < 10 * 60 * 1000;
}

ByteBuffer read(String file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(Path.of(file))).order(ByteOrder.nativeOrder());
}

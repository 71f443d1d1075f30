package dev.wave.redaction;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// Bytes that come in pieces, with the secrets in them replaced. A secret is found wherever the pieces are cut:
/// what may be the beginning of one is held back until it is known to be none. For one thread.
public final class RedactedStream {
    private final Patterns patterns;
    private final List<byte[]> replacements;
    private final Reader reader;
    private final Deque<Range> ranges = new ArrayDeque<>();
    private byte[] held = new byte[256];
    private long from;
    private int length;

    RedactedStream(Patterns patterns, List<String> replacements) {
        this.patterns = patterns;
        this.replacements = replacements.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        reader = new Reader(patterns);
    }

    /// Positions in the stream that are to be replaced.
    private record Range(long start, long end, int owner) {}

    /// Takes the first `count` of the bytes.
    ///
    /// @return what can be let through now, in an array that is the caller's
    public byte[] add(byte[] bytes, int count) {
        if (patterns.isEmpty()) {
            return Arrays.copyOf(bytes, count);
        }
        hold(bytes, count);
        for (var i = 0; i < count; i++) {
            if (reader.read(bytes[i])) {
                mark(reader.foundAt(), reader.position(), reader.owner());
            }
        }
        return released(reader.settled());
    }

    /// Lets through what is held back. To be called once, at the end.
    public byte[] end() {
        return patterns.isEmpty() ? new byte[0] : released(reader.position());
    }

    private void hold(byte[] bytes, int count) {
        if (length + count > held.length) {
            held = Arrays.copyOf(held, Math.max(length + count, held.length * 2));
        }
        System.arraycopy(bytes, 0, held, length, count);
        length += count;
    }

    /// Ranges that overlap become one, under the name of the first.
    private void mark(long start, long end, int owner) {
        var first = start;
        var name = owner;
        while (!ranges.isEmpty() && ranges.getLast().end() > first) {
            var last = ranges.removeLast();
            if (last.start() <= first) {
                first = last.start();
                name = last.owner();
            }
        }
        ranges.addLast(new Range(first, end, name));
    }

    private byte[] released(long settled) {
        var out = new ByteArrayOutputStream();
        var at = from;
        var until = settled;
        while (!ranges.isEmpty() && ranges.getFirst().start() < until) {
            var range = ranges.getFirst();
            if (range.end() > until) {
                until = range.start();
                break;
            }
            out.write(held, (int) (at - from), (int) (range.start() - at));
            out.writeBytes(replacements.get(range.owner()));
            at = range.end();
            ranges.removeFirst();
        }
        out.write(held, (int) (at - from), (int) (until - at));
        length -= (int) (until - from);
        System.arraycopy(held, (int) (until - from), held, 0, length);
        from = until;
        return out.toByteArray();
    }
}

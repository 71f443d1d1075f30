package dev.wave.testkit;

import dev.wave.model.Digest;
import dev.wave.model.TreeId;
import java.util.HexFormat;

/// Made-up names of contents: the same words, the same name. Cheaper than hashing, and nothing is stored.
final class Names {

    private Names() {}

    static Digest digest(Object... words) {
        var bits = bits(words);
        return new Digest("sha256:" + hex(bits) + hex(bits + 1) + hex(bits + 2) + hex(bits + 3));
    }

    static TreeId tree(Object... words) {
        var bits = bits(words);
        return new TreeId(
                "git-sha1:" + hex(bits) + hex(bits + 1) + hex(bits + 2).substring(0, 8));
    }

    private static long bits(Object... words) {
        var bits = 1L;
        for (var word : words) {
            bits = mixed(bits ^ word.hashCode());
        }
        return bits;
    }

    private static String hex(long bits) {
        return HexFormat.of().toHexDigits(mixed(bits));
    }

    private static long mixed(long input) {
        var bits = (input ^ (input >>> 32)) * 0x9e3779b97f4a7c15L;
        return bits ^ (bits >>> 29);
    }
}

package dev.wave.git;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/// File names are bytes. Here they are held as ISO-8859-1 strings, one char a byte, so that nothing is lost
/// and sorting is git's sorting. `Path` keeps the bytes as well, but its `toString` does not.
public final class FileName {
    /// Whether the JVM decodes names as UTF-8; Wave's launcher sees to it, a library user may not.
    private static final boolean UTF8 = "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding", ""));

    private FileName() {}

    /// The bytes of the path's last name.
    public static String of(Path file) {
        var name = file.getFileName();
        var text = name == null ? "" : name.toString();
        if (isAscii(text)) {
            return text;
        }
        if (UTF8 && text.indexOf('\uFFFD') < 0) {
            return ofText(text);
        }
        var raw = file.toUri().getRawPath();
        var end = raw.endsWith("/") ? raw.length() - 1 : raw.length();
        return percentDecoded(raw.substring(raw.lastIndexOf('/', end - 1) + 1, end));
    }

    /// The bytes of an absolute path, with `/`.
    public static String ofAbsolute(Path file) {
        var text = file.toString();
        return isAscii(text) ? text : percentDecoded(file.toUri().getRawPath().replaceFirst("/$", ""));
    }

    /// The bytes the text has in UTF-8.
    public static String ofText(String text) {
        return isAscii(text) ? text : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /// The file with this name, or relative path with `/`, in the directory.
    public static Path in(Path directory, String name) {
        if (isAscii(name) && name.indexOf('\0') < 0) {
            return directory.resolve(name);
        }
        var uri = new StringBuilder(directory.toUri().toString());
        if (uri.charAt(uri.length() - 1) != '/') {
            uri.append('/');
        }
        for (var i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            if (c == '/' || isUnreserved(c)) {
                uri.append(c);
            } else {
                uri.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return Path.of(URI.create(uri.toString()));
    }

    /// The name for people: UTF-8 where it is, else every byte that is not ASCII as `\x..`. Control
    /// characters are left as they are; a view replaces them.
    public static String shown(String name) {
        if (isAscii(name)) {
            return name;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(name)))
                    .toString();
        } catch (CharacterCodingException e) {
            var shown = new StringBuilder();
            for (var i = 0; i < name.length(); i++) {
                var c = name.charAt(i);
                shown.append(c < 0x80 ? String.valueOf(c) : String.format(Locale.ROOT, "\\x%02X", (int) c));
            }
            return shown.toString();
        }
    }

    /// The text whose bytes in UTF-8 these are, for an argument of a process; fails if there is none.
    static String text(String name) {
        if (isAscii(name)) {
            return name;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(name)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new GitFailed("the name " + shown(name) + " is not UTF-8; Wave cannot work in such a folder");
        }
    }

    /// The bytes of a name.
    public static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// The name of these bytes.
    public static String of(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static boolean isUnreserved(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
    }

    private static String percentDecoded(String raw) {
        var name = new StringBuilder();
        for (var i = 0; i < raw.length(); i++) {
            var c = raw.charAt(i);
            if (c == '%') {
                name.append((char) Integer.parseInt(raw, i + 1, i + 3, 16));
                i += 2;
            } else {
                name.append(c);
            }
        }
        return name.toString();
    }
}

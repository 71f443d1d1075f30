package dev.wave.contract;

import dev.wave.model.Format;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whether bytes are what a format promises.
///
/// | format | holds when |
/// |---|---|
/// | `any` | there is something besides white space |
/// | `binary` | there is at least one byte |
/// | `text`, `markdown`, `code` | UTF-8 and not blank |
/// | `html` | the same, and there is a tag |
/// | `json` | one value as RFC 8259 has it: no byte order mark, no comment, no `NaN`, no key twice |
/// | `yaml` | YAML 1.2: no key twice, no alias without an anchor; aliases are not followed |
/// | `csv` | RFC 4180, with as many fields in every record as in the first |
/// | `diff` | a unified diff whose hunks are as long as their headings say |
/// | `directory` | never: bytes are no folder |
public final class FormatCheck {

    /// Bytes of a structured document that are still read.
    public static final long LARGEST = 64L * 1024 * 1024;

    /// Nesting that is still followed.
    public static final int DEEPEST = 512;

    /// How long a check may take.
    public static final Duration LONGEST = Duration.ofSeconds(10);

    /// The problem of something without content.
    public static final String EMPTY = "it is empty";

    private static final long NO_LIMIT = Long.MAX_VALUE;
    private static final Pattern TAG = Pattern.compile("<[A-Za-z!/]");

    private FormatCheck() {}

    /// What is wrong, in one line; empty if nothing is.
    ///
    /// @throws CannotCheck if it is too large, too deep or takes too long
    public static Optional<String> problem(Format format, InputStream bytes) throws IOException {
        try {
            return switch (format) {
                case DIRECTORY -> Optional.of("expected a folder, found a file");
                case BINARY -> bytes.read() < 0 ? Optional.of(EMPTY) : Optional.empty();
                case ANY -> notBlank(bytes);
                case TEXT, MARKDOWN, CODE -> text(reader(bytes, NO_LIMIT));
                case HTML -> html(reader(bytes, NO_LIMIT));
                case JSON -> JsonCheck.problem(reader(bytes, LARGEST));
                case YAML -> YamlCheck.problem(reader(bytes, LARGEST));
                case CSV -> CsvCheck.problem(reader(bytes, LARGEST));
                case DIFF -> DiffCheck.problem(reader(bytes, LARGEST));
            };
        } catch (CharacterCodingException e) {
            return Optional.of("it is not UTF-8");
        }
    }

    /// UTF-8 text, read strictly and within bounds.
    static BufferedReader reader(InputStream bytes, long limit) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        return new BufferedReader(new InputStreamReader(new BoundedInput(bytes, limit, LONGEST), decoder));
    }

    private static Optional<String> notBlank(InputStream bytes) throws IOException {
        var bounded = new BoundedInput(bytes, NO_LIMIT, LONGEST);
        var buffer = new byte[8192];
        for (int length; (length = bounded.read(buffer, 0, buffer.length)) >= 0; ) {
            for (int i = 0; i < length; i++) {
                if (buffer[i] != ' ' && (buffer[i] < '\t' || buffer[i] > '\r')) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(EMPTY);
    }

    private static Optional<String> text(Reader text) throws IOException {
        var blank = true;
        var buffer = new char[8192];
        for (int length; (length = text.read(buffer)) >= 0; ) {
            for (int i = 0; i < length && blank; i++) {
                blank = Character.isWhitespace(buffer[i]) || buffer[i] == '\uFEFF';
            }
        }
        return blank ? Optional.of(EMPTY) : Optional.empty();
    }

    private static Optional<String> html(Reader text) throws IOException {
        var tag = false;
        var blank = true;
        var buffer = new char[8192];
        var before = "";
        for (int length; (length = text.read(buffer)) >= 0; ) {
            var piece = before + new String(buffer, 0, length);
            blank = blank && piece.isBlank();
            tag = tag || TAG.matcher(piece).find();
            before = piece.isEmpty() ? "" : piece.substring(piece.length() - 1);
        }
        if (blank) {
            return Optional.of(EMPTY);
        }
        return tag ? Optional.empty() : Optional.of("expected HTML, found no tag");
    }
}

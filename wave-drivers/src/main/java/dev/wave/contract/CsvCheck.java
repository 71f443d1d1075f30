package dev.wave.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;

/// Whether a text is CSV as RFC 4180 has it: commas, quotes doubled within quotes, records of one length.
final class CsvCheck {

    private enum At {
        FIELD_START,
        PLAIN,
        QUOTED,
        QUOTE_IN_QUOTED
    }

    private final BufferedReader text;
    private long line = 1;
    private long recordLine = 1;
    private int fields = 1;
    private int expected;
    private boolean blank = true;
    private boolean recordEmpty = true;

    private CsvCheck(BufferedReader text) {
        this.text = text;
    }

    static Optional<String> problem(BufferedReader text) throws IOException {
        return new CsvCheck(text).problem();
    }

    private Optional<String> problem() throws IOException {
        var at = At.FIELD_START;
        for (int c; (c = text.read()) >= 0; ) {
            blank = blank && (Character.isWhitespace(c) || c == '\uFEFF');
            if (c == '\n') {
                line++;
            }
            if (at == At.QUOTED) {
                at = c == '"' ? At.QUOTE_IN_QUOTED : At.QUOTED;
                continue;
            }
            switch (c) {
                case ',' -> {
                    fields++;
                    recordEmpty = false;
                    at = At.FIELD_START;
                }
                case '\n' -> {
                    var problem = recordEnds();
                    if (problem.isPresent()) {
                        return problem;
                    }
                    at = At.FIELD_START;
                }
                case '\r' -> {}
                case '"' -> {
                    if (at == At.PLAIN) {
                        return Optional.of("expected CSV, found a quote within an unquoted field (line " + line + ")");
                    }
                    recordEmpty = false;
                    at = At.QUOTED; // the first, or the second of a doubled one
                }
                default -> {
                    if (at == At.QUOTE_IN_QUOTED) {
                        return Optional.of("expected CSV, found text after a closing quote (line " + line + ")");
                    }
                    recordEmpty = false;
                    at = At.PLAIN;
                }
            }
        }
        if (blank) {
            return Optional.of(FormatCheck.EMPTY);
        }
        return at == At.QUOTED
                ? Optional.of("expected CSV, found a quote that is never closed (record of line " + recordLine + ")")
                : recordEnds();
    }

    private Optional<String> recordEnds() {
        int found = fields;
        long at = recordLine;
        var empty = recordEmpty;
        fields = 1;
        recordEmpty = true;
        recordLine = line;
        if (empty) {
            return Optional.empty(); // a line without anything
        }
        if (expected == 0) {
            expected = found;
        }
        return found == expected
                ? Optional.empty()
                : Optional.of("expected " + expected + " fields as in the first record, found " + found + " (line " + at
                        + ")");
    }
}

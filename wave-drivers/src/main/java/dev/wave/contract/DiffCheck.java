package dev.wave.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether a text is a unified diff, as `git diff` and `diff -u` write them: at least one change, every hunk
/// as long as its heading says. Other lines may stand between files, as in a mailed patch.
final class DiffCheck {
    private static final Pattern HUNK = Pattern.compile("@@ -\\d+(?:,(\\d+))? \\+\\d+(?:,(\\d+))? @@.*");
    private static final Pattern CHANGE_WITHOUT_HUNK = Pattern.compile(
            "(rename|copy) from .*|(old|new|deleted file|new file) mode \\d+|Binary files .* differ|GIT binary patch");

    private long line;
    private long hunkLine;
    private long before;
    private long after;
    private boolean changes;
    private boolean blank = true;

    private DiffCheck() {}

    static Optional<String> problem(BufferedReader text) throws IOException {
        return new DiffCheck().read(text);
    }

    private Optional<String> read(BufferedReader text) throws IOException {
        for (String read; (read = text.readLine()) != null; ) {
            line++;
            blank = blank && read.isBlank();
            if (before > 0 || after > 0) {
                if (!isInHunk(read)) {
                    return tooShort();
                }
                continue;
            }
            var hunk = HUNK.matcher(read);
            if (hunk.matches()) {
                hunkLine = line;
                before = count(hunk, 1);
                after = count(hunk, 2);
                changes = true;
            } else if (CHANGE_WITHOUT_HUNK.matcher(read).matches()) {
                changes = true;
            }
        }
        if (blank) {
            return Optional.of(FormatCheck.EMPTY);
        }
        if (before > 0 || after > 0) {
            return tooShort();
        }
        return changes ? Optional.empty() : Optional.of("expected a unified diff, found no hunk");
    }

    private boolean isInHunk(String read) {
        var kind = read.isEmpty() ? ' ' : read.charAt(0); // mailers cut the blank of an empty line
        switch (kind) {
            case ' ' -> {
                before--;
                after--;
            }
            case '-' -> before--;
            case '+' -> after--;
            case '\\' -> {}
            default -> {
                return false;
            }
        }
        return before >= 0 && after >= 0;
    }

    private Optional<String> tooShort() {
        return Optional.of("expected a unified diff, found a hunk of another length than its heading says (line "
                + hunkLine + ")");
    }

    private static long count(Matcher hunk, int group) {
        var digits = hunk.group(group);
        if (digits == null) {
            return 1;
        }
        return digits.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(digits);
    }
}

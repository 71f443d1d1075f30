package dev.wave.contract;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// The patterns of schemas by Java's own engine, which can be interrupted: one that needs for ever is given
/// up with its check. `$` means the very end, as in ECMA-262, not "or before a last line end".
final class SchemaPatterns implements RegularExpressionFactory {

    @Override
    public RegularExpression getRegularExpression(String regex) {
        Pattern pattern;
        try {
            pattern = Pattern.compile(withEcmaEnd(regex));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'" + regex + "' is no regular expression: " + e.getDescription(), e);
        }
        return text -> pattern.matcher(new Watched(text)).find();
    }

    private static String withEcmaEnd(String regex) {
        var java = new StringBuilder();
        var inClass = false;
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\' && i + 1 < regex.length()) {
                java.append(c).append(regex.charAt(++i));
                continue;
            }
            if (c == '[' && inClass) {
                java.append('\\'); // Java would begin a class within the class
            }
            inClass = c == '[' || (inClass && c != ']');
            java.append(c == '$' && !inClass ? "\\z" : String.valueOf(c));
        }
        return java.toString();
    }

    /// A text that, read often, asks whether anybody still waits.
    private static final class Watched implements CharSequence {
        private final CharSequence text;
        private int reads;

        Watched(CharSequence text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if ((++reads & 0xFFF) == 0) {
                Interrupted.check();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}

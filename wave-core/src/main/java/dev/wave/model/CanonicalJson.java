package dev.wave.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;

/// The one JSON text of a value: equal values have equal texts, different values have different ones.
///
/// As RFC 8785 writes it (no spaces, sorted keys, shortest escapes, numbers as ECMAScript prints them), with
/// two differences: keys are sorted by code points, and a number keeps all its digits instead of being
/// rounded to a double. A lone surrogate is written as an escape, so the text can always be encoded as UTF-8.
/// Strings are not normalised: texts that differ in bytes never become one. [Value#nfc] does that where
/// wanted.
public final class CanonicalJson {

    /// The order of object keys: by code points, not by UTF-16 units.
    public static final Comparator<String> BY_CODE_POINTS = CanonicalJson::compareCodePoints;

    private static final String HEX = "0123456789abcdef";

    private final StringBuilder text = new StringBuilder();
    private final boolean sorted;

    private CanonicalJson(boolean sorted) {
        this.sorted = sorted;
    }

    /// The canonical text. The value may be nested as deeply as [JsonText] reads.
    public static String text(Value value) {
        var json = new CanonicalJson(true);
        json.append(value);
        return json.text.toString();
    }

    /// The same with every object's keys in the value's own order: for people, who look for `type` first.
    public static String inOrder(Value value) {
        var json = new CanonicalJson(false);
        json.append(value);
        return json.text.toString();
    }

    /// A number as ECMAScript prints it: plain between 1e-6 and 1e21, else with an exponent.
    public static String number(Value.Num number) {
        return switch (number) {
            case Value.Num.Whole(var whole) -> Long.toString(whole);
            case Value.Num.Decimal(var exact) -> decimal(exact);
        };
    }

    private static String decimal(BigDecimal exact) {
        var digits = exact.unscaledValue().abs().toString();
        var sign = exact.signum() < 0 ? "-" : "";
        var point = (long) digits.length() - exact.scale();
        if (point >= digits.length() && point <= 21) {
            return sign + digits + "0".repeat((int) point - digits.length());
        }
        if (point > 0 && point <= 21) {
            return sign + digits.substring(0, (int) point) + "." + digits.substring((int) point);
        }
        if (point > -6 && point <= 0) {
            return sign + "0." + "0".repeat((int) -point) + digits;
        }
        var fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        var exponent = point - 1;
        return sign + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "" : "+") + exponent;
    }

    private void append(Value value) {
        switch (value) {
            case Value.Null _ -> text.append("null");
            case Value.Bool(var truth) -> text.append(truth);
            case Value.Num number -> text.append(number(number));
            case Value.Str(var string) -> appendString(string);
            case Value.Seq seq -> appendSeq(seq);
            case Value.Obj obj -> appendObj(obj);
        }
    }

    private void appendSeq(Value.Seq seq) {
        text.append('[');
        var separator = "";
        for (var item : seq.items()) {
            text.append(separator);
            append(item);
            separator = ",";
        }
        text.append(']');
    }

    private void appendObj(Value.Obj obj) {
        text.append('{');
        var fields = new ArrayList<>(obj.fields().entrySet());
        if (sorted) {
            fields.sort((one, other) -> compareCodePoints(one.getKey(), other.getKey()));
        }
        var separator = "";
        for (var field : fields) {
            text.append(separator);
            appendString(field.getKey());
            text.append(':');
            append(field.getValue());
            separator = ",";
        }
        text.append('}');
    }

    /// Copies what needs no escape in one piece: most texts are long and hold little that does.
    private void appendString(String string) {
        text.append('"');
        var copied = 0;
        for (var i = 0; i < string.length(); i++) {
            if (isEscaped(string, i)) {
                text.append(string, copied, i);
                appendEscaped(string.charAt(i));
                copied = i + 1;
            }
        }
        text.append(string, copied, string.length()).append('"');
    }

    private static boolean isEscaped(String string, int at) {
        var c = string.charAt(at);
        return c < ' ' || c == '"' || c == '\\' || (Character.isSurrogate(c) && isLoneSurrogate(string, at));
    }

    private void appendEscaped(char c) {
        switch (c) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\b' -> text.append("\\b");
            case '\t' -> text.append("\\t");
            case '\n' -> text.append("\\n");
            case '\f' -> text.append("\\f");
            case '\r' -> text.append("\\r");
            default -> appendEscape(c);
        }
    }

    private void appendEscape(char c) {
        text.append("\\u");
        for (var shift = 12; shift >= 0; shift -= 4) {
            text.append(HEX.charAt((c >> shift) & 0xf));
        }
    }

    private static boolean isLoneSurrogate(String string, int at) {
        var c = string.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == string.length() || !Character.isLowSurrogate(string.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(string.charAt(at - 1)));
    }

    private static int compareCodePoints(String left, String right) {
        var end = Math.min(left.length(), right.length());
        for (var i = 0; i < end; i++) {
            var l = left.charAt(i);
            var r = right.charAt(i);
            if (l != r) {
                // Surrogates stand for what lies above the whole first plane.
                return Character.isSurrogate(l) == Character.isSurrogate(r)
                        ? Character.compare(l, r)
                        : Character.isSurrogate(l) ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}

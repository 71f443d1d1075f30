package dev.wave.report;

import dev.wave.view.Printable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// A piece of a page. Immutable.
///
/// There is no way from a text to markup: texts and the values of attributes are escaped when they are written,
/// names of elements and attributes are among those below, and a link leads only to a place of the same page.
/// So nothing in a page can run or load anything.
sealed interface Html {

    /// Longest text that stands among others, in characters; what may be longer is a [#block].
    int LONGEST = 400;

    /// Text, as it came from wherever it came.
    ///
    /// @param most characters that are written, once secrets are hidden in it
    record Text(String raw, int most) implements Html {}

    /// The page's own style sheet.
    record Style(StyleSheet sheet) implements Html {}

    /// Pieces after each other.
    record Sequence(List<Html> pieces) implements Html {
        public Sequence {
            pieces = List.copyOf(pieces);
        }
    }

    /// An element with its content.
    record Element(String name, SequencedMap<String, String> attributes, List<Html> children) implements Html {
        private static final List<String> NAMES = List.of(
                        "html head meta title body header main section nav footer h1 h2 h3 h4 p div span pre code dl dt dd ul ol"
                                + " li table caption thead tbody tfoot tr th td details summary a time strong small"
                                + " svg desc g rect path line text")
                .stream()
                .flatMap(names -> Stream.of(names.split(" ")))
                .toList();
        private static final List<String> ATTRIBUTES = Stream.of(
                        "lang charset name content http-equiv id class href scope colspan open role tabindex datetime"
                                + " viewBox width height x y x1 y1 x2 y2 rx d text-anchor focusable"
                                + " aria-label aria-labelledby aria-describedby aria-hidden")
                .flatMap(names -> Stream.of(names.split(" ")))
                .toList();

        public Element {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("no element of a page: " + name);
            }
            attributes.forEach(Element::check);
            attributes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(attributes));
            children = List.copyOf(children);
        }

        private static void check(String attribute, String value) {
            if (!ATTRIBUTES.contains(attribute) || (attribute.equals("href") && !value.startsWith("#"))) {
                throw new IllegalArgumentException("no attribute of a page: " + attribute + "=" + value);
            }
        }

        /// The same with one attribute more.
        Element with(String attribute, String value) {
            var more = new LinkedHashMap<>(attributes);
            more.put(attribute, value);
            return new Element(name, more, children);
        }

        /// The same, of this class.
        Element as(String styleClass) {
            return with("class", styleClass);
        }
    }

    /// Nothing.
    static Html none() {
        return new Sequence(List.of());
    }

    static Html all(List<? extends Html> pieces) {
        return new Sequence(List.copyOf(pieces));
    }

    static Html all(Html... pieces) {
        return new Sequence(List.of(pieces));
    }

    /// A text among others, cut if it is longer than [#LONGEST].
    static Html text(String raw) {
        return new Text(raw, LONGEST);
    }

    /// At most [#LONGEST] characters of a text, and a sign if that is not all.
    static String shortened(String raw) {
        return shortened(raw, LONGEST);
    }

    /// At most so many characters of a text, and a sign if that is not all.
    static String shortened(String raw, int most) {
        return raw.length() <= most ? raw : raw.substring(0, whole(raw, most)) + "…";
    }

    /// A text as long as it is: whoever makes it has measured it.
    static Html block(String raw) {
        return new Text(raw, Integer.MAX_VALUE);
    }

    static Element of(String name, List<? extends Html> children) {
        return new Element(name, new LinkedHashMap<>(), List.copyOf(children));
    }

    static Element of(String name, Html... children) {
        return of(name, List.of(children));
    }

    static Element of(String name, String text) {
        return of(name, text(text));
    }

    /// A link to the element of that id.
    static Element link(String id, Html... children) {
        return of("a", children).with("href", "#" + id);
    }

    /// Pieces with a text between each two.
    static Html joined(String between, List<? extends Html> pieces) {
        var all = new ArrayList<Html>();
        for (var piece : pieces) {
            if (!all.isEmpty()) {
                all.add(text(between));
            }
            all.add(piece);
        }
        return all(all);
    }

    /// The greatest length up to `length` that does not cut a character in two.
    static int whole(String text, int length) {
        return length < text.length() && Character.isLowSurrogate(text.charAt(length)) ? length - 1 : length;
    }

    /// The text as it is written: nothing in it is markup, and what is not printable is visible.
    static String escaped(String raw) {
        var text = Printable.block(raw).text();
        var escaped = new StringBuilder(text.length() + text.length() / 16);
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}

package dev.wave.report;

import java.util.List;
import java.util.function.UnaryOperator;

/// Writes a page. The same page has the same text, always.
final class HtmlWriter {
    private static final List<String> VOID = List.of("meta");
    private static final List<String> LINES = List.of(
            "meta", "title", "head", "header", "main", "section", "footer", "h1", "h2", "h3", "h4", "p", "div", "dl",
            "dd", "ul", "li", "table", "caption", "thead", "tbody", "tr", "details", "summary", "svg", "pre", "g");

    /// What is written first.
    static final String BEGINNING = "<!DOCTYPE html>\n<!-- a report of a run, made by Wave -->\n";

    private final StringBuilder page = new StringBuilder(BEGINNING);
    private final UnaryOperator<String> hide;

    private HtmlWriter(UnaryOperator<String> hide) {
        this.hide = hide;
    }

    /// @param hide replaces values of secrets; every text passes through it, before it is escaped
    static String write(Html.Element page, UnaryOperator<String> hide) {
        var writer = new HtmlWriter(hide);
        writer.write(page);
        return writer.page.append('\n').toString();
    }

    private void write(Html piece) {
        switch (piece) {
            case Html.Text(var raw, var most) -> page.append(escaped(raw, most));
            case Html.Style(var sheet) ->
                page.append("<style>").append(sheet.text()).append("</style>\n");
            case Html.Sequence(var pieces) -> pieces.forEach(this::write);
            case Html.Element element -> write(element);
        }
    }

    private void write(Html.Element element) {
        page.append('<').append(element.name());
        element.attributes()
                .forEach((name, value) -> page.append(' ')
                        .append(name)
                        .append("=\"")
                        .append(escaped(value, Integer.MAX_VALUE))
                        .append('"'));
        page.append('>');
        element.children().forEach(this::write);
        if (!VOID.contains(element.name())) {
            page.append("</").append(element.name()).append('>');
        }
        if (LINES.contains(element.name())) {
            page.append('\n');
        }
    }

    /// Hidden before it is cut: nothing is left of a secret that reaches over the cut.
    private String escaped(String raw, int most) {
        return Html.escaped(Html.shortened(hide.apply(raw), most));
    }
}

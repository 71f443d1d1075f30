package dev.wave.report;

import dev.wave.view.Shown;
import java.util.List;
import java.util.function.UnaryOperator;

/// Long texts on a page: as much of each as the page's budget lets it show, and how to see the rest.
final class Pieces {
    private final Budget budget;

    private final UnaryOperator<String> hide;

    /// @param hide replaces values of secrets, before anything is cut
    Pieces(Budget budget, UnaryOperator<String> hide) {
        this.budget = budget;
        this.hide = hide;
    }

    /// A text as it is, with its lines.
    ///
    /// @param name what a screen reader calls it
    /// @param most characters
    /// @param rest where all of it can be seen
    Html block(String name, String text, int most, String rest) {
        var cut = take(text, most);
        var shown = cut.text().isEmpty() ? Html.none() : scroll(name, Html.block(cut.text()));
        return cut.more() ? Html.all(shown, note(rest(cut, text.length(), rest))) : shown;
    }

    /// A text among others.
    Html line(String text) {
        return Html.block(
                budget.take(Html.shortened(hide.apply(text)), Html.LONGEST + 1).text());
    }

    /// As much of a text as may be shown.
    Budget.Cut take(String text, int most) {
        return budget.take(hide.apply(text), most);
    }

    static String rest(Budget.Cut cut, long length, String rest) {
        return (cut.text().isEmpty()
                        ? "Not shown: the page holds enough; it has "
                        : "Cut here, after " + Shown.count(cut.text().length()) + " of ")
                + Shown.count(length) + " characters. " + rest;
    }

    static Html note(String text) {
        return Html.of("p", text).as("note");
    }

    /// What may be wider than the page, and is moved by keys too.
    static Html scroll(String name, Html... content) {
        return Html.of("pre", List.of(content))
                .as("scroll")
                .with("tabindex", "0")
                .with("role", "region")
                .with("aria-label", name);
    }
}

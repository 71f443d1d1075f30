package dev.wave.view;

/// How a part of a line looks where there are colours. Says nothing that the words do not say as well.
public enum Style {
    PLAIN(""),
    BOLD("1"),
    /// Less important than the rest.
    DIM("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /// The text as a terminal with colours shows it in this style.
    ///
    /// @param text printable
    public String on(String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}

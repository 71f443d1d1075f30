package dev.wave.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/// What a command takes: a command declares its options and arguments here, each with the place where its value
/// goes. They are written as the help shows them: `-q, --quiet` is a flag, `-i, --input TEXT` takes a value.
public final class Syntax {
    /// The title that a command's own options stand under.
    public static final String OWN = "Options";

    private final String command;
    private final String group;
    private final List<Option> options;
    private final List<Argument> arguments;
    private final List<String> purpose;
    private final List<String> usages;

    private Syntax(
            String command,
            String group,
            List<Option> options,
            List<Argument> arguments,
            List<String> purpose,
            List<String> usages) {
        this.command = command;
        this.group = group;
        this.options = options;
        this.arguments = arguments;
        this.purpose = purpose;
        this.usages = usages;
    }

    /// Takes nothing yet.
    ///
    /// @param command how the command is called, as `wave plan`
    public Syntax(String command) {
        this(command, OWN, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /// The same syntax; what is declared by this stands under another title in the help.
    public Syntax under(String title) {
        return new Syntax(command, title, options, arguments, purpose, usages);
    }

    /// Says what the command is for.
    public void purpose(String... sentences) {
        purpose.addAll(List.of(sentences));
    }

    /// Says how the command is called, where that is not to be seen from what it takes.
    public void usages(String... lines) {
        usages.addAll(List.of(lines));
    }

    /// An option without a value.
    public void flag(String form, String meaning, Runnable given) {
        add(Option.Form.of(form), Times.AT_MOST_ONCE, meaning, _ -> given.run());
    }

    /// An option with a value.
    public void option(String form, String meaning, Consumer<String> given) {
        add(Option.Form.of(form), Times.AT_MOST_ONCE, meaning, given);
    }

    /// An option whose value may be left out.
    ///
    /// @param fallback what it is then
    public void option(String form, String fallback, String meaning, Consumer<String> given) {
        add(Option.Form.of(form).or(fallback), Times.AT_MOST_ONCE, meaning, given);
    }

    /// An option with a whole number.
    public void number(String form, String meaning, IntConsumer given) {
        option(form, meaning, word -> given.accept(number(form, word)));
    }

    private static int number(String form, String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException _) {
            throw new WrongWords(Option.Form.of(form).names().getLast() + " takes a whole number, not '" + word + "'");
        }
    }

    /// An option with a value that has to be given.
    public void required(String form, String meaning, Consumer<String> given) {
        add(Option.Form.of(form), Times.ONCE, meaning, given);
    }

    /// An option with a value that may be given several times.
    public void repeatable(String form, String meaning, Consumer<String> given) {
        add(Option.Form.of(form), Times.ANY, meaning, given);
    }

    /// An option that may be given several times and whose value may be left out.
    ///
    /// @param fallback what it is then
    public void repeatable(String form, String fallback, String meaning, Consumer<String> given) {
        add(Option.Form.of(form).or(fallback), Times.ANY, meaning, given);
    }

    private void add(Option.Form form, Times times, String meaning, Consumer<String> given) {
        options.add(new Option(form, times, group, meaning, given));
    }

    /// An argument.
    public void argument(Times times, String label, String meaning, Consumer<String> given) {
        arguments.add(new Argument(label, times, meaning, given));
    }

    /// How the command is called.
    public String command() {
        return command;
    }

    /// What the command is for, in sentences.
    public List<String> purpose() {
        return List.copyOf(purpose);
    }

    /// How the command is called; nothing where that is to be seen from what it takes.
    public List<String> usages() {
        return List.copyOf(usages);
    }

    /// All options, as they were declared.
    public List<Option> options() {
        return List.copyOf(options);
    }

    /// The option of that name.
    public Optional<Option> option(String name) {
        return options.stream()
                .filter(option -> option.form().names().contains(name))
                .findFirst();
    }

    /// All arguments, as they were declared.
    public List<Argument> arguments() {
        return List.copyOf(arguments);
    }

    /// The argument that the word at this place, counted from 0 and without options, is for.
    public Optional<Argument> argument(int place) {
        return place < arguments.size()
                ? Optional.of(arguments.get(place))
                : arguments.stream().filter(last -> last.times() == Times.ANY).findFirst();
    }
}

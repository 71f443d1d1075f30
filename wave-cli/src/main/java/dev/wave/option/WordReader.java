package dev.wave.option;

import dev.wave.diagnostic.Nearest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;

/// Reads the words of a command line by a command's syntax, telling each value to whom it is for. After `--` all
/// words are arguments.
public final class WordReader {
    private final Syntax syntax;
    private final ListIterator<String> words;
    private final SequencedSet<String> options = new LinkedHashSet<>();
    private int arguments;

    private WordReader(Syntax syntax, List<String> words) {
        this.syntax = syntax;
        this.words = words.listIterator();
    }

    /// What was read.
    ///
    /// @param options the names of the options that were given
    /// @param missing what should have been given and was not
    public record Given(List<String> options, List<String> missing) {

        /// Ends in [WrongWords] if something is missing.
        public void refuseMissing() {
            if (!missing.isEmpty()) {
                throw new WrongWords(
                        String.join(", ", missing) + (missing.size() == 1 ? " is missing" : " are missing"));
            }
        }
    }

    /// Reads all words; ends in [WrongWords] if one does not belong there.
    public static Given read(Syntax syntax, List<String> words) {
        var reader = new WordReader(syntax, words);
        reader.read();
        return new Given(List.copyOf(reader.options), reader.missing());
    }

    private void read() {
        while (words.hasNext()) {
            var word = words.next();
            if (word.equals("--")) {
                words.forEachRemaining(this::argument);
            } else if (word.startsWith("-") && word.length() > 1) {
                option(word);
            } else {
                argument(word);
            }
        }
    }

    private void argument(String word) {
        syntax.argument(arguments++)
                .orElseThrow(() -> new WrongWords("'" + word + "' is one word too many for " + syntax.command()))
                .given()
                .accept(word);
    }

    private void option(String word) {
        var equals = word.indexOf('=');
        var named = syntax.option(equals < 0 ? word : word.substring(0, equals));
        if (named.isPresent()) {
            take(named.get(), Optional.of(word).filter(_ -> equals > 0).map(each -> each.substring(equals + 1)));
        } else if (word.startsWith("--")) {
            throw unknown(word);
        } else {
            shortOptions(word);
        }
    }

    /// Several flags in one word, or one with its value: `-qv`, `-Pname=value`.
    private void shortOptions(String word) {
        for (var at = 1; at < word.length(); at++) {
            var option = syntax.option("-" + word.charAt(at)).orElseThrow(() -> unknown(word));
            if (option.takesValue() && at + 1 < word.length()) {
                take(option, Optional.of(word.substring(at + 1)));
                return;
            }
            take(option, Optional.empty());
        }
    }

    /// @param attached the value in the same word
    private void take(Option option, Optional<String> attached) {
        if (!options.add(option.name()) && option.times() != Times.ANY) {
            throw new WrongWords(option.name() + " is given twice; leave one out");
        }
        if (attached.isPresent() && !option.takesValue()) {
            throw new WrongWords(option.name() + " takes no value");
        }
        option.given().accept(option.takesValue() ? attached.orElseGet(() -> next(option)) : "");
    }

    private String next(Option option) {
        if (words.hasNext()) {
            var word = words.next();
            if (option.needsValue() ? !isOption(word) : !word.startsWith("-")) {
                return word;
            }
            words.previous();
        }
        return option.form().fallback().orElseThrow(() -> new WrongWords(missing(option) + " is missing"));
    }

    private boolean isOption(String word) {
        return word.equals("--") || syntax.option(word.split("=", 2)[0]).isPresent();
    }

    private List<String> missing() {
        var needed = syntax.arguments().stream()
                .skip(arguments)
                .filter(argument -> argument.times() == Times.ONCE)
                .map(Argument::label);
        var named = syntax.options().stream()
                .filter(option -> option.times() == Times.ONCE && !options.contains(option.name()))
                .map(WordReader::missing);
        return Stream.concat(needed, named).toList();
    }

    private static String missing(Option option) {
        return option.name() + " " + option.label();
    }

    private WrongWords unknown(String word) {
        var name = word.split("=", 2)[0];
        var names = syntax.options().stream()
                .flatMap(option -> option.form().names().stream())
                .filter(each -> each.startsWith("--"))
                .toList();
        return new WrongWords(syntax.command() + " has no option '" + name + "'"
                + Nearest.question(name, names).map(question -> "; " + question).orElse(""));
    }
}
